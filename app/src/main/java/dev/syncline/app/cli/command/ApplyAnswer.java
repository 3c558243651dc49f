package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.operation.ApplyOperation.Applied;
import dev.syncline.app.progress.Quantities;
import dev.syncline.engine.backfill.BackfillReport;
import dev.syncline.model.FieldName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an apply answers. */
record ApplyAnswer(List<Applied> applied) implements Answer {
  ApplyAnswer {
    applied = List.copyOf(applied);
  }

  /** Whether everything was carried to its end. */
  boolean isWhole() {
    return applied.stream()
        .flatMap(one -> one.fills().stream())
        .allMatch(BackfillReport::completed);
  }

  @Override
  public String kind() {
    return "Applied";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("completed", isWhole());
    facts.put("mappings", applied.stream().map(ApplyAnswer::facts).toList());
    return facts;
  }

  private static Map<String, Object> facts(Applied applied) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", applied.mapping());
    facts.put("revision", applied.revision());
    facts.put("statementsRun", applied.statements());
    facts.put("backFills", applied.fills().stream().map(ApplyAnswer::facts).toList());
    return facts;
  }

  private static Map<String, Object> facts(BackfillReport report) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("fields", report.fields().stream().map(FieldName::value).toList());
    facts.put("completed", report.completed());
    facts.put("records", report.records());
    facts.put("rowsWritten", report.filled().written());
    facts.put("rowsAgreed", report.filled().agreed());
    facts.put("left", report.filled().left());
    facts.put("toBeMerged", report.filled().deferred());
    facts.put("toOutbox", report.queued());
    facts.put("apiCalls", report.calls());
    facts.put("seconds", BigDecimal.valueOf(report.duration().toMillis(), 3));
    return facts;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Applied one : applied) {
      lines.add(
          "mapping %s: revision %d holds, %d statements were run"
              .formatted(Escaped.of(one.mapping()), one.revision(), one.statements()));
      one.fills().forEach(report -> lines.add("  " + line(report)));
    }
    return lines;
  }

  private static String line(BackfillReport report) {
    String fields =
        Escaped.of(String.join(", ", report.fields().stream().map(FieldName::value).toList()));
    return ("back-filled %s%s: %s records, %s rows written, %s to be merged, %s to be pushed,"
            + " %s API calls, %s")
        .formatted(
            fields,
            report.completed() ? "" : " (not to its end: syncline apply goes on)",
            Quantities.number(report.records()),
            Quantities.number(report.filled().written()),
            Quantities.number(report.filled().deferred()),
            Quantities.number(report.queued()),
            Quantities.number(report.calls()),
            Quantities.duration(report.duration()));
  }
}
