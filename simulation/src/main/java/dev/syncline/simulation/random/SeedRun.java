package dev.syncline.simulation.random;

import dev.syncline.model.DeleteConflict;
import dev.syncline.simulation.random.Counters.Wrong;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** One seed's work: chapters of random changes, faults and stops, each of which ends in rest. */
public final class SeedRun {
  private static final int CHAPTERS = 3;
  private static final int MOVES = 60;
  private static final int MAX_ROUNDS_TO_REST = 4_000;
  private static final int MAX_CALLS_TO_DEATH = 60;
  private static final int MAX_CALLS_TO_MEANWHILE = 12;
  private static final int QUIET_ROUNDS = 3;
  private static final Duration BETWEEN_ROUNDS = Duration.ofSeconds(2);

  /** SOAP API Developer Guide, getUpdated: seconds are ignored, so a change is listed later. */
  private static final Duration LISTED_AFTER = Duration.ofMinutes(1);

  private final Tampering tampering;
  private final long seed;
  private final Consumer<String> log;
  private final SplittableRandom random;
  private final Policies policies;
  private final World world;
  private final Ledger ledger;
  private final Counters counters = new Counters();
  private final DatabaseActions inDatabase;
  private final OrgActions inOrg;
  private final Faults faults;
  private final Choices choices;
  private Mortal mortal = new Mortal();
  private Optional<Subject> engine = Optional.empty();
  private long stops;
  private long failedRounds;
  private boolean inSlowCommit;

  private SeedRun(long seed, Consumer<String> log, Tampering tampering) throws IOException {
    this.tampering = tampering;
    this.seed = seed;
    this.log = log;
    this.random = new SplittableRandom(seed);
    this.ledger = new Ledger(log);
    this.policies = Policies.choose(random);
    this.world = new World(seed, policies, log);
    this.choices = new Choices(random.split());
    this.inDatabase = new DatabaseActions(world.database(), world.databaseSide(), choices, ledger);
    boolean recreates = policies.deleteConflict() == DeleteConflict.UPDATE && !policies.keyed();
    this.inOrg = new OrgActions(world.orgSide(), choices, ledger, recreates);
    this.faults = new Faults(world.orgSide(), random.split());
  }

  /**
   * What a seed came to.
   *
   * @param changes changes that were acknowledged on either side
   * @param stops how often the engine died
   */
  public record Result(long seed, Counters counters, long changes, long stops, List<String> notes) {
    public Result {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Runs one seed.
   *
   * @param log is told what happens, line by line
   */
  public static Result of(long seed, Consumer<String> log) {
    return of(seed, log, Tampering.NONE);
  }

  /**
   * Runs one seed with an engine whose ports were tampered with.
   *
   * @param log is told what happens, line by line
   */
  public static Result of(long seed, Consumer<String> log, Tampering tampering) {
    try {
      var run = new SeedRun(seed, log, tampering);
      try (World world = run.world) {
        return run.run(world);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("temporary files cannot be used", e);
    }
  }

  private Result run(World theWorld) {
    log.accept("policies " + policies);
    ledger.agree(theWorld.databaseSide().state());
    var notes = new ArrayList<String>();
    notes.add(policies.toString());
    for (int chapter = 0; chapter < CHAPTERS && counters.clean(); chapter++) {
      log.accept("chapter " + chapter);
      for (int move = 0; move < MOVES; move++) {
        move();
      }
      if (rest()) {
        judge();
      }
    }
    engine.ifPresent(Subject::close);
    return new Result(seed, counters, ledger.changes(), stops, notes);
  }

  private void move() {
    int choice = random.nextInt(100);
    if (choice < 22) {
      log.accept("database acts");
      inDatabase.act();
    } else if (choice < 44) {
      log.accept("org acts");
      inOrg.act();
    } else if (choice < 47) {
      actSlowly();
    } else if (choice < 57) {
      boolean another = random.nextInt(3) == 0;
      Runnable meanwhile = another ? this::stepOfAnother : inDatabase::act;
      world.transport().meanwhile(1 + random.nextInt(MAX_CALLS_TO_MEANWHILE), meanwhile);
      step();
    } else if (choice < 80) {
      step();
    } else if (choice < 88) {
      log.accept("fault");
      faults.add();
    } else if (choice < 90) {
      log.accept("faults clear");
      faults.clear();
      world.transport().connect();
    } else if (choice < 93) {
      mortal.dieAt(1L + random.nextInt(MAX_CALLS_TO_DEATH), random.nextBoolean());
    } else if (choice < 95) {
      world.jumpClock();
    } else if (choice < 96) {
      world.transport().cutOff(faults.length());
    } else if (choice < 98) {
      world.time().pass(faults.length());
    } else {
      inDatabase.commit();
    }
  }

  /** The org stamps a change, the engine goes on, and only then the change is committed. */
  private void actSlowly() {
    log.accept("org acts slowly");
    world.whilePassing(
        duration -> {
          world.time().pass(duration);
          if (!inSlowCommit) {
            inSlowCommit = true;
            step();
            step();
            inSlowCommit = false;
          }
        });
    inOrg.actSlowly();
    world.passAsUsual();
  }

  /** One round of the engine, in a new life if it is dead. */
  private boolean step() {
    if (mortal.isDead() || engine.isEmpty()) {
      engine.ifPresent(Subject::close);
      mortal = new Mortal();
      engine = Optional.of(world.engine(mortal, tampering, log));
    }
    try {
      boolean quiet = engine.orElseThrow().step();
      log.accept("step " + (quiet ? "quiet" : "busy") + " at " + world.time().instant());
      return quiet;
    } catch (Crash e) {
      stops++;
      log.accept("the engine dies");
      return false;
    } catch (FailedRoundException e) {
      failedRounds++;
      log.accept("a round fails: " + e.getMessage());
      world.time().pass(Duration.ofSeconds(10));
      return false;
    }
  }

  /** One round of a second engine, while a call of the first is on its way. */
  private void stepOfAnother() {
    log.accept("another engine goes round");
    try (Subject another = world.another(new Mortal(), tampering, log)) {
      another.step();
    } catch (FailedRoundException e) {
      log.accept("its round fails: " + e.getMessage());
    }
  }

  /** Ends all trouble and goes on until nothing moves; what is parked is tried again once. */
  private boolean rest() {
    faults.clear();
    world.transport().connect();
    world.transport().meanwhile(0, () -> {});
    inDatabase.commit();
    mortal.live();
    log.accept("rest");
    if (!untilQuiet()) {
      return false;
    }
    if (world.retryParked() == 0) {
      return true;
    }
    log.accept("parked is tried again");
    return untilQuiet();
  }

  private boolean untilQuiet() {
    int quiet = 0;
    long failedBefore = failedRounds;
    for (int round = 0; round < MAX_ROUNDS_TO_REST; round++) {
      quiet = step() ? quiet + 1 : 0;
      world.time().pass(quiet == 0 ? BETWEEN_ROUNDS : LISTED_AFTER);
      if (quiet >= QUIET_ROUNDS) {
        return true;
      }
      if (failedRounds - failedBefore > 20) {
        break;
      }
    }
    counters.add(Wrong.SILENT, "the engine does not come to rest: " + world.queues());
    return false;
  }

  private void judge() {
    State org = world.orgSide().state();
    State database = world.databaseSide().state();
    Set<Mark> parked = world.parkedMarks();
    new Oracle(ledger, policies.conflict(), counters).judge(org, database, parked);
    if (!parked.isEmpty()) {
      counters.add(Wrong.SILENT, "parked although nothing is wrong: " + world.parked());
    }
    ledger.agree(database);
  }
}
