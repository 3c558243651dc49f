package dev.syncline.app.operation;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.budget.CallBudget;
import dev.syncline.engine.budget.CallSample;
import dev.syncline.engine.budget.Forecast;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.LaneBook;
import dev.syncline.engine.schedule.LaneName;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.OrgName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says how the calls of orgs stand and what they were spent on, from what the databases remember.
 * Asks no org, and changes nothing.
 */
public final class BudgetOperation {
  private static final Duration DAY = Duration.ofHours(24);

  private final Connections connections;
  private final Instant now;

  /** Looks back from a moment, by this machine's clock. */
  public BudgetOperation(Connections connections, Instant now) {
    this.connections = connections;
    this.now = now;
  }

  /**
   * How the calls of an org stand.
   *
   * @param said what the org said last; absent if it has said nothing for a day
   * @param costs the calls of lanes within 24 hours, the most expensive first
   */
  public record OrgCalls(
      OrgName org, Optional<CallSample> said, Optional<CallBudget> budget, List<LaneCost> costs) {
    public OrgCalls {
      costs = List.copyOf(costs);
    }
  }

  /** The calls of a lane within 24 hours. */
  public record LaneCost(LaneName lane, long calls) {}

  /** The orgs of the mappings; a database that cannot be asked adds nothing. */
  public List<OrgCalls> run(List<Mapping> mappings) {
    return mappings.stream().map(Mapping::org).distinct().map(org -> of(org, mappings)).toList();
  }

  private OrgCalls of(OrgName org, List<Mapping> mappings) {
    return of(org, mappings, List.of());
  }

  /**
   * How the calls of an org stand, with what it said just now.
   *
   * @param heard empty if it was not asked
   */
  public OrgCalls of(OrgName org, List<Mapping> mappings, List<CallSample> heard) {
    List<Mapping> ours = mappings.stream().filter(m -> m.org().equals(org)).toList();
    Set<MappingName> names = ours.stream().map(Mapping::name).collect(Collectors.toSet());
    List<CallSample> samples = new ArrayList<>(heard);
    Map<LaneName, Long> costs = new LinkedHashMap<>();
    for (DatabaseName database : ours.stream().map(Mapping::database).distinct().toList()) {
      book(database).ifPresent(book -> read(book, org, names, samples, costs));
    }
    return new OrgCalls(
        org,
        samples.stream().max(Comparator.comparing(CallSample::at)),
        Forecast.of(samples, connections.reservePercent(org)),
        costs.entrySet().stream()
            .map(cost -> new LaneCost(cost.getKey(), cost.getValue()))
            .sorted(Comparator.comparingLong(LaneCost::calls).reversed())
            .toList());
  }

  /** What a database remembers; empty if it cannot be asked, which is told elsewhere. */
  private Optional<LaneBook> book(DatabaseName name) {
    try {
      Database database = connections.reach(name);
      if (!database.isInstalled()) {
        return Optional.empty();
      }
      LaneBook book = database.laneBook();
      book.lastRuns(); // fails where our tables are of an older version
      return Optional.of(book);
    } catch (ProblemException e) {
      return Optional.empty();
    }
  }

  private void read(
      LaneBook book,
      OrgName org,
      Set<MappingName> names,
      List<CallSample> samples,
      Map<LaneName, Long> costs) {
    samples.addAll(book.samples(org, now.minus(DAY)));
    book.costs(now.minus(DAY)).stream()
        .filter(cost -> names.contains(cost.lane().mapping()))
        .forEach(cost -> costs.merge(cost.lane(), cost.calls(), Long::sum));
  }
}
