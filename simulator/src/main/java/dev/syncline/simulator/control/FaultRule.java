package dev.syncline.simulator.control;

import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Disturbance;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One line of the fault script: which calls, which of them, how often, and what happens.
 *
 * @param method the verb; null matches all
 * @param nth the matching call, counted from 1, that is the first to be disturbed; null for the
 *     first
 * @param rate which share of the matching calls is disturbed; null for all
 * @param times how many calls are disturbed at most
 * @param source the rule as it was given
 */
record FaultRule(
    @Nullable String method,
    Glob path,
    @Nullable Long nth,
    @Nullable BigDecimal rate,
    long times,
    Disturbance disturbance,
    JsonNode source) {
  /** Whether the rule speaks of this call. */
  boolean matches(Call call) {
    return (method == null || method.equalsIgnoreCase(call.method()))
        && path.matches(call.pathText());
  }
}
