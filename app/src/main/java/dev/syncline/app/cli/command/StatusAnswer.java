package dev.syncline.app.cli.command;

import dev.syncline.app.cli.Talk;
import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.cli.output.TextTable;
import dev.syncline.app.operation.BudgetOperation.OrgCalls;
import dev.syncline.app.operation.StatusOperation.MappingStatus;
import dev.syncline.app.progress.Quantities;
import dev.syncline.engine.database.MappingCounts;
import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.engine.database.RefreshRun;
import dev.syncline.engine.database.StreamRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the mappings stand, for people and for programs.
 *
 * @param orgs how their calls stand
 * @param streams what is listened to
 * @param now for how long ago something was
 */
record StatusAnswer(
    List<MappingStatus> statuses, List<OrgCalls> orgs, List<StreamRecord> streams, Instant now)
    implements Answer {
  @Override
  public String kind() {
    return "Status";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mappings", statuses.stream().map(StatusAnswer::facts).toList());
    facts.put("orgs", orgs.stream().map(CallLines::facts).toList());
    facts.put("streams", streams.stream().map(StreamLines::facts).toList());
    return facts;
  }

  @Override
  public List<String> lines() {
    if (statuses.isEmpty()) {
      return List.of("There are no mappings yet. Write some with: syncline init");
    }
    var table =
        new TextTable("MAPPING", "OBJECT", "TABLE", "LINKED", "PARKED", "WAITING", "LAST REFRESH");
    for (MappingStatus status : statuses) {
      table.row(
          status.mapping().name().value(),
          status.mapping().object().value(),
          status.mapping().database() + ":" + status.mapping().table(),
          status.counts().map(c -> Quantities.number(c.links())).orElse("-"),
          status.counts().map(c -> Quantities.number(c.parked())).orElse("-"),
          status.counts().map(c -> Quantities.number(c.waiting())).orElse("-"),
          status.problem().isPresent()
              ? "unknown: the database cannot be asked"
              : status.lastRun().map(this::words).orElse("never"));
    }
    List<String> lines = new ArrayList<>(table.lines());
    statuses.stream().flatMap(s -> ProofLines.of(s, now).stream()).forEach(lines::add);
    streams.forEach(stream -> lines.add(StreamLines.line(stream, now)));
    orgs.forEach(org -> lines.addAll(CallLines.of(org, now)));
    statuses.stream().flatMap(s -> s.parked().stream()).forEach(p -> lines.add(line(p)));
    return lines;
  }

  private String words(RefreshRun run) {
    String records = Quantities.number(run.outcome().records()) + " records";
    return switch (run.state()) {
      case COMPLETED -> run.endedAt().map(this::ago).orElse("done") + ", " + records + ", complete";
      case RUNNING ->
          "not at its end: "
              + records
              + run.records().stream()
                  .mapToObj(all -> " of " + Quantities.number(all))
                  .findFirst()
                  .orElse("")
              + ", begun "
              + ago(run.startedAt());
      case ABANDONED -> "given up " + run.endedAt().map(this::ago).orElse("");
    };
  }

  private String ago(Instant then) {
    return Quantities.duration(Duration.between(then, now)) + " ago";
  }

  private static String line(ParkedRecord parked) {
    return Escaped.of(
        "parked in %s since %s: %s  %s"
            .formatted(
                parked.mapping(),
                parked.parkedAt().truncatedTo(ChronoUnit.SECONDS),
                parked.record(),
                parked.problem()));
  }

  private static Map<String, Object> facts(MappingStatus status) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", status.mapping().name().value());
    facts.put("org", status.mapping().org().value());
    facts.put("object", status.mapping().object().value());
    facts.put("database", status.mapping().database().value());
    facts.put("table", status.mapping().table().toString());
    status.counts().ifPresent(counts -> put(facts, counts));
    status.lastRun().ifPresent(run -> facts.put("lastRefresh", facts(run)));
    ProofLines.put(facts, status.proof());
    facts.put("parkedRecords", status.parked().stream().map(StatusAnswer::facts).toList());
    status.problem().ifPresent(problem -> facts.put("problem", Talk.facts(problem)));
    return facts;
  }

  private static void put(Map<String, Object> facts, MappingCounts counts) {
    facts.put("linked", counts.links());
    facts.put("parked", counts.parked());
    facts.put("waiting", counts.waiting());
  }

  private static Map<String, Object> facts(RefreshRun run) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("state", run.state().name());
    facts.put("method", run.method().name());
    facts.put("startedAt", run.startedAt().toString());
    run.endedAt().ifPresent(at -> facts.put("endedAt", at.toString()));
    run.records().ifPresent(all -> facts.put("announced", all));
    facts.put("records", run.outcome().records());
    facts.put("parked", run.outcome().parked());
    return facts;
  }

  private static Map<String, Object> facts(ParkedRecord parked) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("record", parked.record().value());
    facts.put("parkedAt", parked.parkedAt().toString());
    facts.putAll(Talk.facts(parked.problem()));
    return facts;
  }
}
