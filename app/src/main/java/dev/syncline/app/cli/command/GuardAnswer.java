package dev.syncline.app.cli.command;

import dev.syncline.app.cli.Talk;
import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.engine.database.GuardStop;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the guard has stopped.
 *
 * @param did {@code shown} or {@code allowed}
 */
record GuardAnswer(String did, List<GuardStop> stops) implements Answer {
  @Override
  public String kind() {
    return "Guard";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("did", did);
    facts.put("stops", stops.stream().map(GuardAnswer::facts).toList());
    return facts;
  }

  static Map<String, Object> facts(GuardStop stop) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", stop.mapping().value());
    facts.put("direction", stop.direction().name().toLowerCase(Locale.ROOT));
    stop.field().ifPresent(field -> facts.put("field", field.value()));
    facts.put("counted", stop.counted());
    facts.put("most", stop.most());
    facts.put("linked", stop.linked());
    facts.put("since", stop.since().toString());
    facts.putAll(Talk.facts(stop.problem()));
    return facts;
  }

  @Override
  public List<String> lines() {
    return stops.isEmpty() ? List.of("nothing waits") : stops.stream().map(this::told).toList();
  }

  private String told(GuardStop stop) {
    return did.equals("allowed")
        ? Escaped.of("allowed, once: " + stop.problem().message())
        : line(stop.problem().code(), stop);
  }

  private static String line(String code, GuardStop stop) {
    return Escaped.of(
        "%s since %s: %s. %s"
            .formatted(
                code,
                stop.since().truncatedTo(ChronoUnit.SECONDS),
                stop.problem().message(),
                stop.problem().action()));
  }

  static String line(GuardStop stop) {
    return line("stopped", stop);
  }
}
