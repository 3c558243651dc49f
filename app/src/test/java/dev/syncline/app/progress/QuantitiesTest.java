package dev.syncline.app.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantitiesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "999|999",
        "1000|1,000",
        "300000|300,000",
        "1234567|1,234,567",
        "-1000|-1,000"
      })
  void numbers_have_a_comma_at_every_thousand(long number, String text) {
    assertThat(Quantities.number(number)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "PT-1S, 0 s",
    "PT0.9S, 0 s",
    "PT59S, 59 s",
    "PT60S, 1 min",
    "PT200S, 3 min 20 s",
    "PT3600S, 1 h",
    "PT7500S, 2 h 5 min"
  })
  void durations_have_at_most_two_units(Duration duration, String text) {
    assertThat(Quantities.duration(duration)).isEqualTo(text);
  }
}
