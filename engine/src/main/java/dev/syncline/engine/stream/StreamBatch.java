package dev.syncline.engine.stream;

import java.util.List;
import java.util.Optional;

/**
 * What came through a channel at once. Without events it is a keep-alive: there was nothing up to
 * its replay id, which is worth storing, because ids of quiet channels expire too.
 *
 * @param events at most {@link ChangeStream#MAX_REQUESTED}, in the order of the org
 * @param reaches where the subscription can be taken up behind this batch; empty where the org told
 *     no place with a keep-alive
 */
public record StreamBatch(List<StreamEvent> events, Optional<ReplayId> reaches) {
  public StreamBatch {
    events = List.copyOf(events);
    if (events.size() > ChangeStream.MAX_REQUESTED || (!events.isEmpty() && reaches.isEmpty())) {
      throw new IllegalArgumentException(
          "A batch has at most " + ChangeStream.MAX_REQUESTED + " events and says how far it goes");
    }
  }
}
