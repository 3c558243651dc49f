package dev.syncline.salesforce.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.stream.ChangeStream;
import dev.syncline.engine.stream.ChangeStreams;
import dev.syncline.engine.stream.Channel;
import dev.syncline.engine.stream.StreamEvent;
import dev.syncline.engine.stream.StreamFault;
import dev.syncline.engine.stream.StreamStart;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Takes from streams as tests do. */
public final class Taking {
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private Taking() {}

  /** A stream of all that is kept, asked for as much as may be. */
  public static ChangeStream oldest(ChangeStreams streams, String channel) {
    ChangeStream stream = streams.subscribe(new Channel(channel), StreamStart.OLDEST);
    stream.request(ChangeStream.MAX_REQUESTED);
    return stream;
  }

  /** The next events, waiting for them. */
  public static List<StreamEvent> next(ChangeStream stream, int count) throws InterruptedException {
    List<StreamEvent> events = new ArrayList<>();
    while (events.size() < count) {
      events.addAll(stream.take(PATIENCE).orElseThrow().events());
    }
    return events;
  }

  /** Takes what has come until the stream fails, as it must. */
  public static void assertEnds(ChangeStream stream, StreamFault fault) {
    assertThatThrownBy(
            () -> {
              boolean more = true;
              while (more) {
                more = stream.take(PATIENCE).isPresent();
              }
            })
        .isInstanceOfSatisfying(
            OrgException.class,
            e -> assertThat(StreamFault.of(e)).as(e.toString()).isEqualTo(fault));
  }
}
