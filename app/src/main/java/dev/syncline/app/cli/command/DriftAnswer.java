package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.operation.DriftOperation.MappingAlarms;
import dev.syncline.engine.database.Drifts;
import dev.syncline.engine.drift.Drift.Decision;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What has changed in the schemas under a mapping.
 *
 * @param did {@code shown} or {@code accepted}
 */
record DriftAnswer(String did, MappingAlarms of) implements Answer {
  @Override
  public String kind() {
    return "Drift";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("did", did);
    facts.put("mapping", of.mapping().value());
    facts.put("alarms", of.alarms().stream().map(DriftAnswer::facts).toList());
    return facts;
  }

  static Map<String, Object> facts(Drifts.Alarm alarm) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("kind", alarm.kind());
    facts.put("decision", alarm.decision().name());
    facts.put("stands", alarm.stands());
    facts.put("message", alarm.message());
    facts.put("action", alarm.action());
    facts.put("since", alarm.since().toString());
    return facts;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    if (of.alarms().isEmpty()) {
      lines.add(Escaped.of(of.mapping() + ": nothing has changed"));
    }
    of.alarms().forEach(alarm -> lines.add(line(of.mapping().value(), alarm)));
    if (did.equals("accepted")) {
      lines.add(Escaped.of(of.mapping() + ": goes on by the schemas as they are now"));
    }
    return lines;
  }

  static String line(String mapping, Drifts.Alarm alarm) {
    return Escaped.of(
        "%s since %s: %s: %s. %s"
            .formatted(
                mapping,
                alarm.since().truncatedTo(ChronoUnit.SECONDS),
                words(alarm.decision()),
                alarm.message(),
                alarm.action()));
  }

  private static String words(Decision decision) {
    return switch (decision) {
      case OUT_OF_SERVICE -> "out of service";
      case STOP -> "stands still";
      case OFFER -> "new";
      case ADAPT, CARRY_ON -> "adapted to";
    };
  }
}
