package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.Talk;
import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.operation.PushOperation.Result;
import dev.syncline.app.operation.RowVerdicts.State;
import dev.syncline.app.operation.RowVerdicts.Verdict;
import dev.syncline.app.progress.Quantities;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.model.RowKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What pushing named rows came to. */
record PushAnswer(Result result) implements Answer {
  /** The most rows that are named to people. */
  private static final int MAX_NAMED = 20;

  @Override
  public String kind() {
    return "PushResult";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("idle", ended() == ExitCode.OK || ended() == ExitCode.PARKED);
    facts.put("stopped", result.stopped());
    facts.put("paused", result.halted());
    facts.put("seconds", BigDecimal.valueOf(result.duration().toMillis(), 3));
    facts.put("apiCalls", result.apiCalls());
    facts.put("mapping", result.mapping().value());
    facts.put("rows", result.rows().stream().map(PushAnswer::facts).toList());
    return facts;
  }

  /** What became of a row, for programs. */
  static Map<String, Object> facts(Verdict verdict) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("key", verdict.key().value());
    facts.put("state", word(verdict.state()));
    verdict.record().ifPresent(id -> facts.put("record", id.value()));
    verdict.problem().ifPresent(problem -> facts.put("problem", Talk.facts(problem)));
    return facts;
  }

  static String word(State state) {
    return switch (state) {
      case SYNCED -> "synced";
      case QUEUED -> "queued";
      case PARKED -> "parked";
      case UNKNOWN -> "unknown-row";
    };
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        Escaped.of(
            "pushed %s: %s in the org, %s on their way, %s set aside, %s unknown, in %s, %s calls"
                .formatted(
                    result.mapping(),
                    Quantities.number(result.count(State.SYNCED)),
                    Quantities.number(result.count(State.QUEUED)),
                    Quantities.number(result.count(State.PARKED)),
                    Quantities.number(result.count(State.UNKNOWN)),
                    Quantities.duration(result.duration()),
                    Quantities.number(result.apiCalls()))));
    result.rows().stream()
        .filter(row -> row.state() == State.QUEUED || row.state() == State.PARKED)
        .limit(MAX_NAMED)
        .forEach(row -> lines.add(line(row)));
    return lines;
  }

  private static String line(Verdict row) {
    return Escaped.of(
        "  row %s is %s%s"
            .formatted(
                row.key(),
                word(row.state()),
                row.problem().map(problem -> ": " + problem).orElse("")));
  }

  /** What kept it from being whole. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    if (result.halted()) {
      problems.add(PullAnswer.paused(result.mapping().value(), "pushing"));
    }
    List<String> unknown =
        result.rows().stream()
            .filter(row -> row.state() == State.UNKNOWN)
            .map(Verdict::key)
            .map(RowKey::value)
            .toList();
    if (!unknown.isEmpty()) {
      problems.add(
          new Problem(
              "ROW-UNKNOWN",
              ErrorClass.DATA,
              "mapping %s: there is no row of %s: %s%s"
                  .formatted(
                      result.mapping(),
                      unknown.size() == 1 ? "this key" : "these keys",
                      String.join(", ", unknown.subList(0, Math.min(MAX_NAMED, unknown.size()))),
                      unknown.size() > MAX_NAMED ? " and others" : ""),
              "name keys of rows that are there"));
    }
    return problems;
  }

  /** How the command ends. */
  ExitCode ended() {
    if (result.stopped()) {
      return ExitCode.INTERRUPTED;
    }
    if (result.halted()) {
      return ExitCode.PAUSED;
    }
    if (result.count(State.QUEUED) > 0) {
      return ExitCode.WAIT_OVER;
    }
    if (result.count(State.UNKNOWN) > 0) {
      return ExitCode.FAILED;
    }
    return result.count(State.PARKED) > 0 ? ExitCode.PARKED : ExitCode.OK;
  }
}
