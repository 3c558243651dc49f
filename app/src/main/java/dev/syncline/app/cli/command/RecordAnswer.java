package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.cli.output.TextTable;
import dev.syncline.app.operation.RecordTrace;
import dev.syncline.engine.database.HistoryEntry;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.hook.HookProblems;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What is known of one record and its row. */
record RecordAnswer(RecordTrace trace) implements Answer {
  @Override
  public String kind() {
    return "Record";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", trace.mapping().name().value());
    facts.put("object", trace.mapping().object().value());
    facts.put("table", trace.mapping().table().toString());
    trace.id().ifPresent(id -> facts.put("record", id.value()));
    trace.key().ifPresent(key -> facts.put("row", key.value()));
    facts.put("recordState", trace.inOrg().name().toLowerCase(Locale.ROOT));
    facts.put("rowState", trace.rowThere() ? "present" : "none");
    facts.put("agrees", trace.agrees());
    facts.put("next", trace.next());
    facts.put("values", trace.values().stream().map(RecordAnswer::facts).toList());
    trace.queue().link().ifPresent(link -> facts.put("link", facts(link)));
    trace.queue().entry().ifPresent(entry -> facts.put("outbox", ShownEntry.facts(entry)));
    trace.queue().parked().ifPresent(parked -> facts.put("parked", ShownEntry.facts(parked)));
    trace.queue().reading().ifPresent(waiting -> facts.put("reading", facts(waiting)));
    facts.put("history", trace.history().stream().map(RecordAnswer::facts).toList());
    trace.past().madeBy().ifPresent(run -> facts.put("madeByRun", run));
    facts.put("changes", PastLines.facts(trace));
    return facts;
  }

  private static Map<String, Object> facts(RecordTrace.Pair pair) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("field", pair.field().value());
    facts.put("column", pair.column().value());
    pair.inOrg().ifPresent(value -> facts.put("org", ShownValue.json(value)));
    pair.inRow().ifPresent(value -> facts.put("database", ShownValue.json(value)));
    pair.base().ifPresent(value -> facts.put("base", ShownValue.json(value)));
    facts.put("same", pair.same());
    return facts;
  }

  private static Map<String, Object> facts(PullQueue.Waiting waiting) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("attempts", waiting.attempts());
    facts.put("nextAt", waiting.nextAt().toString());
    return facts;
  }

  private static Map<String, Object> facts(LinkedRecord link) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("record", link.id().value());
    facts.put("takenIn", link.systemModstamp().toString());
    facts.put("pushed", link.pushedToken() > 0);
    return facts;
  }

  private static Map<String, Object> facts(HistoryEntry entry) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("at", entry.at().toString());
    facts.put("event", entry.event().name().toLowerCase(Locale.ROOT));
    entry.record().ifPresent(id -> facts.put("record", id.value()));
    entry.row().ifPresent(key -> facts.put("row", key.value()));
    facts.put("detail", entry.detail());
    return facts;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        Escaped.of(
            "mapping %s: record %s, row %s"
                .formatted(
                    trace.mapping().name(),
                    trace.id().map(id -> id + " of " + trace.mapping().object()).orElse("none"),
                    trace
                        .key()
                        .map(key -> key + " of " + trace.mapping().table())
                        .orElse("none"))));
    lines.add("in the org: " + inOrg() + "; in the database: " + inDatabase());
    lines.add("next: " + Escaped.of(trace.next()));
    lines.add("");
    lines.addAll(values());
    lines.add("");
    lines.addAll(between());
    lines.add(trace.history().isEmpty() ? "history: none" : "history, newest first:");
    trace.history().forEach(entry -> lines.add(line(entry)));
    lines.addAll(PastLines.of(trace));
    return lines;
  }

  private String inOrg() {
    return switch (trace.inOrg()) {
      case PRESENT -> "there";
      case DELETED -> "deleted";
      case UNSEEN -> "not among the mapping's records (out of scope, hidden, or purged)";
      case NONE -> "no record";
    };
  }

  private String inDatabase() {
    if (trace.rowThere()) {
      return "there";
    }
    return trace.key().isPresent() ? "the row is gone" : "no row";
  }

  private List<String> values() {
    var table = new TextTable("FIELD", "COLUMN", "ORG", "DATABASE", "BASE", "");
    for (RecordTrace.Pair pair : trace.values()) {
      boolean differs = pair.inOrg().isPresent() && pair.inRow().isPresent() && !pair.same();
      table.row(
          pair.field().value(),
          pair.column().value(),
          ShownValue.words(pair.inOrg()),
          ShownValue.words(pair.inRow()),
          ShownValue.words(pair.base()),
          differs ? "differs" : "");
    }
    return table.lines();
  }

  private List<String> between() {
    List<String> lines = new ArrayList<>();
    Optional<LinkedRecord> link = trace.queue().link();
    lines.add(
        link.map(
                l ->
                    "link: takes in the record's version of "
                        + l.systemModstamp()
                        + (l.pushedToken() > 0 ? ", has been pushed" : ""))
            .orElse("link: none"));
    lines.add(trace.queue().entry().map(RecordAnswer::line).orElse("outbox: no entry"));
    trace
        .queue()
        .entry()
        .flatMap(OutboxEntry::problem)
        .ifPresent(problem -> lines.add("  " + Escaped.of(problem.toString())));
    trace
        .queue()
        .parked()
        .ifPresent(
            parked ->
                lines.add(
                    Escaped.of(
                        "%s when pulled, %s: %s"
                            .formatted(
                                parked.problem().code().equals(HookProblems.VETO)
                                    ? "vetoed"
                                    : "parked",
                                parked.parkedAt().truncatedTo(ChronoUnit.SECONDS),
                                parked.problem()))));
    return lines;
  }

  private static String line(OutboxEntry entry) {
    return "outbox: %s, %s since %s, refused %d times"
        .formatted(
            ShownEntry.state(entry),
            entry.gone() ? "deleted" : "changed",
            entry.changedAt().truncatedTo(ChronoUnit.SECONDS),
            entry.attempts());
  }

  private static String line(HistoryEntry entry) {
    return Escaped.of(
        "  %s %s %s"
            .formatted(
                entry.at().truncatedTo(ChronoUnit.SECONDS),
                entry.event().name().toLowerCase(Locale.ROOT),
                entry.detail().equals("{}") ? "" : entry.detail()));
  }
}
