package dev.syncline.app.api;

import dev.syncline.app.operation.RowVerdicts.State;
import dev.syncline.app.operation.RowVerdicts.Verdict;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of the rows that were asked for.
 *
 * @param verdicts by the key as it was asked for
 * @param halted whether pushing is paused
 */
record PushAnswerBody(MappingName mapping, Map<String, Verdict> verdicts, boolean halted) {
  private static final int DONE = 200;
  private static final int ACCEPTED = 202;

  /** 202 while a row is still on its way, else 200. */
  int status() {
    boolean queued = verdicts.values().stream().anyMatch(v -> v.state() == State.QUEUED);
    return queued ? ACCEPTED : DONE;
  }

  Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", mapping.value());
    facts.put("paused", halted);
    List<Object> rows = new ArrayList<>();
    verdicts.forEach((key, verdict) -> rows.add(facts(key, verdict)));
    facts.put("rows", rows);
    return facts;
  }

  private static Map<String, Object> facts(String key, Verdict verdict) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("key", key);
    facts.put(
        "state",
        switch (verdict.state()) {
          case SYNCED -> "synced";
          case QUEUED -> "queued";
          case PARKED -> "parked";
          case UNKNOWN -> "unknown-row";
        });
    verdict.record().ifPresent(id -> facts.put("record", id.value()));
    verdict.problem().ifPresent(problem -> facts.put("problem", facts(problem)));
    return facts;
  }

  private static Map<String, Object> facts(Problem problem) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("code", problem.code());
    facts.put("message", problem.message());
    facts.put("remedy", problem.action());
    return facts;
  }
}
