package dev.syncline.salesforce.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that went through floating point come back as they were, or not at all. */
class ExactNumberTest {
  @ParameterizedTest
  @CsvSource({
    "0.1, 1",
    "0.3, 2",
    "-12.345, 3",
    "1000, 0",
    "1000000, 2",
    "0, 2",
    "-0.0, 2",
    "9007199254740992, 0",
    "1234567890123.45, 2",
    "0.00000001, 8",
    "99999999999999.9, 1"
  })
  void a_number_comes_back_as_it_was(String number, int scale) {
    assertThat(ExactNumber.of(new BigDecimal(number).doubleValue(), OptionalInt.of(scale)))
        .hasValueSatisfying(
            exact -> {
              assertThat(exact).isEqualByComparingTo(number);
              assertThat(exact.scale()).isNotNegative();
            });
  }

  @Test
  void every_number_of_fifteen_digits_comes_back() {
    Random random = new Random(15);
    for (int i = 0; i < 200_000; i++) {
      int scale = random.nextInt(16);
      BigDecimal number =
          new BigDecimal(BigInteger.valueOf(random.nextLong(1_000_000_000_000_000L)), scale);
      assertThat(ExactNumber.of(number.doubleValue(), OptionalInt.of(scale)))
          .hasValueSatisfying(exact -> assertThat(exact).isEqualByComparingTo(number));
    }
  }

  @Test
  void a_number_that_comes_back_is_the_one_that_was_sent() {
    Random random = new Random(18);
    int certain = 0;
    for (int i = 0; i < 200_000; i++) {
      int scale = random.nextInt(19);
      long digits = random.nextLong(1L << random.nextInt(1, 60));
      BigDecimal number = new BigDecimal(BigInteger.valueOf(digits), scale);
      var exact = ExactNumber.of(number.doubleValue(), OptionalInt.of(scale));
      if (exact.isPresent()) {
        certain++;
        assertThat(exact.get()).isEqualByComparingTo(number);
      }
    }
    assertThat(certain).isGreaterThan(50_000);
  }

  @ParameterizedTest
  @CsvSource({
    "1234567890123456.78, 2",
    "12345.678901234567, 15",
    "1E300, 2",
    "9007199254740994, 0"
  })
  void a_number_of_too_many_digits_is_not_told(String number, int scale) {
    assertThat(ExactNumber.of(new BigDecimal(number).doubleValue(), OptionalInt.of(scale)))
        .isEmpty();
  }

  @Test
  void a_number_with_more_digits_than_its_field_is_not_told() {
    assertThat(ExactNumber.of(0.125, OptionalInt.of(2))).isEmpty();
  }

  @Test
  void a_field_that_could_have_more_digits_than_are_certain_is_not_told() {
    assertThat(ExactNumber.of(48.5, OptionalInt.of(15))).isEmpty();
    assertThat(ExactNumber.of(48.5, OptionalInt.empty())).contains(new BigDecimal("48.5"));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void what_is_no_number_is_not_told(double number) {
    assertThat(ExactNumber.of(number, OptionalInt.of(2))).isEmpty();
  }
}
