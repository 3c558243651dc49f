package dev.syncline.simulation.memory;

import dev.syncline.engine.budget.CallSample;
import dev.syncline.engine.database.LaneBook;
import dev.syncline.engine.schedule.LaneName;
import dev.syncline.model.OrgName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The lane book. */
final class MemoryLaneBook implements LaneBook {
  private final Map<LaneName, Instant> runs = new HashMap<>();
  private final List<Cost> costs = new ArrayList<>();
  private final Map<OrgName, List<CallSample>> samples = new HashMap<>();

  @Override
  public Map<LaneName, Instant> lastRuns() {
    return Map.copyOf(runs);
  }

  @Override
  public void ran(LaneName lane, Instant began) {
    runs.put(lane, began);
  }

  @Override
  public void charge(Cost cost) {
    long before =
        costs.stream()
            .filter(c -> c.lane().equals(cost.lane()) && c.hour().equals(cost.hour()))
            .mapToLong(Cost::calls)
            .sum();
    costs.removeIf(c -> c.lane().equals(cost.lane()) && c.hour().equals(cost.hour()));
    costs.add(new Cost(cost.lane(), cost.hour(), before + cost.calls()));
    costs.removeIf(c -> c.hour().isBefore(cost.hour().minus(KEPT_FOR)));
  }

  @Override
  public List<Cost> costs(Instant since) {
    return costs.stream().filter(c -> !c.hour().isBefore(since)).toList();
  }

  @Override
  public void note(OrgName org, CallSample sample) {
    List<CallSample> of = samples.computeIfAbsent(org, _ -> new ArrayList<>());
    of.add(sample);
    of.removeIf(s -> s.at().isBefore(sample.at().minus(KEPT_FOR)));
  }

  @Override
  public List<CallSample> samples(OrgName org, Instant since) {
    return samples.getOrDefault(org, List.of()).stream()
        .filter(s -> !s.at().isBefore(since))
        .toList();
  }
}
