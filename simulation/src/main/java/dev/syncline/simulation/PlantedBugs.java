package dev.syncline.simulation;

import dev.syncline.simulation.planted.PlantedBug;
import dev.syncline.simulation.random.Counters;
import dev.syncline.simulation.random.SeedRun;
import dev.syncline.simulation.random.Tampering;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Proves that the oracle of {@link RandomSync} sees bugs: plants one after the other and goes
 * through the seeds until it turns red.
 */
public final class PlantedBugs {
  /** The most seeds until a bug must be seen. */
  private static final int MAX_SEEDS = 400;

  /** The same seeds without a bug must be clean; these are among them. */
  private static final int CONTROL_SEEDS = 20;

  private PlantedBugs() {}

  private record Seen(PlantedBug bug, long seed, Counters counters) {
    String json() {
      String counts =
          counters.counts().entrySet().stream()
              .filter(e -> e.getValue() > 0)
              .map(e -> "\"%s\":%d".formatted(name(e.getKey()), e.getValue()))
              .sorted()
              .collect(Collectors.joining(","));
      return "\"%s\":{\"seed\":%d,%s}".formatted(name(bug), seed, counts);
    }
  }

  private static String name(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Goes through all bugs; the last line is JSON, and the exit code 0 if each one was seen. */
  public static void main(String[] words) {
    var seen = new ArrayList<Seen>();
    var unseen = new ArrayList<String>();
    for (PlantedBug bug : PlantedBug.values()) {
      Optional<Seen> one = look(bug);
      one.ifPresentOrElse(seen::add, () -> unseen.add(name(bug)));
      System.err.println(one.map(Seen::json).orElse(name(bug) + " was not seen"));
    }
    List<Long> dirty = new ArrayList<>();
    for (long seed = 1; seed <= CONTROL_SEEDS; seed++) {
      if (!SeedRun.of(seed, _ -> {}).counters().clean()) {
        dirty.add(seed);
      }
    }
    boolean held = unseen.isEmpty() && dirty.isEmpty();
    System.out.printf(
        Locale.ROOT,
        "{\"planted\":%d,\"seen\":%d,\"unseen\":[%s],\"bugs\":{%s},"
            + "\"redWithoutBug\":%s,\"held\":%b}%n",
        PlantedBug.values().length,
        seen.size(),
        unseen.stream().map(u -> "\"" + u + "\"").collect(Collectors.joining(",")),
        seen.stream().map(Seen::json).collect(Collectors.joining(",")),
        dirty,
        held);
    System.exit(held ? 0 : 1);
  }

  private static Optional<Seen> look(PlantedBug bug) {
    Tampering tampering = bug.tampering();
    for (long seed = 1; seed <= MAX_SEEDS; seed++) {
      SeedRun.Result result = SeedRun.of(seed, _ -> {}, tampering);
      if (!result.counters().clean()) {
        return Optional.of(new Seen(bug, seed, result.counters()));
      }
    }
    return Optional.empty();
  }
}
