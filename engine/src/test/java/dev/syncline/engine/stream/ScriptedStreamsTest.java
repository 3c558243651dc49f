package dev.syncline.engine.stream;

import dev.syncline.engine.testing.Samples;
import dev.syncline.engine.testing.ScriptedStreams;
import dev.syncline.model.ObjectName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The double keeps the promises of the port. */
class ScriptedStreamsTest extends StreamKit {
  private static final Channel ACCOUNTS = new Channel("/data/AccountChangeEvent");
  private static final Commit COMMIT =
      new Commit("t", 1, Instant.parse("2026-01-01T00:00:00Z"), 1, Optional.empty(), "");

  private final ScriptedStreams streams = new ScriptedStreams(ACCOUNTS);

  @Override
  ChangeStreams streams() {
    return streams;
  }

  @Override
  Channel channel() {
    return ACCOUNTS;
  }

  @Override
  Channel missing() {
    return new Channel("/data/NoneChangeEvent");
  }

  @Override
  void happen(int events) {
    for (int i = 0; i < events; i++) {
      streams.tell(
          ACCOUNTS,
          mark ->
              new StreamEvent.Changed(
                  mark,
                  new ObjectName("Account"),
                  List.of(Samples.id(1)),
                  ChangeType.DELETE,
                  COMMIT,
                  CarriedFields.NONE));
    }
  }

  @Override
  void keepAlive() {
    streams.keepAlive();
  }

  @Override
  void cut() {
    streams.end(StreamFault.TRANSIENT);
  }

  @Override
  void expire() {
    streams.expire();
  }
}
