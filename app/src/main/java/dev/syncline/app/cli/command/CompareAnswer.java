package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.operation.CompareResult;
import dev.syncline.app.progress.Quantities;
import dev.syncline.engine.compare.CompareReport;
import dev.syncline.engine.compare.Difference;
import dev.syncline.engine.compare.Repair;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a compare answers. */
record CompareAnswer(CompareResult result) implements Answer {
  @Override
  public String kind() {
    return "CompareResult";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("apiCalls", result.apiCalls());
    facts.put("seconds", seconds(result.duration()));
    facts.put("peakHeapMiB", result.peakHeapMebibytes());
    facts.put("stopped", result.stopped());
    facts.put("mappings", result.reports().stream().map(CompareAnswer::facts).toList());
    return facts;
  }

  private static Map<String, Object> facts(CompareReport report) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", report.mapping().value());
    facts.put("completed", report.completed());
    facts.put("holds", report.holds());
    facts.put("asOf", report.asOf().toString());
    facts.put("records", report.records());
    facts.put("equal", report.equal());
    facts.put("inFlight", ways(report.inFlight()));
    facts.put("parked", ways(report.parked()));
    facts.put("outOfScope", report.outOfScope());
    facts.put("unchecked", report.unchecked());
    facts.put("different", report.different());
    Map<String, Object> kinds = new LinkedHashMap<>();
    for (Difference.Kind kind : Difference.Kind.values()) {
      kinds.put(key(kind), report.kinds().getOrDefault(kind, 0L));
    }
    facts.put("kinds", kinds);
    Map<String, Object> fields = new LinkedHashMap<>();
    new TreeMap<>(report.fields()).forEach((field, count) -> fields.put(field.value(), count));
    facts.put("fields", fields);
    facts.put("repairsQueued", report.repairs().queued());
    facts.put("repairsHeld", report.repairs().held());
    facts.put("repairsAsked", report.repairs().asked());
    facts.put("apiCalls", report.calls());
    facts.put("seconds", seconds(report.duration()));
    facts.put("samples", report.samples().stream().map(CompareAnswer::facts).toList());
    return facts;
  }

  private static Map<String, Object> ways(Map<Direction, Long> counts) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("pull", counts.getOrDefault(Direction.PULL, 0L));
    facts.put("push", counts.getOrDefault(Direction.PUSH, 0L));
    return facts;
  }

  /** As programs know a kind, such as {@code missingHere}. */
  private static String key(Difference.Kind kind) {
    String[] words = kind.name().toLowerCase(Locale.ROOT).split("_");
    return words.length == 1
        ? words[0]
        : words[0] + words[1].substring(0, 1).toUpperCase(Locale.ROOT) + words[1].substring(1);
  }

  private static Map<String, Object> facts(Difference difference) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("kind", key(difference.kind()));
    difference.record().ifPresent(record -> facts.put("record", record.value()));
    difference.row().ifPresent(row -> facts.put("row", row.value()));
    if (!difference.fields().isEmpty()) {
      facts.put(
          "fields",
          difference.fields().stream()
              .map(
                  f -> {
                    Map<String, Object> field = new LinkedHashMap<>();
                    field.put("field", f.field().value());
                    field.put("salesforce", ShownValue.json(f.inOrg()));
                    f.inRow().ifPresent(v -> field.put("database", ShownValue.json(v)));
                    return field;
                  })
              .toList());
    }
    facts.put("repair", words(difference.repair()));
    return facts;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (CompareReport report : result.reports()) {
      lines.add(line(report));
      more(report).forEach(lines::add);
      report.samples().forEach(sample -> lines.add(Escaped.of("  " + words(sample))));
    }
    lines.add(
        "%s API calls, %s s, at most %s MiB of heap"
            .formatted(
                Quantities.number(result.apiCalls()),
                seconds(result.duration()),
                result.peakHeapMebibytes()));
    return lines;
  }

  /** One mapping's end, for people. */
  static String line(CompareReport report) {
    String verdict =
        report.holds()
            ? "equal as of " + report.asOf()
            : report.completed() ? "differs as of " + report.asOf() : "stopped";
    return Escaped.of(
        "%s: %s: %s records, %s equal, %s in flight, %s parked, %s different"
            .formatted(
                report.mapping(),
                verdict,
                Quantities.number(report.records()),
                Quantities.number(report.equal()),
                Quantities.number(report.allInFlight()),
                Quantities.number(report.allParked()),
                Quantities.number(report.different())));
  }

  private static List<String> more(CompareReport report) {
    List<String> lines = new ArrayList<>();
    if (report.different() > 0) {
      String kinds =
          new TreeMap<>(report.kinds())
              .entrySet().stream()
                  .map(e -> words(e.getKey()) + " " + Quantities.number(e.getValue()))
                  .collect(Collectors.joining(", "));
      lines.add("  " + kinds);
    }
    if (!report.fields().isEmpty()) {
      lines.add(Escaped.of("  fields that differ: " + fields(report.fields())));
    }
    note(lines, report.repairs().queued(), "repairs are queued");
    note(
        lines,
        report.repairs().held(),
        "repairs would delete more than is allowed at once: look first, then raise"
            + " --delete-at-most");
    note(lines, report.repairs().asked(), "need a person, see below");
    note(lines, report.outOfScope(), "linked records are out of the mapping's scope");
    note(lines, report.unchecked(), "more did not agree at first sight and were not looked into");
    return lines;
  }

  private static void note(List<String> lines, long number, String what) {
    if (number > 0) {
      lines.add("  " + Quantities.number(number) + " " + what);
    }
  }

  private static String fields(Map<FieldName, Long> fields) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(e -> e.getKey() + " " + Quantities.number(e.getValue()))
            .collect(Collectors.joining(", "));
  }

  private static String words(Difference.Kind kind) {
    return switch (kind) {
      case MISSING_HERE -> "missing here";
      case MISSING_THERE -> "missing in Salesforce";
      case FIELD_DIFFERS -> "field differs";
      case WRONG_LINK -> "wrong link";
      case DUPLICATED_LINK -> "duplicated link";
      case DELETED -> "deleted in Salesforce";
      case HARD_DELETED -> "hard deleted in Salesforce";
    };
  }

  private static String words(Difference difference) {
    var line = new StringBuilder(words(difference.kind()));
    difference.record().ifPresent(record -> line.append(": record ").append(record));
    difference.row().ifPresent(row -> line.append(": row ").append(row));
    difference
        .fields()
        .forEach(
            f ->
                line.append("; ")
                    .append(f.field())
                    .append(": Salesforce has ")
                    .append(ShownValue.words(Optional.of(f.inOrg())))
                    .append(", the row has ")
                    .append(f.inRow().map(v -> words(v)).orElse("a row without a record")));
    return line.append(" → ").append(words(difference.repair())).toString();
  }

  private static String words(Value value) {
    return ShownValue.words(Optional.of(value));
  }

  private static String words(Repair repair) {
    return switch (repair) {
      case Repair.Pull _ -> "pull";
      case Repair.Push push -> push.deletes() ? "push the deletion" : "push";
      case Repair.Agree agree ->
          agree.push().isEmpty() ? "pull" : agree.pull().isEmpty() ? "push" : "pull and push";
      case Repair.Relink _ -> "link anew";
      case Repair.Remove remove -> remove.deletes() ? "delete the row" : "unlink";
      case Repair.Ask ask -> ask.why();
    };
  }

  private static BigDecimal seconds(Duration duration) {
    return BigDecimal.valueOf(duration.toMillis(), 3);
  }
}
