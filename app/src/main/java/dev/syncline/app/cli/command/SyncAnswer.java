package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.Talk;
import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.operation.SyncResult;
import dev.syncline.app.progress.Quantities;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.PushOutcome;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What syncing answers. */
record SyncAnswer(String kind, SyncResult result) implements Answer {
  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("idle", result.idle());
    facts.put("stopped", result.stopped());
    facts.put("seconds", BigDecimal.valueOf(result.duration().toMillis(), 3));
    facts.put("apiCalls", result.apiCalls());
    facts.put("pulled", facts(result.pulled().outcome()));
    facts.put("pushed", facts(result.pushed()));
    facts.put("conflicts", result.pulled().conflicts());
    facts.put("waiting", result.waiting());
    facts.put("parked", result.parked());
    facts.put("mappings", result.mappings().stream().map(SyncAnswer::facts).toList());
    facts.put("troubles", result.troubles().stream().map(Talk::facts).toList());
    return facts;
  }

  static Map<String, Object> facts(PullOutcome outcome) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("inserted", outcome.inserted());
    facts.put("updated", outcome.updated());
    facts.put("unchanged", outcome.unchanged());
    facts.put("deleted", outcome.deleted());
    facts.put("parked", outcome.parked());
    return facts;
  }

  private static Map<String, Object> facts(PushOutcome outcome) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("created", outcome.created());
    facts.put("updated", outcome.updated());
    facts.put("deleted", outcome.deleted());
    facts.put("unchanged", outcome.unchanged());
    facts.put("retried", outcome.retried());
    facts.put("parked", outcome.parked());
    return facts;
  }

  private static Map<String, Object> facts(SyncResult.MappingState state) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", state.mapping().value());
    facts.put("pending", state.pending());
    facts.put("waiting", state.waiting());
    facts.put("parked", state.parked());
    state.completeUntil().ifPresent(until -> facts.put("completeUntil", until.toString()));
    facts.put("paused", state.halted());
    return facts;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    PullOutcome pulled = result.pulled().outcome();
    PushOutcome pushed = result.pushed();
    lines.add(
        "%s after %s s and %s API calls"
            .formatted(
                result.idle() ? "Both sides are quiet" : "Not at its end",
                BigDecimal.valueOf(result.duration().toMillis(), 3),
                Quantities.number(result.apiCalls())));
    lines.add(
        "  pulled: %s new, %s changed, %s deleted, %s unchanged, %s conflicts"
            .formatted(
                Quantities.number(pulled.inserted()),
                Quantities.number(pulled.updated()),
                Quantities.number(pulled.deleted()),
                Quantities.number(pulled.unchanged()),
                Quantities.number(result.pulled().conflicts())));
    lines.add(
        "  pushed: %s new, %s changed, %s deleted, %s unchanged"
            .formatted(
                Quantities.number(pushed.created()),
                Quantities.number(pushed.updated()),
                Quantities.number(pushed.deleted()),
                Quantities.number(pushed.unchanged())));
    result.mappings().forEach(state -> lines.add(line(state)));
    return lines;
  }

  private static String line(SyncResult.MappingState state) {
    var line = new StringBuilder("  ").append(Escaped.of(state.mapping().value())).append(": ");
    line.append(
        state.completeUntil().map(until -> "complete until " + until).orElse("nothing pulled yet"));
    more(line, state.pending() - state.waiting(), "to be pushed");
    more(line, state.waiting(), "wait for a parent");
    more(line, state.parked(), "parked: see 'syncline parked list'");
    if (state.halted()) {
      line.append("; paused");
    }
    return line.toString();
  }

  private static void more(StringBuilder line, long number, String what) {
    if (number > 0) {
      line.append("; ").append(Quantities.number(number)).append(' ').append(what);
    }
  }

  /** How the command ends: a success only where both sides are quiet and nothing is set aside. */
  ExitCode ended() {
    if (result.stopped()) {
      return ExitCode.INTERRUPTED;
    }
    if (!result.troubles().isEmpty()) {
      return ExitCode.of(result.troubles().getFirst());
    }
    if (!result.idle()) {
      return ExitCode.WAIT_OVER;
    }
    if (result.mappings().stream().anyMatch(SyncResult.MappingState::halted)) {
      return ExitCode.PAUSED;
    }
    return result.parked() > 0 ? ExitCode.PARKED : ExitCode.OK;
  }
}
