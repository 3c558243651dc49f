package dev.syncline.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.budget.Stage;
import dev.syncline.engine.schedule.Due.Why;
import dev.syncline.model.Direction;
import dev.syncline.model.LaneTiming;
import dev.syncline.model.MappingName;
import dev.syncline.model.Priority;
import dev.syncline.model.Schedule;
import dev.syncline.model.TimeWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgendaTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Agenda AGENDA = new Agenda(Duration.ofMinutes(1));
  private static final Schedule NIGHTLY = new Schedule.Cron("0 2 * * *", ZoneId.of("UTC"));

  private static Lane lane(Direction direction, Schedule schedule, Priority priority) {
    return Lane.of(
        new LaneName(new MappingName("contacts"), direction),
        new LaneTiming(schedule, List.of(), List.of()),
        priority);
  }

  private static Schedule schedule(String said) {
    return switch (said) {
      case "live" -> new Schedule.Live();
      case "off" -> new Schedule.Off();
      case "nightly" -> NIGHTLY;
      default -> new Schedule.Every(Duration.parse(said));
    };
  }

  private static Due due(Lane lane, Optional<Instant> last, Instant now, Stage stage) {
    return AGENDA.at(now, lane, last, stage, Agenda.Times.KEPT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # schedule | last run             | now                  | next, or now
          live       | -                    | 2026-11-20T12:00:00Z | now
          live       | 2026-11-20T11:59:30Z | 2026-11-20T12:00:00Z | 2026-11-20T12:00:30Z
          PT5M       | -                    | 2026-11-20T12:00:00Z | now
          PT5M       | 2026-11-20T11:56:00Z | 2026-11-20T12:00:00Z | 2026-11-20T12:01:00Z
          PT5M       | 2026-11-20T11:55:00Z | 2026-11-20T12:00:00Z | now
          PT5M       | 2026-11-01T00:00:00Z | 2026-11-20T12:00:00Z | now
          # the clock was put back
          PT5M       | 2026-11-20T13:00:00Z | 2026-11-20T12:00:00Z | now
          nightly    | -                    | 2026-11-20T12:00:00Z | -
          nightly    | 2026-11-20T02:00:00Z | 2026-11-20T12:00:00Z | 2026-11-21T02:00:00Z
          nightly    | 2026-11-20T01:59:59Z | 2026-11-20T12:00:00Z | now
          nightly    | 2026-11-01T00:00:00Z | 2026-11-20T12:00:00Z | now
          # the clock was put back by an hour, beyond the run: it is not run twice
          nightly    | 2026-11-20T02:00:01Z | 2026-11-20T01:30:00Z | 2026-11-21T02:00:00Z
          # the clock was years ahead
          nightly    | 2031-01-01T02:00:00Z | 2026-11-20T12:00:00Z | 2026-11-21T02:00:00Z
          off        | -                    | 2026-11-20T12:00:00Z | -
          """)
  void a_schedule_falls_due_once(String said, Instant last, Instant now, String next) {
    Due due =
        due(
            lane(Direction.PULL, schedule(said), Priority.NORMAL),
            Optional.ofNullable(last),
            now,
            Stage.PLENTY);

    if ("now".equals(next)) {
      assertThat(due).isEqualTo(new Due.Now());
    } else {
      assertThat(due)
          .isInstanceOfSatisfying(
              Due.Later.class,
              later ->
                  assertThat(later.until())
                      .isEqualTo(Optional.ofNullable(next).map(Instant::parse)));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # way | schedule | priority | stages in which it waits for the budget
          PULL  | live     | HIGH     | SPENT
          PUSH  | live     | NORMAL   | SPENT
          PULL  | live     | LOW      | TIGHT SCARCE SPENT
          PULL  | PT5M     | NORMAL   | SPENT
          PUSH  | PT5M     | NORMAL   | SCARCE SPENT
          PULL  | PT1H     | NORMAL   | TIGHT SCARCE SPENT
          PULL  | PT1H     | HIGH     | SPENT
          PULL  | nightly  | NORMAL   | TIGHT SCARCE SPENT
          PUSH  | nightly  | HIGH     | SCARCE SPENT
          """)
  void slow_lanes_wait_first_when_calls_run_short(
      Direction way, String said, Priority priority, String waits) {
    for (Stage stage : Stage.values()) {
      Due due =
          due(
              lane(way, schedule(said), priority),
              Optional.of(NOON.minus(Duration.ofDays(40))),
              NOON,
              stage);

      assertThat(due.equals(new Due.Later(Why.BUDGET, Optional.empty())))
          .as(stage.name())
          .isEqualTo(List.of(waits.split(" ")).contains(stage.name()));
    }
  }

  @Test
  void pulls_are_stretched_before_live_ones_wait() {
    Lane lane = lane(Direction.PULL, new Schedule.Live(), Priority.NORMAL);
    Optional<Instant> last = Optional.of(NOON.minusSeconds(90));

    assertThat(due(lane, last, NOON, Stage.TIGHT)).isEqualTo(new Due.Now());
    assertThat(due(lane, last, NOON, Stage.SCARCE))
        .isEqualTo(new Due.Later(Why.SCHEDULE, Optional.of(NOON.plusSeconds(150))));
  }

  @Test
  void a_live_push_always_has_its_turn() {
    Lane lane = lane(Direction.PUSH, new Schedule.Live(), Priority.NORMAL);

    assertThat(due(lane, Optional.of(NOON), NOON, Stage.SCARCE)).isEqualTo(new Due.Now());
  }

  @Test
  void a_run_that_falls_into_quiet_hours_waits_for_their_end() {
    var quiet =
        new TimeWindow(
            EnumSet.allOf(DayOfWeek.class),
            LocalTime.of(8, 0),
            LocalTime.of(18, 0),
            ZoneOffset.UTC);
    Lane lane =
        Lane.of(
            new LaneName(new MappingName("contacts"), Direction.PULL),
            new LaneTiming(new Schedule.Every(Duration.ofHours(6)), List.of(quiet), List.of()),
            Priority.HIGH);
    Optional<Instant> evening = Optional.of(Instant.parse("2026-11-20T18:00:00Z"));

    assertThat(due(lane, Optional.of(NOON.minus(Duration.ofHours(6))), NOON, Stage.PLENTY))
        .isEqualTo(new Due.Later(Why.OFF_HOURS, evening));
    assertThat(due(lane, Optional.of(NOON.minus(Duration.ofHours(5))), NOON, Stage.PLENTY))
        .isEqualTo(new Due.Later(Why.SCHEDULE, evening));
  }

  @Test
  void who_asks_for_a_run_now_passes_over_times_but_not_over_off() {
    Lane nightly = lane(Direction.PULL, NIGHTLY, Priority.NORMAL);
    Lane off = lane(Direction.PUSH, new Schedule.Off(), Priority.NORMAL);

    Optional<Instant> noon = Optional.of(NOON);
    assertThat(AGENDA.at(NOON, nightly, noon, Stage.PLENTY, Agenda.Times.ASKED_NOW))
        .isEqualTo(new Due.Now());
    assertThat(AGENDA.at(NOON, off, noon, Stage.PLENTY, Agenda.Times.ASKED_NOW))
        .isEqualTo(new Due.Later(Why.OFF, Optional.empty()));
  }

  @Test
  void the_next_turn_is_the_earliest_that_is_known() {
    assertThat(
            Agenda.next(
                List.of(
                    new Due.Now(),
                    new Due.Later(Why.OFF, Optional.empty()),
                    new Due.Later(Why.SCHEDULE, Optional.of(NOON.plusSeconds(9))),
                    new Due.Later(Why.OFF_HOURS, Optional.of(NOON.plusSeconds(5))))))
        .contains(NOON.plusSeconds(5));
  }

  /** A day of looks every ten seconds, with the clock put back and forth, and some sleep. */
  @Test
  void a_day_with_a_restless_clock_runs_each_night_once() {
    Lane lane = lane(Direction.PULL, NIGHTLY, Priority.HIGH);
    Instant now = Instant.parse("2026-11-20T01:00:00Z");
    Instant last = now;
    int runs = 0;
    for (int look = 0; look < 3 * 8_640; look++) {
      now = now.plusSeconds(10);
      if (look % 1_000 == 500) {
        now = now.minus(Duration.ofMinutes(59));
      } else if (look % 1_000 == 700) {
        now = now.plus(Duration.ofMinutes(59));
      }
      if (due(lane, Optional.of(last), now, Stage.PLENTY) instanceof Due.Now) {
        runs++;
        last = now;
      }
    }
    assertThat(runs).isEqualTo(3);
  }
}
