package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.operation.PullOperation.Result;
import dev.syncline.app.progress.Quantities;
import dev.syncline.engine.database.AppliedPage;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What pulling named records came to. */
record PullAnswer(List<Result> results) implements Answer {
  /** The most missing records that are named to people. */
  private static final int MAX_NAMED = 5;

  @Override
  public String kind() {
    return "PullResult";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("idle", ended() == ExitCode.OK || ended() == ExitCode.PARKED);
    facts.put("stopped", results.stream().anyMatch(Result::stopped));
    facts.put("seconds", BigDecimal.valueOf(duration().toMillis(), 3));
    facts.put("apiCalls", results.stream().mapToLong(Result::apiCalls).sum());
    AppliedPage all =
        results.stream().map(Result::applied).reduce(AppliedPage.NONE, AppliedPage::plus);
    facts.put("pulled", SyncAnswer.facts(all.outcome()));
    facts.put("conflicts", all.conflicts());
    facts.put("mappings", results.stream().map(PullAnswer::facts).toList());
    return facts;
  }

  private static Map<String, Object> facts(Result result) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", result.mapping().value());
    facts.put("pulled", SyncAnswer.facts(result.applied().outcome()));
    facts.put("missing", result.missing().stream().map(RecordId::value).toList());
    facts.put("toRead", result.left());
    facts.put("whole", result.whole());
    facts.put("paused", result.halted());
    return facts;
  }

  private Duration duration() {
    return results.stream().map(Result::duration).reduce(Duration.ZERO, Duration::plus);
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Result result : results) {
      var outcome = result.applied().outcome();
      lines.add(
          Escaped.of(
              "pulled %s: %s new, %s changed, %s deleted, %s unchanged, %s parked, in %s, %s calls"
                  .formatted(
                      result.mapping(),
                      Quantities.number(outcome.inserted()),
                      Quantities.number(outcome.updated()),
                      Quantities.number(outcome.deleted()),
                      Quantities.number(outcome.unchanged()),
                      Quantities.number(outcome.parked()),
                      Quantities.duration(result.duration()),
                      Quantities.number(result.apiCalls()))));
    }
    return lines;
  }

  /** What kept it from being whole. */
  List<Problem> problems() {
    List<Problem> problems = new ArrayList<>();
    for (Result result : results) {
      if (result.halted()) {
        problems.add(paused(result.mapping().value(), "pulling"));
      }
      if (!result.missing().isEmpty()) {
        problems.add(missing(result));
      }
      if (!result.halted() && !result.stopped() && (result.left() > 0 || !result.whole())) {
        problems.add(unfinished(result));
      }
    }
    return problems;
  }

  static Problem paused(String mapping, String what) {
    return new Problem(
        "PAUSED",
        ErrorClass.MAPPING,
        "mapping %s: %s is paused; nothing was done".formatted(mapping, what),
        "see why with 'syncline queue list', and end it with 'syncline queue resume'");
  }

  private static Problem missing(Result result) {
    List<String> named = result.missing().stream().limit(MAX_NAMED).map(RecordId::value).toList();
    return new Problem(
        "RECORD-MISSING",
        ErrorClass.DATA,
        "mapping %s: %s no row: %s%s"
            .formatted(
                result.mapping(),
                ShownEntry.number(result.missing().size(), "record has", "records have"),
                String.join(", ", named),
                result.missing().size() > named.size() ? " and others" : ""),
        "look whether they are deleted, hidden from the integration user, outside of the mapping's"
            + " conditions, or of another object");
  }

  private static Problem unfinished(Result result) {
    return new Problem(
        "PULL-UNFINISHED",
        ErrorClass.TRANSIENT,
        "mapping %s: the time is over and %s to be read again"
            .formatted(
                result.mapping(), ShownEntry.number(result.left(), "record is", "records are")),
        "run the command again, or leave them to 'syncline run'");
  }

  /** How the command ends. */
  ExitCode ended() {
    if (results.stream().anyMatch(Result::stopped)) {
      return ExitCode.INTERRUPTED;
    }
    if (results.stream().anyMatch(Result::halted)) {
      return ExitCode.PAUSED;
    }
    if (results.stream().anyMatch(result -> result.left() > 0 || !result.whole())) {
      return ExitCode.WAIT_OVER;
    }
    if (results.stream().anyMatch(result -> !result.missing().isEmpty())) {
      return ExitCode.FAILED;
    }
    boolean parked = results.stream().anyMatch(r -> r.applied().outcome().parked() > 0);
    return parked ? ExitCode.PARKED : ExitCode.OK;
  }
}
