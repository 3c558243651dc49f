package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.engine.database.MatchRuns.Counts;
import dev.syncline.engine.database.MatchRuns.Pair;
import dev.syncline.engine.database.MatchRuns.Samples;
import dev.syncline.engine.match.BulkMatch;
import dev.syncline.model.Mapping;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a match found, and what was done with it.
 *
 * @param did {@code linked}, {@code undone} or {@code none}
 * @param peakHeapMebibytes the most heap that was used, in MiB
 */
record MatchAnswer(
    Mapping mapping, BulkMatch.Report report, String did, Duration took, long peakHeapMebibytes)
    implements Answer {
  @Override
  public String kind() {
    return "Match";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("did", did);
    facts.put("mapping", mapping.name().value());
    facts.put("run", report.run());
    facts.put("whole", report.whole());
    facts.put("seconds", BigDecimal.valueOf(took.toMillis(), 3));
    facts.put("peakHeapMiB", peakHeapMebibytes);
    facts.put("links", report.done());
    report
        .counts()
        .ifPresent(
            counts -> {
              facts.put("matched", counts.matched());
              facts.put("ambiguousRecords", counts.ambiguousRecords());
              facts.put("ambiguousRows", counts.ambiguousRows());
              facts.put("onlyRecords", counts.onlyRecords());
              facts.put("onlyRows", counts.onlyRows());
            });
    report.samples().ifPresent(samples -> facts.put("samples", json(samples)));
    return facts;
  }

  private Map<String, Object> json(Samples samples) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("matched", samples.matched().stream().map(this::json).toList());
    facts.put("ambiguousRecords", records(samples.ambiguousRecords()));
    facts.put("ambiguousRows", rows(samples.ambiguousRows()));
    facts.put("onlyRecords", records(samples.onlyRecords()));
    facts.put("onlyRows", rows(samples.onlyRows()));
    return facts;
  }

  private Map<String, Object> json(Pair pair) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("record", pair.record().value());
    facts.put("row", pair.row().value());
    facts.put("by", rule(pair));
    return facts;
  }

  private String rule(Pair pair) {
    return pair.rule() < report.rules().size() ? report.rules().get(pair.rule()) : "";
  }

  private static List<String> records(List<RecordId> records) {
    return records.stream().map(RecordId::value).toList();
  }

  private static List<String> rows(List<RowKey> rows) {
    return rows.stream().map(RowKey::value).toList();
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    report.counts().ifPresent(counts -> lines.addAll(found(counts)));
    report.samples().ifPresent(samples -> lines.addAll(shown(samples)));
    String run = mapping.name() + ": run " + report.run() + " ";
    lines.add(
        switch (did) {
          case "linked" ->
              run
                  + "linked "
                  + report.done()
                  + "; the next sync merges them. Undo: syncline match "
                  + mapping.name()
                  + " --undo "
                  + report.run();
          case "undone" -> run + "is undone: " + report.done() + " links are taken back";
          default ->
              run + "changed nothing; link with: syncline match " + mapping.name() + " --link";
        });
    if (!report.whole()) {
      lines.add("stopped before the end; the same command goes on");
    }
    return lines.stream().map(Escaped::of).toList();
  }

  private List<String> found(Counts counts) {
    boolean makesRecords = mapping.direction().pushes() && counts.onlyRows() > 0;
    boolean makesRows = mapping.direction().pulls() && counts.onlyRecords() > 0;
    return List.of(
        counts.matched() + " matched",
        "%d records and %d rows ambiguous"
            .formatted(counts.ambiguousRecords(), counts.ambiguousRows()),
        counts.onlyRows()
            + " only here, as rows"
            + (makesRecords ? next("; records are made of them by: syncline push ") : ""),
        counts.onlyRecords()
            + " only there, as records"
            + (makesRows ? next("; rows are made of them by: syncline pull ") : ""));
  }

  private String next(String command) {
    return command + mapping.name() + " --unlinked";
  }

  private List<String> shown(Samples samples) {
    List<String> lines = new ArrayList<>();
    for (Pair pair : samples.matched()) {
      lines.add("  same: %s is row %s, by %s".formatted(pair.record(), pair.row(), rule(pair)));
    }
    show(lines, "ambiguous record", records(samples.ambiguousRecords()));
    show(lines, "ambiguous row", rows(samples.ambiguousRows()));
    show(lines, "only here, row", rows(samples.onlyRows()));
    show(lines, "only there, record", records(samples.onlyRecords()));
    return lines;
  }

  private static void show(List<String> lines, String what, List<String> names) {
    if (!names.isEmpty()) {
      lines.add("  " + what + ": " + names.stream().collect(Collectors.joining(", ")));
    }
  }
}
