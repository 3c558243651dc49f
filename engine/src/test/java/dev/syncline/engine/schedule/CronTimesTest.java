package dev.syncline.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.syncline.model.Schedule;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTimesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # expression  | zone             | after                | next
          0 2 * * *     | UTC              | 2026-11-21T01:59:59Z | 2026-11-21T02:00:00Z
          0 2 * * *     | UTC              | 2026-11-21T02:00:00Z | 2026-11-22T02:00:00Z
          0 2 * * *     | Europe/Berlin    | 2026-11-21T01:00:00Z | 2026-11-22T01:00:00Z
          0 2 * * *     | America/New_York | 2026-11-21T01:00:00Z | 2026-11-21T07:00:00Z
          0 2 * * 1-5   | UTC              | 2026-11-20T02:00:00Z | 2026-11-23T02:00:00Z
          0 0 13 * 5    | UTC              | 2026-12-11T00:00:00Z | 2026-12-13T00:00:00Z
          0 0 29 2 *    | UTC              | 2026-11-20T02:00:00Z | 2028-02-29T00:00:00Z
          # the clock is put forward from 2:00 to 3:00 at 1:00 UTC
          30 2 * * *    | Europe/Berlin    | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z
          30 2 * * *    | Europe/Berlin    | 2026-03-29T01:00:00Z | 2026-03-30T00:30:00Z
          0 3 * * *     | Europe/Berlin    | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z
          */30 * * * *  | Europe/Berlin    | 2026-03-29T00:30:00Z | 2026-03-29T01:00:00Z
          # the clock is put back from 3:00 to 2:00 at 1:00 UTC
          30 2 * * *    | Europe/Berlin    | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z
          30 2 * * *    | Europe/Berlin    | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z
          30 2 * * *    | Europe/Berlin    | 2026-10-25T01:15:00Z | 2026-10-26T01:30:00Z
          */30 * * * *  | Europe/Berlin    | 2026-10-25T00:30:00Z | 2026-10-25T01:00:00Z
          */30 * * * *  | Europe/Berlin    | 2026-10-25T01:00:00Z | 2026-10-25T01:30:00Z
          """)
  void names_the_next_time_also_where_the_clock_is_changed(
      String expression, String zone, Instant after, Instant next) {
    var times = CronTimes.of(new Schedule.Cron(expression, ZoneId.of(zone)));

    assertThat(times.after(after)).contains(next);
  }

  @Test
  void every_quarter_of_an_hour_comes_once_on_the_longest_day_and_the_shortest() {
    assertThat(
            quarters(Instant.parse("2026-10-24T22:00:00Z"), Instant.parse("2026-10-25T23:00:00Z")))
        .hasSize(25 * 4);
    assertThat(
            quarters(Instant.parse("2026-03-28T23:00:00Z"), Instant.parse("2026-03-29T22:00:00Z")))
        .hasSize(23 * 4);
  }

  private static List<Instant> quarters(Instant from, Instant until) {
    var times = CronTimes.of(new Schedule.Cron("*/15 * * * *", ZoneId.of("Europe/Berlin")));
    var all = new ArrayList<Instant>();
    Instant at = from.minusSeconds(1);
    while (at.isBefore(until)) {
      at = times.after(at).orElseThrow();
      all.add(at);
    }
    all.removeIf(t -> !t.isBefore(until));
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5 4 * *", "61 * * * *", "0 0 * * L", "0 0 31 2 *", "0 0 * * * *"})
  void refuses_what_names_no_time(String expression) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CronTimes.of(new Schedule.Cron(expression, ZoneId.of("UTC"))));
  }
}
