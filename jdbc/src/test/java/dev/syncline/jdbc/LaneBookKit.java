package dev.syncline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.budget.CallSample;
import dev.syncline.engine.database.LaneBook;
import dev.syncline.engine.database.LaneBook.Cost;
import dev.syncline.engine.schedule.LaneName;
import dev.syncline.model.Direction;
import dev.syncline.model.MappingName;
import dev.syncline.model.OrgName;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The promises of the lane book, for every kind of database the same. */
abstract class LaneBookKit extends OutboxFixture {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final LaneName PULL = new LaneName(new MappingName("contacts"), Direction.PULL);
  private static final LaneName PUSH = new LaneName(new MappingName("contacts"), Direction.PUSH);
  private static final OrgName ORG = new OrgName("main");

  private LaneBook book() {
    return database.laneBook();
  }

  @Test
  void the_last_run_of_a_lane_is_the_one_that_was_noted_last() {
    assertThat(book().lastRuns()).isEmpty();
    book().ran(PULL, NOON);
    book().ran(PUSH, NOON.plusSeconds(1));
    book().ran(PULL, NOON.minusSeconds(60));
    assertThat(book().lastRuns())
        .containsOnly(
            java.util.Map.entry(PULL, NOON.minusSeconds(60)),
            java.util.Map.entry(PUSH, NOON.plusSeconds(1)));
  }

  @Test
  void calls_add_up_by_lane_and_hour_and_a_day_of_them_is_kept() {
    Instant later = NOON.plus(Duration.ofHours(1));
    book().charge(new Cost(PULL, NOON, 3));
    book().charge(new Cost(PULL, NOON, 4));
    book().charge(new Cost(PUSH, NOON, 1));
    book().charge(new Cost(PULL, later, 5));
    assertThat(book().costs(NOON))
        .containsExactly(
            new Cost(PULL, NOON, 7), new Cost(PUSH, NOON, 1), new Cost(PULL, later, 5));
    assertThat(book().costs(later)).containsExactly(new Cost(PULL, later, 5));

    Instant nextDay = NOON.plus(Duration.ofHours(26));
    book().charge(new Cost(PULL, nextDay, 1));
    assertThat(book().costs(NOON))
        .containsExactly(new Cost(PULL, later, 5), new Cost(PULL, nextDay, 1));
  }

  @Test
  void what_an_org_said_is_kept_for_a_day_each_org_apart() {
    var first = new CallSample(NOON, 100_000, 90_000);
    var second = new CallSample(NOON.plusSeconds(300), 100_000, 89_000);
    book().note(ORG, first);
    book().note(ORG, second);
    book().note(new OrgName("other"), new CallSample(NOON, 5, 4));
    assertThat(book().samples(ORG, NOON)).containsExactly(first, second);
    assertThat(book().samples(ORG, NOON.plusSeconds(1))).containsExactly(second);

    var nextDay = new CallSample(NOON.plus(Duration.ofHours(26)), 100_000, 1);
    book().note(ORG, nextDay);
    assertThat(book().samples(ORG, NOON)).containsExactly(nextDay);
    assertThat(book().samples(new OrgName("other"), NOON)).hasSize(1);
  }
}
