package dev.syncline.simulator.events.log;

import java.util.List;

/**
 * What one reading of the log gave.
 *
 * @param events in the order of their positions
 * @param position the last position that was looked at: where to read on after
 * @param more whether the log goes on beyond it
 * @param lost whether events between the asked position and the first one here have expired
 */
public record EventBatch(List<StoredEvent> events, long position, boolean more, boolean lost) {
  public EventBatch {
    events = List.copyOf(events);
  }
}
