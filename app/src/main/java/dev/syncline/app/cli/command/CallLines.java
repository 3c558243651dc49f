package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.operation.BudgetOperation.LaneCost;
import dev.syncline.app.operation.BudgetOperation.OrgCalls;
import dev.syncline.app.progress.Quantities;
import dev.syncline.engine.budget.CallBudget;
import dev.syncline.engine.budget.CallSample;
import dev.syncline.engine.budget.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The calls of an org in words and in facts. */
final class CallLines {
  private CallLines() {}

  static List<String> of(OrgCalls calls, Instant now) {
    List<String> lines = new ArrayList<>();
    if (calls.budget().isPresent() && calls.said().isPresent()) {
      lines.add(
          "org %s: %s, as of %s ago"
              .formatted(
                  Escaped.of(calls.org().value()),
                  words(calls.budget().get()),
                  Quantities.duration(Duration.between(calls.said().get().at(), now))));
    }
    for (LaneCost cost : calls.costs()) {
      lines.add(
          "  %s: %s API calls to %s in 24 h"
              .formatted(
                  Escaped.of(cost.lane().mapping().value()),
                  Quantities.number(cost.calls()),
                  way(cost)));
    }
    return lines;
  }

  /** How the calls stand, and how long they last. */
  static String words(CallBudget budget) {
    return "%s of %s API calls left, %s of them reserved for others; %s"
        .formatted(
            Quantities.number(budget.remaining()),
            Quantities.number(budget.max()),
            Quantities.number(Math.min(budget.remaining(), budget.reserved())),
            forecast(budget));
  }

  private static String forecast(CallBudget budget) {
    String waits =
        switch (budget.stage()) {
          case PLENTY -> "";
          case TIGHT -> "; slow mappings wait";
          case SCARCE -> "; only live mappings go on";
          case SPENT -> "; all mappings wait";
        };
    if (budget.stage() == Stage.SPENT) {
      return "ours are used up" + waits;
    }
    String ours = Quantities.number(budget.left());
    return budget
            .lasts()
            .map(
                lasts ->
                    "ours (%s) last %s at the pace of the last hour"
                        .formatted(ours, Quantities.duration(lasts)))
            .orElse("ours: " + ours)
        + waits;
  }

  static Map<String, Object> facts(OrgCalls calls) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("org", calls.org().value());
    calls.said().map(CallSample::at).ifPresent(at -> facts.put("toldAt", at.toString()));
    calls.budget().ifPresent(budget -> put(facts, budget));
    facts.put("calls", calls.costs().stream().map(CallLines::facts).toList());
    return facts;
  }

  private static void put(Map<String, Object> facts, CallBudget budget) {
    facts.put("max", budget.max());
    facts.put("remaining", budget.remaining());
    facts.put("reserved", budget.reserved());
    facts.put("left", budget.left());
    budget.perHour().ifPresent(pace -> facts.put("perHour", pace));
    budget.lasts().ifPresent(lasts -> facts.put("lastsSeconds", lasts.toSeconds()));
    facts.put("stage", budget.stage().name());
  }

  private static Map<String, Object> facts(LaneCost cost) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("mapping", cost.lane().mapping().value());
    facts.put("direction", way(cost));
    facts.put("calls", cost.calls());
    return facts;
  }

  private static String way(LaneCost cost) {
    return cost.lane().way().word();
  }
}
