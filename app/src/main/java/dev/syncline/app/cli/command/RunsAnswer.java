package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.TextTable;
import dev.syncline.app.progress.Quantities;
import dev.syncline.engine.database.Runs.Run;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs, the latest first. */
record RunsAnswer(List<Run> runs) implements Answer {
  @Override
  public String kind() {
    return "Runs";
  }

  @Override
  public Map<String, Object> json() {
    return Map.of("runs", runs.stream().map(RunsAnswer::facts).toList());
  }

  static Map<String, Object> facts(Run run) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("run", run.number());
    facts.put("mapping", run.mapping().value());
    facts.put("kind", run.kind().name().toLowerCase(Locale.ROOT));
    facts.put("direction", run.kind().direction().name().toLowerCase(Locale.ROOT));
    facts.put("beganAt", run.began().toString());
    facts.put("lastAt", run.last().toString());
    facts.put("created", run.created());
    facts.put("updated", run.updated());
    facts.put("deleted", run.deleted());
    return facts;
  }

  /** Said at the end of a command that wrote. */
  static String line(List<Run> runs) {
    return runs.stream()
        .map(r -> "%d (%s of %s)".formatted(r.number(), word(r), r.mapping()))
        .collect(Collectors.joining(", ", runs.size() == 1 ? "run " : "runs ", ""));
  }

  static String word(Run run) {
    return run.kind().name().toLowerCase(Locale.ROOT);
  }

  @Override
  public List<String> lines() {
    if (runs.isEmpty()) {
      return List.of("no run has written anything that is still known");
    }
    var table = new TextTable("RUN", "MAPPING", "KIND", "BEGAN", "CREATED", "UPDATED", "DELETED");
    for (Run run : runs) {
      table.row(
          String.valueOf(run.number()),
          run.mapping().value(),
          word(run),
          run.began().truncatedTo(ChronoUnit.SECONDS).toString(),
          Quantities.number(run.created()),
          Quantities.number(run.updated()),
          Quantities.number(run.deleted()));
    }
    return table.lines();
  }
}
