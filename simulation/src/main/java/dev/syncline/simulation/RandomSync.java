package dev.syncline.simulation;

import dev.syncline.simulation.random.Counters;
import dev.syncline.simulation.random.SeedRun;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Proves by chance that two-way sync loses nothing: {@code [--seeds N] [--from SEED] [--log]}. */
public final class RandomSync {
  private static final int DEFAULT_SEEDS = 500;
  private static final int MAX_FAILING_SHOWN = 20;

  private RandomSync() {}

  private record Arguments(long from, long seeds, boolean log) {
    static Arguments parse(List<String> arguments) {
      long from = 1;
      long seeds = DEFAULT_SEEDS;
      boolean log = false;
      for (int i = 0; i < arguments.size(); i++) {
        switch (arguments.get(i)) {
          case "--from" -> from = number(arguments, ++i);
          case "--seeds" -> seeds = number(arguments, ++i);
          case "--log" -> log = true;
          default -> throw new IllegalArgumentException("Unknown option " + arguments.get(i));
        }
      }
      return new Arguments(from, seeds, log);
    }

    private static long number(List<String> arguments, int at) {
      if (at >= arguments.size()) {
        throw new IllegalArgumentException("A number is missing behind " + arguments.getLast());
      }
      return Long.parseLong(arguments.get(at));
    }
  }

  /** Runs seeds one after the other; the last line is JSON, and the exit code 0 if all hold. */
  public static void main(String[] words) {
    Arguments arguments;
    try {
      arguments = Arguments.parse(List.of(words));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "; use [--seeds N] [--from SEED] [--log]");
      System.exit(2);
      return;
    }
    InstantSource clock = InstantSource.system();
    Instant began = clock.instant();
    var total = new Counters();
    var failing = new ArrayList<Long>();
    long changes = 0;
    long stops = 0;
    Consumer<String> log = arguments.log() ? System.err::println : _ -> {};
    for (long seed = arguments.from(); seed < arguments.from() + arguments.seeds(); seed++) {
      SeedRun.Result result = SeedRun.of(seed, log);
      total.add(result.counters());
      changes += result.changes();
      stops += result.stops();
      if (!result.counters().clean()) {
        failing.add(seed);
        show(result);
      }
    }
    Duration took = Duration.between(began, clock.instant());
    System.out.printf(
        Locale.ROOT,
        "{%s,\"seeds\":%d,\"from\":%d,\"changes\":%d,\"stops\":%d,\"failing\":%s,"
            + "\"seconds\":%.1f,\"held\":%b}%n",
        counts(total),
        arguments.seeds(),
        arguments.from(),
        changes,
        stops,
        failing.stream().limit(MAX_FAILING_SHOWN).toList(),
        took.toMillis() / 1000.0,
        failing.isEmpty());
    System.exit(failing.isEmpty() ? 0 : 1);
  }

  private static void show(SeedRun.Result result) {
    System.err.println("seed " + result.seed() + " fails, " + result.notes());
    result.counters().texts().forEach(text -> System.err.println("  " + text));
    System.err.println("  replay: proofs/random-sync --seeds 1 --from " + result.seed() + " --log");
  }

  private static String counts(Counters counters) {
    var texts = new ArrayList<String>();
    for (Counters.Wrong wrong : Counters.Wrong.values()) {
      texts.add(
          "\"" + wrong.name().toLowerCase(Locale.ROOT) + "\":" + counters.counts().get(wrong));
    }
    return String.join(",", texts);
  }
}
