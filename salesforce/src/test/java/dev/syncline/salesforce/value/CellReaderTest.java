package dev.syncline.salesforce.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.model.FieldType;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class CellReaderTest {
  @ParameterizedTest
  @EnumSource(
      value = FieldType.class,
      mode = Mode.EXCLUDE,
      names = {"BASE64", "ANYTYPE", "COMPLEXVALUE", "ADDRESS", "LOCATION"})
  void an_empty_cell_is_null_whatever_its_type(FieldType type) {
    assertThat(read(type, "")).isSameAs(Value.NULL);
  }

  @ParameterizedTest
  @EnumSource(
      value = FieldType.class,
      names = {"BASE64", "ANYTYPE", "COMPLEXVALUE", "ADDRESS", "LOCATION"})
  void a_type_that_csv_does_not_carry_has_no_reader(FieldType type) {
    assertThatThrownBy(() -> CellReader.of(type)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void each_type_becomes_its_value() {
    assertThat(read(FieldType.STRING, "Müller \uD83D\uDE00 #N/A"))
        .isEqualTo(new Value.Text("Müller \uD83D\uDE00 #N/A"));
    assertThat(read(FieldType.BOOLEAN, "true")).isEqualTo(new Value.Bool(true));
    assertThat(read(FieldType.BOOLEAN, "false")).isEqualTo(new Value.Bool(false));
    assertThat(read(FieldType.DATE, "2024-02-29"))
        .isEqualTo(new Value.Day(LocalDate.of(2024, 2, 29)));
    assertThat(read(FieldType.DATETIME, "2024-02-29T01:02:03.000Z"))
        .isEqualTo(new Value.Moment(Instant.parse("2024-02-29T01:02:03Z")));
    assertThat(read(FieldType.TIME, "01:02:03.004Z"))
        .isEqualTo(new Value.TimeOfDay(LocalTime.of(1, 2, 3, 4_000_000)));
    assertThat(read(FieldType.REFERENCE, "001000000000001AAA"))
        .isEqualTo(new Value.Text("001000000000001AAA"));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.5, -0.5",
    "1.50, 1.50",
    ".5, 0.5",
    "9007199254740993, 9007199254740993",
    "999999999999999999, 999999999999999999",
    "123456789012345678.99, 123456789012345678.99",
    "1.0E7, 10000000",
    "1.2345678901234567E17, 123456789012345670",
    "-1E-5, -0.00001",
    "+7, 7"
  })
  void numbers_are_exact(String cell, BigDecimal expected) {
    assertThat(read(FieldType.DOUBLE, cell)).isEqualTo(new Value.Numeric(expected));
  }

  @Test
  void random_numbers_come_back_digit_by_digit() {
    Random random = new Random(5);
    for (int i = 0; i < 100_000; i++) {
      BigDecimal number =
          new BigDecimal(new BigInteger(random.nextInt(1, 80), random), random.nextInt(0, 19))
              .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
      String cell = random.nextBoolean() ? number.toPlainString() : number.toString();
      assertThat(read(FieldType.CURRENCY, cell)).isEqualTo(new Value.Numeric(number));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INT, abc",
    "INT, 1.2.3",
    "INT, -",
    "INT, .",
    "DOUBLE, 1e999999999",
    "DOUBLE, NaN",
    "DOUBLE, 1-2",
    "BOOLEAN, TRUE!",
    "BOOLEAN, yes",
    "DATE, tomorrow",
    "DATETIME, 2024-02-29",
    "TIME, noon"
  })
  void a_cell_that_is_not_of_its_type_comes_as_text(FieldType type, String cell) {
    assertThat(read(type, cell)).isEqualTo(new Value.Text(cell));
  }

  @Test
  void a_number_longer_than_any_number_comes_as_text() {
    String cell = "9".repeat(101);

    assertThat(read(FieldType.DOUBLE, cell)).isEqualTo(new Value.Text(cell));
  }

  private static Value read(FieldType type, String cell) {
    char[] buffer = ("\"" + cell + "\",").toCharArray();
    return CellReader.of(type).read(buffer, 1, cell.length());
  }
}
