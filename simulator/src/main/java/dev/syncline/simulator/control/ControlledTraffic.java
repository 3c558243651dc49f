package dev.syncline.simulator.control;

import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Disturbance;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.http.Stats;
import dev.syncline.simulator.http.Traffic;
import dev.syncline.simulator.limits.OrgLimits;
import java.time.Duration;
import java.util.List;

/**
 * Counts every call of the org's own API, refuses it while too many long ones run, and disturbs it
 * as the fault script says. The delay of a fault is a part of the call.
 */
final class ControlledTraffic implements Traffic {
  private static final NamedFault TOO_MANY_LONG_CALLS =
      new NamedFault(
          NamedError.REQUEST_LIMIT_EXCEEDED, "ConcurrentPerOrgLongTxn Limit exceeded.", List.of());

  private final Stats stats;
  private final OrgLimits limits;
  private final FaultScript faults;

  ControlledTraffic(Stats stats, OrgLimits limits, FaultScript faults) {
    this.stats = stats;
    this.limits = limits;
    this.faults = faults;
  }

  @Override
  public Disturbance arriving(Call call, Route route) {
    if (!call.path().isEmpty() && call.path().getFirst().equals(Control.ROOT)) {
      return Disturbance.NONE;
    }
    stats.called(route);
    if (takesTime(call) && !limits.begin(call)) {
      return new Disturbance(Duration.ZERO, TOO_MANY_LONG_CALLS, new Disturbance.Damage.None());
    }
    Disturbance disturbance = faults.decide(call);
    if (!disturbance.equals(Disturbance.NONE)) {
      stats.add("faultsFired", 1);
    }
    return disturbance;
  }

  /** Polling for events and signing in are no transactions of the org. */
  private static boolean takesTime(Call call) {
    return switch (Api.of(call)) {
      case REST, SOAP, BULK -> true;
      case STREAMING, OAUTH -> false;
    };
  }

  @Override
  public void left(Call call) {
    limits.ended(call);
  }
}
