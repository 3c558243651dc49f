package dev.syncline.simulator.control;

import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Disturbance;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.http.Stats;
import dev.syncline.simulator.http.Traffic;

/** Counts every call of the org's own API, and disturbs it as the fault script says. */
final class ControlledTraffic implements Traffic {
  private final Stats stats;
  private final FaultScript faults;

  ControlledTraffic(Stats stats, FaultScript faults) {
    this.stats = stats;
    this.faults = faults;
  }

  @Override
  public Disturbance arriving(Call call, Route route) {
    if (!call.path().isEmpty() && call.path().getFirst().equals(Control.ROOT)) {
      return Disturbance.NONE;
    }
    stats.called(route);
    Disturbance disturbance = faults.decide(call);
    if (!disturbance.equals(Disturbance.NONE)) {
      stats.add("faultsFired", 1);
    }
    return disturbance;
  }
}
