package dev.syncline.engine.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private static CallSample sample(int minutesAgo, long remaining) {
    return new CallSample(NOON.minus(Duration.ofMinutes(minutesAgo)), 100_000, remaining);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # an hour ago | now     | left  | per hour | lasts    | stage
          100000        | 100000  | 80000 | 0        | -        | PLENTY
          70000         | 60000   | 40000 | 10000    | PT4H     | PLENTY
          69999         | 59999   | 39999 | 10000    | PT3H59M59S | TIGHT
          60000         | 59000   | 39000 | 1000     | PT39H    | PLENTY
          42000         | 39999   | 19999 | 2001     | PT9H59M40S | TIGHT
          90000         | 50000   | 30000 | 40000    | PT45M    | SCARCE
          30000         | 27999   | 7999  | 2001     | PT3H59M51S | SCARCE
          # it grows: calls of yesterday fall out of the 24 hours
          27000         | 39999   | 19999 | -12999   | -        | TIGHT
          21000         | 20000   | 0     | 1000     | PT0S     | SPENT
          21000         | 5       | 0     | 20995    | PT0S     | SPENT
          """)
  void says_how_long_our_share_lasts_and_who_waits(
      long before, long now, long left, long perHour, Duration lasts, Stage stage) {
    CallBudget budget = Forecast.of(List.of(sample(60, before), sample(0, now)), 20).orElseThrow();

    assertThat(budget.left()).isEqualTo(left);
    assertThat(budget.perHour()).contains(perHour);
    assertThat(budget.lasts()).isEqualTo(Optional.ofNullable(lasts));
    assertThat(budget.stage()).isEqualTo(stage);
  }

  @Test
  void a_few_minutes_say_nothing_of_the_pace() {
    assertThat(Forecast.of(List.of(sample(9, 90_000), sample(0, 50_000)), 20))
        .hasValueSatisfying(budget -> assertThat(budget.perHour()).isEmpty());
  }

  @Test
  void what_was_hours_ago_says_nothing_of_the_pace() {
    assertThat(Forecast.of(List.of(sample(90, 90_000), sample(30, 60_000), sample(0, 59_000)), 20))
        .hasValueSatisfying(budget -> assertThat(budget.perHour()).contains(2_000L));
  }

  @Test
  void nothing_said_is_no_budget() {
    assertThat(Forecast.of(List.of(), 20)).isEmpty();
  }
}
