package dev.syncline.engine.sync;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Doorbell;
import dev.syncline.engine.sync.Attention.Moved;
import dev.syncline.engine.worker.Bell;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.Rest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Lets syncs go round for as long as a process runs: by their schedules once a second, and in
 * between whenever queues hold something. One thread.
 */
public final class Rounds implements AutoCloseable {
  /** The schedules are asked so often at least, and a stop is not noticed sooner. */
  private static final Duration WHOLE_EVERY = Duration.ofSeconds(1);

  /** Should this process die, changes ring for nobody no longer than that. */
  private static final Duration ARMED = Duration.ofSeconds(30);

  private static final Duration ARMED_AGAIN = Duration.ofSeconds(20);

  private final Pace pace;
  private final Bell bell;
  private final Attention attention;
  private final List<Door> doors = new ArrayList<>();
  private Instant whole = Instant.MIN;
  private Moved moved = Moved.NOTHING;
  private Duration took = Duration.ZERO;

  /**
   * Begins to listen at the databases.
   *
   * @param look the longest pause between two looks where a database does not ring
   * @param bell this object alone waits for it
   */
  public Rounds(List<Database> databases, Duration look, Pace pace, Bell bell) {
    this.pace = pace;
    this.bell = bell;
    this.attention = new Attention(Attention.Settings.looking(look), pace.random());
    for (Database database : databases) {
      doors.add(new Door(database, database.doorbell().listen(bell::ring)));
    }
  }

  /** A database that may ring, and until when. */
  private static final class Door {
    private final Database database;
    private final Doorbell.Listening listening;
    private Instant armed = Instant.MIN;
    private boolean troubled;

    Door(Database database, Doorbell.Listening listening) {
      this.database = database;
      this.listening = listening;
    }

    boolean isArmed(Instant now) {
      return now.isBefore(armed);
    }
  }

  /**
   * One pass over all syncs: the whole of it if that is due, else what queues hold.
   *
   * @return whether something moved
   */
  public boolean pass(List<Sync> syncs) throws InterruptedException {
    Instant now = pace.clock().instant();
    boolean isWhole = whole.equals(Instant.MIN) || !now.isBefore(whole) || isBack(now);
    SyncRound total = SyncRound.NONE;
    if (isWhole) {
      for (Sync sync : syncs) {
        total = total.plus(sync.scheduled());
      }
      doors.forEach(door -> door.troubled = false);
    } else {
      for (Door door : doors) {
        total = total.plus(queues(door, syncs));
      }
    }
    moved = judge(total);
    took = Duration.between(now, pace.clock().instant());
    if (isWhole) {
      whole = moved == Moved.MUCH ? now : next(now, syncs);
    }
    return total.moved();
  }

  /** Whether the clock was put back. */
  private boolean isBack(Instant now) {
    return now.plus(WHOLE_EVERY).isBefore(whole);
  }

  private static Instant next(Instant now, List<Sync> syncs) {
    Instant next = now.plus(WHOLE_EVERY);
    for (Sync sync : syncs) {
      Instant turn = sync.nextTurn().orElse(next);
      next = turn.isAfter(now) && turn.isBefore(next) ? turn : next;
    }
    return next;
  }

  private static SyncRound queues(Door door, List<Sync> syncs) throws InterruptedException {
    List<Sync> there = syncs.stream().filter(sync -> sync.database() == door.database).toList();
    if (door.troubled || there.stream().allMatch(Sync::isResting)) {
      return SyncRound.NONE;
    }
    Doorbell.Look look;
    try {
      look = door.database.doorbell().look();
    } catch (ProblemException _) {
      door.troubled = true; // the next whole round says so, and leaves the database alone
      return SyncRound.NONE;
    }
    SyncRound total = SyncRound.NONE;
    for (Sync sync : there) {
      total = total.plus(sync.queues(look));
    }
    return total;
  }

  private static Moved judge(SyncRound round) {
    if (!round.moved()) {
      return Moved.NOTHING;
    }
    return round.isThin() ? Moved.FEW : Moved.MUCH;
  }

  /** Waits until it is worth a pass again. */
  public void rest(List<Sync> syncs) throws InterruptedException {
    Instant now = pace.clock().instant();
    if (moved != Moved.NOTHING) {
      disarm(now);
    }
    if (attention.wantsBell() && arm(now, syncs)) {
      return; // what changed before the bell was armed does not ring: a look comes first
    }
    boolean armed = !doors.isEmpty() && doors.stream().allMatch(door -> door.isArmed(now));
    Duration pause = attention.after(moved, now, armed);
    if (moved == Moved.FEW) {
      Duration rest = Rest.after(took);
      pace.waiter().await(pause.compareTo(rest) > 0 ? pause : rest); // a ring means nothing now
      return;
    }
    Duration untilWhole = Duration.between(now, whole);
    Duration bounded = pause.compareTo(untilWhole) < 0 ? pause : untilWhole;
    if (bounded.isPositive() && bell.await(bounded)) {
      attention.rung();
      disarm(now);
    }
  }

  /** Arms the bells that are not; whether there was one that had not been. */
  private boolean arm(Instant now, List<Sync> syncs) {
    boolean any = false;
    for (Door door : doors) {
      boolean live = syncs.stream().anyMatch(s -> s.database() == door.database && s.pushesLive());
      boolean due = live && !door.troubled && !door.isArmed(now.plus(ARMED.minus(ARMED_AGAIN)));
      if (due && tryArm(door)) {
        any = any || !door.isArmed(now);
        door.armed = now.plus(ARMED);
      }
    }
    return any;
  }

  private static boolean tryArm(Door door) {
    try {
      return door.database.doorbell().arm(ARMED);
    } catch (ProblemException _) {
      return false; // looks go on without it
    }
  }

  private void disarm(Instant now) {
    for (Door door : doors) {
      if (door.isArmed(now)) {
        door.armed = Instant.MIN;
        try {
          door.database.doorbell().disarm();
        } catch (ProblemException _) {
          door.troubled = true; // it is armed for a while yet, which only costs
        }
      }
    }
  }

  @Override
  public void close() {
    disarm(pace.clock().instant());
    doors.forEach(door -> door.listening.close());
  }
}
