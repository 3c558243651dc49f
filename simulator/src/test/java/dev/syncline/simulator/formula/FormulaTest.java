package dev.syncline.simulator.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormulaTest {
  private static final Map<String, @Nullable Object> VALUES = new HashMap<>();

  static {
    VALUES.put("Amount", new BigDecimal("12.50"));
    VALUES.put("Name", "Radium");
    VALUES.put("Empty", null);
    VALUES.put("Done", true);
    VALUES.put("Day", LocalDate.of(2026, 11, 20));
    VALUES.put("At", Instant.parse("2026-11-20T10:00:00Z"));
    VALUES.put("Parent__r.Kind", "A;B");
  }

  private static final Scope SCOPE =
      new Scope() {
        @Override
        public @Nullable Object value(List<String> path) {
          return VALUES.get(String.join(".", path));
        }

        @Override
        public @Nullable Object priorValue(List<String> path) {
          return "Name".equals(path.getFirst()) ? "Polonium" : value(path);
        }

        @Override
        public boolean isNew() {
          return false;
        }

        @Override
        public Instant now() {
          return Instant.parse("2026-11-20T23:30:00Z");
        }
      };

  @ParameterizedTest
  @CsvSource(
      delimiterString = "=>",
      quoteCharacter = '`',
      value = {
        "Amount * 2 + 1 => 26.00",
        "1 + 2 * 3 ^ 2 - -1 => 20",
        "(1 + 2) * 3 => 9",
        "10 / 4 => 2.5",
        "ROUND(10 / 3, 2) => 3.33",
        "MOD(10, 3) + FLOOR(1.9) + CEILING(1.1) + ABS(-1) => 5",
        "MAX(1, 3, 2) - MIN(4, 5) => -1",
        "Name & ' ' & Empty & TEXT(Amount) => Radium 12.50",
        "IF(Amount >= 12.5, 'big', \"small\") => big",
        "CASE(Name, 'X', 1, 'Radium', 2, 3) => 2",
        "NOT(Done) || Amount <> 12.5 => false",
        "Done && Name == 'Radium' => true",
        "ISBLANK(Empty) && !ISBLANK(Name) => true",
        "BLANKVALUE(Empty, 'none') => none",
        "ISCHANGED(Name) && PRIORVALUE(Name) = 'Polonium' => true",
        "ISCHANGED(Amount) || ISNEW() => false",
        "INCLUDES(Parent__r.Kind, 'B') => true",
        "LEFT(Name, 3) & MID(Name, 4, 2) & RIGHT(Name, 1) => Radium",
        "LEN(TRIM('  ab ')) + VALUE('3.5') => 5.5",
        "UPPER(SUBSTITUTE(Name, 'ium', 'on')) & LOWER('A') => RADONa",
        "REGEX(Name, 'R[a-z]+') && BEGINS(Name, 'Ra') && CONTAINS(Name, 'diu') => true",
        "Day + 11 => 2026-12-01",
        "DATE(2026, 12, 1) - Day => 11",
        "TODAY() - DATEVALUE(At) => 0",
        "YEAR(Day) * 100 + MONTH(Day) => 202611",
        "/* a comment */ DAY(Day) => 20",
      })
  void a_formula_comes_to_what_it_says(String text, String expected) {
    assertThat(String.valueOf(Formula.parse(text).value(SCOPE))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Empty + 1", "1 / 0", "Name * 2", "VALUE('x')", "Empty < 1 && NULL"})
  void what_cannot_be_worked_out_has_no_value(String text) {
    Object value = Formula.parse(text).value(SCOPE);
    assertThat(value == null || value.equals(false)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1 +", "(1", "'open", "NOSUCH(1)", "IF(1)", "1 2", "a # b", "ISCHANGED(1)"})
  void a_text_that_is_no_formula_is_refused_with_its_place(String text) {
    assertThatThrownBy(() -> Formula.parse(text))
        .isInstanceOf(FormulaException.class)
        .hasMessageContaining("at character");
  }

  @Test
  void a_formula_tells_which_fields_it_names() {
    assertThat(Formula.parse("A__c + Account__r.Owner.Name").paths())
        .containsExactlyInAnyOrder(List.of("A__c"), List.of("Account__r", "Owner", "Name"));
  }
}
