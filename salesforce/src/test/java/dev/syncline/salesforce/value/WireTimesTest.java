package dev.syncline.salesforce.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WireTimesTest {
  @Test
  void moments_of_all_valid_years_are_read_as_the_formatter_of_the_jdk_reads_them() {
    DateTimeFormatter rest = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx");
    Random random = new Random(11);
    long first = Instant.parse("1700-01-01T00:00:00Z").getEpochSecond();
    long last = Instant.parse("4000-12-31T00:00:00Z").getEpochSecond();
    for (int i = 0; i < 100_000; i++) {
      OffsetDateTime expected =
          Instant.ofEpochSecond(random.nextLong(first, last), random.nextInt(1_000) * 1_000_000L)
              .atOffset(ZoneOffset.ofTotalSeconds(random.nextInt(-64, 64) * 900));
      assertThat(moment(expected.format(rest))).isEqualTo(expected.toInstant());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2013-05-08T21:20:00.000+0000, 2013-05-08T21:20:00Z",
    "2013-05-08T21:20:00.000Z, 2013-05-08T21:20:00Z",
    "2013-05-08T21:20:00Z, 2013-05-08T21:20:00Z",
    "2013-05-08T21:20:00+02:00, 2013-05-08T19:20:00Z",
    "2013-05-08T21:20:00-0530, 2013-05-09T02:50:00Z",
    "2013-05-08T21:20:00.123456789Z, 2013-05-08T21:20:00.123456789Z",
    "2000-02-29T00:00:00.000Z, 2000-02-29T00:00:00Z"
  })
  void every_documented_form_of_a_moment_is_read(String text, Instant expected) {
    assertThat(moment(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2013-05-08",
        "2013-05-08T21:20:00",
        "2013-05-08T21:20:00.Z",
        "2013-05-08T21:20:00.000",
        "2013-05-08T21:20:00.0000000001Z",
        "2013-05-08 21:20:00Z",
        "2013-05-08T24:00:00Z",
        "2013-05-08T21:60:00Z",
        "2013-05-08T21:20:60Z",
        "2013-02-29T21:20:00Z",
        "1900-02-29T21:20:00Z",
        "2013-13-01T21:20:00Z",
        "2013-00-01T21:20:00Z",
        "2013-04-31T21:20:00Z",
        "0000-01-01T21:20:00Z",
        "2013-05-08T21:20:00+00",
        "2013-05-08T21:20:00+9900",
        "2013-05-08T21:20:00ZZ",
        "2013-05-08T21:20:0xZ",
        "٢٠١٣-05-08T21:20:00Z"
      })
  void what_is_no_moment_is_not_read(String text) {
    assertThat(moment(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "09:30:00.000Z, 09:30",
    "23:59:59.999Z, 23:59:59.999",
    "00:00:00Z, 00:00",
    "00:00:00, 00:00",
    "12:00:00.5, 12:00:00.5"
  })
  void times_of_day_are_read(String text, LocalTime expected) {
    assertThat(WireTimes.time(padded(text), 3, text.length())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Z", "24:00:00Z", "12:00", "12:00:00.Z", "12:00:00x", "12-00-00Z"})
  void what_is_no_time_of_day_is_not_read(String text) {
    assertThat(WireTimes.time(padded(text), 3, text.length())).isNull();
  }

  @Test
  void every_day_of_the_valid_years_is_read() {
    LocalDate day = LocalDate.of(1700, 1, 1);
    while (day.getYear() <= 4000) {
      String text = day.toString();
      assertThat(WireTimes.date(padded(text), 3, text.length())).isEqualTo(day);
      day = day.plusDays(17);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2013-5-08", "2013-05-8", "2013/05/08", "2013-05-088", "2013-02-30"})
  void what_is_no_date_is_not_read(String text) {
    assertThat(WireTimes.date(padded(text), 3, text.length())).isNull();
  }

  private static @Nullable Instant moment(String text) {
    return WireTimes.moment(padded(text), 3, text.length());
  }

  /** The text within a buffer, as cells lie, with room behind it. */
  private static char[] padded(String text) {
    return ("\",\"" + text + "\"," + "0".repeat(20)).toCharArray();
  }
}
