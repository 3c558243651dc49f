package dev.syncline.simulation.schedule;

import static dev.syncline.simulation.schedule.SmallWorld.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.sync.Rounds;
import dev.syncline.engine.sync.Sync;
import dev.syncline.engine.sync.SyncSettings;
import dev.syncline.engine.worker.Bell;
import dev.syncline.engine.worker.Pace;
import dev.syncline.model.LaneTiming;
import dev.syncline.model.Priority;
import dev.syncline.model.RecordId;
import dev.syncline.model.Retries;
import dev.syncline.model.RowKey;
import dev.syncline.model.Schedule;
import dev.syncline.model.Timing;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Schedule LIVE = new Schedule.Live();
  private static final Schedule OFF = new Schedule.Off();
  private SmallWorld world;

  @BeforeEach
  void open() throws IOException {
    world = new SmallWorld();
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** Turns the clock instead of waiting. */
  private final class TurningBell implements Bell {
    @Override
    public void ring() {
      throw new IllegalStateException("nothing rings here");
    }

    @Override
    public boolean await(Duration longest) {
      world.time.pass(longest);
      return false;
    }
  }

  private Rounds rounds() {
    var pace = new Pace(world.time, world.time, new SplittableRandom(3));
    return new Rounds(List.of(world.database), LOOK, pace, new TurningBell());
  }

  private static Timing timing(Schedule pull, Schedule push) {
    return new Timing(at(pull), at(push), Priority.NORMAL, OptionalLong.empty(), Retries.STANDARD);
  }

  private static LaneTiming at(Schedule schedule) {
    return new LaneTiming(schedule, List.of(), List.of());
  }

  private void run(Rounds rounds, Sync sync, Duration length) throws InterruptedException {
    Instant end = world.time.instant().plus(length);
    while (world.time.instant().isBefore(end)) {
      rounds.pass(List.of(sync));
      rounds.rest(List.of(sync));
    }
  }

  private int calls() {
    int calls = world.calls.size();
    world.calls.clear();
    return calls;
  }

  @Test
  void a_changed_row_goes_out_within_a_second() throws InterruptedException {
    world.accounts(timing(OFF, LIVE));
    Sync sync = world.sync();
    try (Rounds rounds = rounds()) {
      run(rounds, sync, Duration.ofSeconds(10));
      for (int i = 0; i < 20; i++) {
        world.insert(ACCOUNTS, "row " + i);
        Instant before = world.time.instant();
        while (world.pending(ACCOUNTS) > 0) {
          rounds.pass(List.of(sync));
          rounds.rest(List.of(sync));
        }
        assertThat(Duration.between(before, world.time.instant()))
            .isLessThan(Duration.ofSeconds(1)); // the org takes some of it
        run(rounds, sync, Duration.ofSeconds(3));
      }
    }
    assertThat(world.records("Account", "Name")).hasSize(20);
  }

  @Test
  void rows_that_change_one_after_the_other_share_calls() throws InterruptedException {
    world.accounts(timing(OFF, LIVE));
    Sync sync = world.sync();
    try (Rounds rounds = rounds()) {
      run(rounds, sync, Duration.ofSeconds(5));
      calls();
      RowKey row = world.insert(ACCOUNTS, "0");
      Instant end = world.time.instant().plusSeconds(10);
      while (world.time.instant().isBefore(end)) {
        world.update(ACCOUNTS, row, world.time.instant().toString());
        rounds.pass(List.of(sync));
        rounds.rest(List.of(sync));
      }
      world.update(ACCOUNTS, row, "last");
      run(rounds, sync, Duration.ofSeconds(2));
    }
    assertThat(world.records("Account", "Name")).containsExactly("last");
    assertThat(calls()).isLessThan(150);
  }

  @Test
  void polls_keep_their_pace_while_rows_change_all_the_time() throws InterruptedException {
    world.accounts(timing(LIVE, LIVE));
    Sync sync = world.sync(SyncSettings.defaults().polling(Duration.ofMinutes(5)));
    RowKey row = world.insert(ACCOUNTS, "0");
    try (Rounds rounds = rounds()) {
      run(rounds, sync, Duration.ofSeconds(5));
      world.polls();
      Instant end = world.time.instant().plus(Duration.ofMinutes(20));
      for (int i = 0; world.time.instant().isBefore(end); i++) {
        world.update(ACCOUNTS, row, Integer.toString(i));
        run(rounds, sync, Duration.ofSeconds(1));
      }
    }
    assertThat(world.polls()).isEqualTo(4);
  }

  @Test
  void rows_of_a_mapping_that_pushes_by_a_schedule_wait_for_their_turn()
      throws InterruptedException {
    world.accounts(timing(OFF, new Schedule.Every(Duration.ofMinutes(5))));
    Sync sync = world.sync();
    try (Rounds rounds = rounds()) {
      run(rounds, sync, Duration.ofSeconds(5));
      world.insert(ACCOUNTS, "one");
      run(rounds, sync, Duration.ofMinutes(4));
      assertThat(world.records("Account", "Name")).isEmpty();
      run(rounds, sync, Duration.ofMinutes(1));
      assertThat(world.records("Account", "Name")).containsExactly("one");
    }
  }

  @Test
  void records_that_are_asked_for_are_read_at_the_next_look() throws InterruptedException {
    world.accounts(timing(OFF, LIVE));
    world.write("{\"op\":\"insert\",\"object\":\"Account\",\"fields\":{\"Name\":\"theirs\"}}");
    Sync sync = world.sync();
    try (Rounds rounds = rounds()) {
      run(rounds, sync, Duration.ofSeconds(5));
      assertThat(world.rows(ACCOUNTS)).isEmpty();
      var id = RecordId.of(world.simulated.records("Account", List.of()).getFirst().id());
      world.database.pullQueue().add(ACCOUNTS, List.of(id), PullQueue.Reason.ASKED);
      run(rounds, sync, LOOK);
      assertThat(world.rows(ACCOUNTS)).containsExactly("theirs");
    }
  }

  @Test
  void while_the_org_is_in_trouble_it_is_left_alone() throws InterruptedException {
    world.accounts(timing(OFF, LIVE));
    Sync sync = world.sync();
    try (Rounds rounds = rounds()) {
      run(rounds, sync, Duration.ofSeconds(5));
      world.control(
          "POST",
          "faults",
          "{\"match\":{\"path\":\"/services/data/**\"},\"do\":{\"error\":\"SERVER_UNAVAILABLE\"}}");
      calls();
      world.insert(ACCOUNTS, "one");
      run(rounds, sync, Duration.ofMinutes(5));
      assertThat(calls()).isBetween(1, 100);
      world.control("DELETE", "faults", "");
      run(rounds, sync, Duration.ofMinutes(6));
      assertThat(world.records("Account", "Name")).containsExactly("one");
    }
  }
}
