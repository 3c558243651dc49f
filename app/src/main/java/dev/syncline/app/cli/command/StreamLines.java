package dev.syncline.app.cli.command;

import dev.syncline.app.cli.Talk;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.progress.Quantities;
import dev.syncline.engine.database.StreamHole;
import dev.syncline.engine.database.StreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;

/** How what orgs tell by themselves is listened to, in words and in facts. */
final class StreamLines {
  private StreamLines() {}

  static String line(StreamRecord stream, Instant now) {
    String state =
        switch (stream.state()) {
          case OPEN -> "open";
          case WAITING -> "not open";
          case CLOSED -> "closed";
        };
    String since = " for " + Quantities.duration(Duration.between(stream.since(), now));
    String events =
        stream.events() == 0
            ? "no events yet"
            : Quantities.number(stream.events())
                + " events"
                + stream.until().map(until -> ", up to " + seconds(until)).orElse("");
    String holes =
        stream.holes() == 0 ? "" : ", " + Quantities.number(stream.holes()) + " holes read over";
    String why = stream.problem().map(problem -> ": " + problem).orElse("");
    return Escaped.of(
        "events of %s: %s%s, %s%s%s".formatted(stream.stream(), state, since, events, holes, why));
  }

  static String line(StreamHole hole) {
    String why =
        switch (hole.cause()) {
          case BEGUN -> "what was before the stream began is not read yet";
          case REPLAY_REFUSED -> "the org no longer knew where the stream was left";
          case ORG_MOVED -> "the org is another, or has moved";
          case OVERFLOW -> "more changed at once than events tell";
          case ALL_RECORDS -> "all records are to be read, as a field's type was changed";
          case UNREADABLE -> "an event could not be read";
          case LEFT -> "events came while it was halted";
        };
    return "hole since %s: %s".formatted(seconds(hole.from()), why);
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  static Map<String, Object> facts(StreamRecord stream) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("org", stream.stream().org().value());
    facts.put("channel", stream.stream().channel().name());
    facts.put("state", stream.state().name());
    facts.put("since", stream.since().toString());
    stream.heardAt().ifPresent(at -> facts.put("heardAt", at.toString()));
    stream.until().ifPresent(until -> facts.put("eventsTo", until.toString()));
    facts.put("events", stream.events());
    facts.put("holesReadOver", stream.holes());
    stream.problem().ifPresent(problem -> facts.put("problem", Talk.facts(problem)));
    return facts;
  }

  static Map<String, Object> facts(StreamHole hole) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("channel", hole.stream().channel().name());
    facts.put("cause", hole.cause().name());
    facts.put("from", hole.from().toString());
    facts.put("openedAt", hole.openedAt().toString());
    return facts;
  }
}
