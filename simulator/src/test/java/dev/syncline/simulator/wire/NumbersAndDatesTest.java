package dev.syncline.simulator.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersAndDatesTest {
  private static String number(long unscaled, int scale) {
    byte[] bytes = new byte[64];
    int end = Digits.number(unscaled, scale, bytes, 0);
    return new String(bytes, 0, end, StandardCharsets.US_ASCII);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0.0",
    "0, 5, 0.0",
    "1, 0, 1.0",
    "-1, 0, -1.0",
    "1050, 2, 10.5",
    "1000, 2, 10.0",
    "5, 2, 0.05",
    "-5, 3, -0.005",
    "5, 4, 5.0E-4",
    "9999999, 0, 9999999.0",
    "10000000, 0, 1.0E7",
    "139000000, 0, 1.39E8",
    "-12345678, 0, -1.2345678E7",
    "123456789012345678, 2, 1.23456789012345678E15",
    "999999999999999999, 0, 9.99999999999999999E17",
    "-37774929, 6, -37.774929"
  })
  void numbers_are_spelled_as_doubles_are_but_with_all_digits(
      long unscaled, int scale, String text) {
    assertThat(number(unscaled, scale)).isEqualTo(text);
    assertThat(Digits.text(BigDecimal.valueOf(unscaled, scale))).isEqualTo(text);
  }

  @Test
  void the_spelling_is_that_of_java_wherever_a_double_holds_the_number() {
    var random = new Random(5);
    for (int i = 0; i < 20_000; i++) {
      int scale = random.nextInt(7);
      long unscaled = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L);
      BigDecimal exact = BigDecimal.valueOf(unscaled, scale);
      assertThat(number(unscaled, scale)).isEqualTo(Double.toString(exact.doubleValue()));
    }
  }

  @Test
  void whole_numbers_are_plain() {
    byte[] bytes = new byte[32];
    for (long value : new long[] {0, 7, -7, 10, 99, 100, 2_147_483_647, -2_147_483_648L}) {
      int end = Digits.integer(value, bytes, 0);
      assertThat(new String(bytes, 0, end, StandardCharsets.US_ASCII))
          .isEqualTo(Long.toString(value));
    }
  }

  @Test
  void every_day_from_1600_to_4100_is_spelled_right() {
    byte[] bytes = new byte[16];
    long end = LocalDate.of(4100, 1, 1).toEpochDay();
    for (long day = LocalDate.of(1600, 1, 1).toEpochDay(); day < end; day++) {
      int length = Dates.date(day, bytes, 0);
      assertThat(new String(bytes, 0, length, StandardCharsets.US_ASCII))
          .isEqualTo(LocalDate.ofEpochDay(day).toString());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z",
    "1969-12-31T23:59:59Z",
    "1700-01-01T00:00:00Z",
    "2024-02-29T12:34:56Z",
    "4000-12-31T23:59:59Z"
  })
  void moments_are_spelled_with_milliseconds_of_zero(Instant moment) {
    byte[] bytes = new byte[32];
    int end = Dates.datetime(moment.getEpochSecond(), bytes, 0);
    String expected =
        DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .format(moment.atOffset(ZoneOffset.UTC));
    assertThat(new String(bytes, 0, end, StandardCharsets.US_ASCII)).isEqualTo(expected);
    assertThat(TextValues.restDatetime(moment))
        .isEqualTo(expected.substring(0, expected.length() - 1) + "+0000");
  }

  @Test
  void times_keep_their_milliseconds() {
    assertThat(TextValues.restTime(LocalTime.of(7, 5))).isEqualTo("07:05:00.000Z");
    assertThat(TextValues.restTime(LocalTime.parse("23:59:59.999"))).isEqualTo("23:59:59.999Z");
  }
}
