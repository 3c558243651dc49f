package dev.syncline.simulation.schedule;

import static dev.syncline.simulation.schedule.SmallWorld.ACCOUNTS;
import static dev.syncline.simulation.schedule.SmallWorld.ORG;
import static dev.syncline.simulation.schedule.SmallWorld.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.sync.Sync;
import dev.syncline.engine.sync.SyncRound;
import dev.syncline.engine.sync.SyncSettings;
import dev.syncline.model.Direction;
import dev.syncline.model.LaneTiming;
import dev.syncline.model.MappingName;
import dev.syncline.model.OrgName;
import dev.syncline.model.Priority;
import dev.syncline.model.Problem;
import dev.syncline.model.Retries;
import dev.syncline.model.Schedule;
import dev.syncline.model.TimeWindow;
import dev.syncline.model.Timing;
import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduledSyncTest {
  private static final Schedule LIVE = new Schedule.Live();
  private static final Schedule OFF = new Schedule.Off();
  private static final Duration HOUR = Duration.ofHours(1);
  private SmallWorld world;

  @BeforeEach
  void open() throws IOException {
    world = new SmallWorld();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static LaneTiming at(Schedule schedule) {
    return new LaneTiming(schedule, List.of(), List.of());
  }

  private static Timing timing(Schedule pull, Schedule push) {
    return timing(pull, push, OptionalLong.empty());
  }

  private static Timing timing(Schedule pull, Schedule push, OptionalLong limit) {
    return new Timing(at(pull), at(push), Priority.NORMAL, limit, Retries.STANDARD);
  }

  private static Schedule every(int minutes) {
    return new Schedule.Every(Duration.ofMinutes(minutes));
  }

  /** Goes by the schedule for a while, looking every ten seconds. */
  private void run(Sync sync, Duration length) throws InterruptedException {
    var end = world.time.instant().plus(length);
    while (world.time.instant().isBefore(end)) {
      sync.scheduled();
      world.time.pass(Duration.ofSeconds(10));
    }
  }

  @Test
  void each_mapping_is_polled_at_its_own_pace() throws InterruptedException {
    world.accounts(timing(every(15), OFF));
    world.polls();
    run(world.sync(), Duration.ofMinutes(59));
    assertThat(world.polls()).isEqualTo(4);
  }

  @Test
  void a_live_mapping_is_polled_at_the_pace_of_the_process() throws InterruptedException {
    world.accounts(timing(LIVE, OFF));
    world.polls();
    run(world.sync(SyncSettings.defaults().polling(Duration.ofMinutes(5))), Duration.ofMinutes(59));
    assertThat(world.polls()).isEqualTo(12);
  }

  @Test
  void the_time_of_the_last_run_survives_the_process() throws InterruptedException {
    world.accounts(timing(every(60), OFF));
    run(world.sync(), Duration.ofMinutes(5));
    world.polls();
    for (int life = 0; life < 10; life++) {
      run(world.sync(), Duration.ofMinutes(5));
    }
    assertThat(world.polls()).isZero();
    run(world.sync(), Duration.ofMinutes(10));
    assertThat(world.polls()).isEqualTo(1);
  }

  @Test
  void nights_that_were_missed_are_made_up_for_once() throws InterruptedException {
    world.accounts(timing(new Schedule.Cron("0 2 * * *", ZoneId.of("Europe/Berlin")), OFF));
    world.polls();
    run(world.sync(), HOUR);
    assertThat(world.polls()).isZero();
    world.time.pass(Duration.ofDays(3));
    run(world.sync(), HOUR);
    assertThat(world.polls()).isEqualTo(1);
  }

  @Test
  void rows_go_out_with_the_next_run_and_not_before() throws InterruptedException {
    world.accounts(timing(OFF, every(30)));
    Sync sync = world.sync();
    run(sync, Duration.ofMinutes(1));
    world.insert(ACCOUNTS, "one");
    run(sync, Duration.ofMinutes(25));
    assertThat(world.records("Account", "Name")).isEmpty();
    run(sync, Duration.ofMinutes(10));
    assertThat(world.records("Account", "Name")).containsExactly("one");
  }

  @Test
  void one_run_pushes_no_more_rows_than_it_may() throws InterruptedException {
    world.accounts(timing(OFF, every(60), OptionalLong.of(3)));
    for (int row = 0; row < 8; row++) {
      world.insert(ACCOUNTS, "row " + row);
    }
    Sync sync = world.sync();
    run(sync, Duration.ofMinutes(50));
    assertThat(world.records("Account", "Name")).hasSize(3);
    assertThat(world.told).extracting(Problem::code).containsExactly("PUSH-LIMIT");
    run(sync, HOUR);
    assertThat(world.records("Account", "Name")).hasSize(6);
    run(sync, HOUR);
    assertThat(world.records("Account", "Name")).hasSize(8);
  }

  @Test
  void a_run_that_its_limit_ended_is_no_success() throws InterruptedException {
    world.accounts(timing(LIVE, LIVE, OptionalLong.of(3)));
    for (int row = 0; row < 4; row++) {
      world.insert(ACCOUNTS, "row " + row);
    }
    SyncRound round = world.sync().untilIdle(Direction.BOTH, HOUR);
    assertThat(round.pushed().rows()).isEqualTo(3);
    assertThat(round.quiet()).isFalse();
    assertThat(round.limited()).extracting(Problem::code).containsExactly("PUSH-LIMIT");
    SyncRound rest = world.sync().untilIdle(Direction.BOTH, HOUR);
    assertThat(rest.limited()).isEmpty();
    assertThat(world.records("Account", "Name")).hasSize(4);
  }

  @Test
  void who_asks_for_a_sync_gets_it_before_its_time_but_not_where_it_is_off()
      throws InterruptedException {
    world.accounts(timing(every(600), OFF));
    run(world.sync(), Duration.ofMinutes(1));
    world.insert(ACCOUNTS, "one");
    world.write("{\"op\":\"insert\",\"object\":\"Account\",\"fields\":{\"Name\":\"two\"}}");
    world.time.pass(Duration.ofMinutes(2));
    SyncRound round = world.sync().untilIdle(Direction.BOTH, HOUR);
    assertThat(world.rows(ACCOUNTS)).containsExactly("one", "two");
    assertThat(world.pending(ACCOUNTS)).isEqualTo(1);
    assertThat(round.whole()).isTrue();
  }

  @Test
  void quiet_hours_hold_for_whoever_asks_and_are_no_success() throws InterruptedException {
    var quiet =
        new TimeWindow(
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.of(8, 0),
            LocalTime.of(18, 0),
            ZoneOffset.UTC);
    var push = new LaneTiming(LIVE, List.of(quiet), List.of());
    world.accounts(
        new Timing(at(LIVE), push, Priority.NORMAL, OptionalLong.empty(), Retries.STANDARD));
    world.insert(ACCOUNTS, "one");
    SyncRound round = world.sync().untilIdle(Direction.BOTH, HOUR);
    assertThat(round.halted()).containsExactly(ACCOUNTS);
    assertThat(world.records("Account", "Name")).isEmpty();
    world.time.pass(Duration.between(world.time.instant(), START.plus(Duration.ofHours(6))));
    assertThat(world.sync().untilIdle(Direction.BOTH, HOUR).halted()).isEmpty();
    assertThat(world.records("Account", "Name")).containsExactly("one");
  }

  @Test
  void the_next_turn_is_known() throws InterruptedException {
    world.accounts(timing(every(5), OFF));
    Sync sync = world.sync();
    var before = world.time.instant();
    sync.scheduled();
    assertThat(sync.nextTurn()).isPresent();
    assertThat(Duration.between(before, sync.nextTurn().orElseThrow()))
        .isBetween(Duration.ofMinutes(4), Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @CsvSource({
    "org, , BOTH, false, false",
    "org, , PULL, false, true",
    ", accounts, PUSH, true, false",
    "org, accounts, PULL, false, true",
    ", , BOTH, false, false",
    "other, , BOTH, true, true",
    ", contacts, BOTH, true, true"
  })
  void a_pause_holds_for_its_org_its_mapping_and_its_way(
      String org, String mapping, Direction way, boolean pulls, boolean pushes)
      throws InterruptedException {
    Optional<OrgName> ofOrg = Optional.ofNullable(org).map(OrgName::new);
    Optional<MappingName> ofMapping = Optional.ofNullable(mapping).map(MappingName::new);
    world.accounts(timing(LIVE, LIVE));
    world.database.pauses().add(ofOrg, ofMapping, way, "a test", Optional.empty());
    world.insert(ACCOUNTS, "row");
    world.write("{\"op\":\"insert\",\"object\":\"Account\",\"fields\":{\"Name\":\"record\"}}");
    world.time.pass(Duration.ofMinutes(2));

    Sync sync = world.sync();
    run(sync, Duration.ofMinutes(5));
    SyncRound asked = sync.untilIdle(Direction.BOTH, HOUR);
    assertThat(world.rows(ACCOUNTS).contains("record")).isEqualTo(pulls);
    assertThat(world.records("Account", "Name").contains("row")).isEqualTo(pushes);
    assertThat(asked.halted().isEmpty()).isEqualTo(pulls && pushes);

    world.database.pauses().remove(ofOrg, ofMapping, way);
    run(sync, Duration.ofMinutes(5));
    assertThat(world.rows(ACCOUNTS)).containsExactlyInAnyOrder("row", "record");
    assertThat(world.records("Account", "Name")).containsExactlyInAnyOrder("row", "record");
    assertThat(ORG.value()).isEqualTo("org");
  }

  @Test
  void a_stop_ends_the_batch_in_hand_gives_the_rest_back_and_is_no_success()
      throws InterruptedException {
    world.accounts(timing(LIVE, LIVE));
    for (int row = 0; row < 4_500; row++) {
      world.insert(ACCOUNTS, "row " + row);
    }
    world.afterPush = world.stop::request;
    SyncRound round = world.sync().untilIdle(Direction.BOTH, HOUR);
    assertThat(round.whole()).isFalse();
    assertThat(round.quiet()).isFalse();
    assertThat(round.pushed().written()).isEqualTo(2_000);
    assertThat(world.records("Account", "Name")).hasSize(2_000);
    var counts = world.database.outbox().counts(ACCOUNTS);
    assertThat(counts.claimed()).isZero();
    assertThat(counts.ready()).isEqualTo(2_500);
  }

  @Test
  void a_stop_between_two_mappings_is_no_success_though_nothing_was_in_hand()
      throws InterruptedException {
    world.accounts(timing(LIVE, LIVE));
    world.insert(ACCOUNTS, "row");
    world.stop.request();
    assertThat(world.sync().round(true).quiet()).isFalse();
    assertThat(world.sync().untilIdle(Direction.BOTH, HOUR).whole()).isFalse();
    assertThat(world.pending(ACCOUNTS)).isEqualTo(1);
  }

  @Test
  void an_org_that_does_not_answer_is_left_alone_and_the_run_is_made_up_for()
      throws InterruptedException {
    world.accounts(timing(every(5), OFF));
    Sync sync = world.sync();
    sync.scheduled();
    world.time.pass(Duration.ofMinutes(5));
    world.control(
        "POST",
        "faults",
        "{\"match\":{\"path\":\"/services/data/**\"},\"do\":{\"error\":\"SERVER_UNAVAILABLE\"}}");
    SyncRound round = sync.scheduled();
    assertThat(round.quiet()).isFalse();
    assertThat(sync.isResting()).isTrue();
    world.control("DELETE", "faults", "");
    world.polls();
    run(sync, Duration.ofMinutes(6));
    assertThat(world.polls()).isPositive();
  }
}
