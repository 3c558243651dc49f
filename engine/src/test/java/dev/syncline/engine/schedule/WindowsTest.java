package dev.syncline.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.LaneTiming;
import dev.syncline.model.Schedule;
import dev.syncline.model.TimeWindow;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Set<DayOfWeek> ALL = EnumSet.allOf(DayOfWeek.class);

  private static TimeWindow window(Set<DayOfWeek> days, String from, String to) {
    return new TimeWindow(days, LocalTime.parse(from), LocalTime.parse(to), BERLIN);
  }

  private static LaneTiming quiet(TimeWindow... windows) {
    return new LaneTiming(new Schedule.Live(), List.of(windows), List.of());
  }

  private static LaneTiming within(TimeWindow... windows) {
    return new LaneTiming(new Schedule.Live(), List.of(), List.of(windows));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # Friday, by an hour ahead of UTC
          2026-11-20T06:59:59Z | true  | 2026-11-20T06:59:59Z
          2026-11-20T07:00:00Z | false | 2026-11-20T17:00:00Z
          2026-11-20T16:59:59Z | false | 2026-11-20T17:00:00Z
          2026-11-20T17:00:00Z | true  | 2026-11-20T17:00:00Z
          # Saturday
          2026-11-21T12:00:00Z | true  | 2026-11-21T12:00:00Z
          # in summer two hours ahead
          2026-07-17T06:00:00Z | false | 2026-07-17T16:00:00Z
          """)
  void nothing_begins_in_working_hours(Instant at, boolean open, Instant opens) {
    LaneTiming timing =
        quiet(window(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), "08:00", "18:00"));

    assertThat(Windows.open(timing, at)).isEqualTo(open);
    assertThat(Windows.opens(timing, at)).contains(opens);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-11-20T20:59:00Z | false | 2026-11-20T21:00:00Z
          2026-11-20T23:30:00Z | true  | 2026-11-20T23:30:00Z
          2026-11-21T04:59:00Z | true  | 2026-11-21T04:59:00Z
          2026-11-21T05:00:00Z | false | 2026-11-21T21:00:00Z
          # the night in which the clock is put forward
          2026-03-29T00:30:00Z | true  | 2026-03-29T00:30:00Z
          2026-03-29T04:00:00Z | false | 2026-03-29T20:00:00Z
          """)
  void a_window_may_last_beyond_midnight(Instant at, boolean open, Instant opens) {
    LaneTiming timing = within(window(ALL, "22:00", "06:00"));

    assertThat(Windows.open(timing, at)).isEqualTo(open);
    assertThat(Windows.opens(timing, at)).contains(opens);
  }

  @Test
  void the_night_of_a_day_belongs_to_the_day_on_which_it_begins() {
    LaneTiming timing = within(window(EnumSet.of(DayOfWeek.SATURDAY), "22:00", "06:00"));

    assertThat(Windows.open(timing, Instant.parse("2026-11-22T03:00:00Z"))).isTrue();
    assertThat(Windows.open(timing, Instant.parse("2026-11-21T03:00:00Z"))).isFalse();
    assertThat(Windows.opens(timing, Instant.parse("2026-11-22T12:00:00Z")))
        .contains(Instant.parse("2026-11-28T21:00:00Z"));
  }

  @Test
  void what_is_always_quiet_never_opens() {
    assertThat(Windows.opens(quiet(window(ALL, "00:00", "00:00")), Instant.EPOCH)).isEmpty();
  }

  @Test
  void quiet_holds_within_what_is_allowed_too() {
    var timing =
        new LaneTiming(
            new Schedule.Live(),
            List.of(window(ALL, "00:00", "02:00")),
            List.of(window(ALL, "22:00", "06:00")));

    assertThat(Windows.opens(timing, Instant.parse("2026-11-20T23:30:00Z")))
        .contains(Instant.parse("2026-11-21T01:00:00Z"));
  }
}
