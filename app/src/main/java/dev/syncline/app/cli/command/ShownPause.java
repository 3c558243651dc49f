package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.operation.QueueOperation.Halt;
import dev.syncline.engine.database.Pause;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Shows halts. */
final class ShownPause {
  private ShownPause() {}

  /** For programs. */
  static Map<String, Object> facts(Halt halt) {
    Pause pause = halt.pause();
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("database", halt.database().value());
    pause.org().ifPresent(org -> facts.put("org", org.value()));
    pause.mapping().ifPresent(mapping -> facts.put("mapping", mapping.value()));
    facts.put("direction", direction(pause));
    facts.put("reason", pause.reason());
    facts.put("since", pause.since().toString());
    pause.until().ifPresent(until -> facts.put("until", until.toString()));
    return facts;
  }

  /** For people. */
  static String line(Halt halt) {
    Pause pause = halt.pause();
    return Escaped.of(
        "paused: %s%s%s, since %s%s: %s"
            .formatted(
                pause.mapping().map(m -> "mapping " + m).orElse("all mappings"),
                pause.org().map(org -> " of org " + org).orElse(""),
                direction(pause).equals("both") ? "" : " (" + direction(pause) + ")",
                pause.since().truncatedTo(ChronoUnit.SECONDS),
                pause
                    .until()
                    .map(until -> " until " + until.truncatedTo(ChronoUnit.SECONDS))
                    .orElse(" until resumed"),
                pause.reason()));
  }

  private static String direction(Pause pause) {
    return pause.direction().name().toLowerCase(Locale.ROOT);
  }
}
