package dev.syncline.simulation.schedule;

import static dev.syncline.simulation.schedule.SmallWorld.ACCOUNTS;
import static dev.syncline.simulation.schedule.SmallWorld.ORG;
import static dev.syncline.simulation.schedule.SmallWorld.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.LaneBook.Cost;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.schedule.LaneName;
import dev.syncline.engine.sync.Sync;
import dev.syncline.engine.sync.SyncRound;
import dev.syncline.model.Direction;
import dev.syncline.model.LaneTiming;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectName;
import dev.syncline.model.Priority;
import dev.syncline.model.Problem;
import dev.syncline.model.Retries;
import dev.syncline.model.Timing;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BudgetTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final MappingName LEADS = new MappingName("leads");
  private SmallWorld world;

  @BeforeEach
  void open() throws IOException {
    world = new SmallWorld();
    world.accounts(Timing.STANDARD);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static Timing of(Priority priority) {
    return new Timing(
        LaneTiming.LIVE, LaneTiming.LIVE, priority, OptionalLong.empty(), Retries.STANDARD);
  }

  @Test
  void what_is_reserved_for_others_is_not_touched_and_that_is_no_success()
      throws InterruptedException {
    world.insert(ACCOUNTS, "one");
    world.control("POST", "limits", "{\"DailyApiRequests\":10}");
    world.org.identity();
    for (int call = 0; call < 8; call++) {
      world.org.count(
          new RecordQuery(new ObjectName("Account"), List.of(), Optional.empty(), List.of()));
    }
    world.polls();
    SyncRound round = world.sync().untilIdle(Direction.BOTH, HOUR);
    assertThat(round.quiet()).isFalse();
    assertThat(round.limited())
        .extracting(Problem::code)
        .containsExactly("BUDGET-SHORT", "BUDGET-SHORT");
    assertThat(world.polls()).isZero();
    assertThat(world.pending(ACCOUNTS)).isEqualTo(1);
  }

  @Test
  void lanes_go_on_by_themselves_when_calls_are_free_again() throws InterruptedException {
    world.control("POST", "limits", "{\"DailyApiRequests\":0}");
    world.insert(ACCOUNTS, "one");
    Sync sync = world.sync();
    for (int look = 0; look < 60; look++) {
      sync.scheduled();
      sync.nap();
    }
    assertThat(world.pending(ACCOUNTS)).isEqualTo(1);
    world.control("POST", "limits", "{\"DailyApiRequests\":100000}");
    for (int look = 0; look < 60; look++) {
      sync.scheduled();
      sync.nap();
    }
    assertThat(world.records("Account", "Name")).containsExactly("one");
    assertThat(world.told).isNotEmpty();
  }

  @Test
  void the_mapping_of_low_priority_waits_while_the_live_one_goes_on() throws InterruptedException {
    world.mapping(LEADS, "Contact", "LastName", Direction.BOTH, of(Priority.LOW), Optional.empty());
    // Of 60 calls 12 are for others; so many are used that a quarter of ours is left.
    world.control("POST", "limits", "{\"DailyApiRequests\":60}");
    Sync sync = world.sync();
    boolean waited = false;
    for (int minute = 0; minute < 40 && !waited; minute++) {
      sync.scheduled();
      world.time.pass(Duration.ofMinutes(1));
      waited = world.told.stream().anyMatch(p -> p.message().contains("leads (pull)"));
    }
    assertThat(waited).isTrue();
    assertThat(world.told).noneMatch(p -> p.message().contains("accounts"));
    world.insert(ACCOUNTS, "one");
    world.insert(LEADS, "two");
    sync.scheduled();
    assertThat(world.records("Account", "Name")).containsExactly("one");
    assertThat(world.records("Contact", "LastName")).isEmpty();
  }

  @Test
  void the_calls_of_each_lane_are_counted() throws InterruptedException {
    world.insert(ACCOUNTS, "one");
    world.sync().untilIdle(Direction.BOTH, HOUR);
    assertThat(world.database.laneBook().costs(START.minus(HOUR)))
        .extracting(Cost::lane)
        .containsExactlyInAnyOrder(
            new LaneName(ACCOUNTS, Direction.PULL), new LaneName(ACCOUNTS, Direction.PUSH));
    assertThat(world.database.laneBook().costs(START.minus(HOUR)))
        .allMatch(cost -> cost.calls() > 0 && cost.calls() < 20);
    assertThat(world.database.laneBook().samples(ORG, START)).hasSize(1);
  }
}
