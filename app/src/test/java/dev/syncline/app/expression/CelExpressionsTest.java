package dev.syncline.app.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.mapping.Expressions.Made;
import dev.syncline.engine.mapping.Expressions.Type;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CelExpressionsTest {
  private static final Map<String, Type> TYPES =
      Map.of(
          "row.name", Type.TEXT,
          "row.note", Type.TEXT,
          "row.count", Type.WHOLE,
          "row.price", Type.DECIMAL,
          "row.paid", Type.TRUTH,
          "row.at", Type.MOMENT);

  private static final Map<String, Value> ROW =
      Map.of(
          "row.name",
          new Value.Text("Ada"),
          "row.note",
          Value.NULL,
          "row.count",
          number("3"),
          "row.price",
          number("19.90"),
          "row.paid",
          new Value.Bool(true),
          "row.at",
          new Value.Moment(Instant.parse("2026-01-31T12:00:00Z")));

  private static Value number(String digits) {
    return new Value.Numeric(new BigDecimal(digits));
  }

  private static Made make(String text) {
    return new CelExpressions().make(text, TYPES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "row.name.matches('((((a{0,100}){0,100}){0,100}){0,100})')",
        "matches(row.name, 'a{1000}{1000}')",
        "row.name.matches('(')"
      })
  void a_pattern_that_is_none_or_too_large_to_be_compiled_fails(String text) {
    assertThat(run(text)).isInstanceOf(Fit.Misfit.class);
  }

  private static Fit run(String text) {
    Made.Right right = (Made.Right) make(text);
    return right
        .computation()
        .of(
            new Value.Compound(
                right.inputs().stream()
                    .map(name -> new Value.Component(name, ROW.getOrDefault(name, Value.NULL)))
                    .toList()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          row.name + ' Lovelace'                       | Ada Lovelace
          row.name.upperAscii()                        | ADA
          row.paid ? 'yes' : 'no'                      | yes
          orElse(row.note, 'none')                     | none
          isNull(row.note) ? row.name : row.note       | Ada
          string(row.price * row.count)                | 59.7
          string(row.at)                               | 2026-01-31T12:00:00Z
          row.name.startsWith('A') ? 'a' : 'b'         | a
          row.name.matches('^A.a$') ? 'a' : 'b'        | a
          string(size(row.name))                       | 3
          """)
  void an_expression_makes_a_text_of_the_row(String text, String made) {
    assertThat(run(text)).isEqualTo(new Fit.Fits(new Value.Text(made)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          row.price + decimal('0.1')       | 20
          row.price * 3                    | 59.7
          3 * row.price                    | 59.7
          row.price - row.count            | 16.9
          -row.price                       | -19.9
          round(row.price, 0)              | 20
          divide(row.price, decimal(3), 2) | 6.63
          row.count + 1                    | 4
          """)
  void numbers_are_exact(String text, String made) {
    assertThat(run(text)).isEqualTo(new Fit.Fits(number(made)));
  }

  @Test
  void equal_numbers_are_equal_whatever_their_digits() {
    assertThat(run("row.price == decimal('19.900')")).isEqualTo(new Fit.Fits(new Value.Bool(true)));
    assertThat(run("row.price < 20 && row.price >= 19"))
        .isEqualTo(new Fit.Fits(new Value.Bool(true)));
  }

  @Test
  void an_expression_reads_what_it_names_and_nothing_else() {
    assertThat(((Made.Right) make("row.name + row.name")).inputs()).containsExactly("row.name");
    assertThat(((Made.Right) make("'x'")).inputs()).isEmpty();
    assertThat(run("row.note")).isEqualTo(new Fit.Fits(Value.NULL));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "row.note + 'x'",
        "row.count / 0 > 1",
        "9223372036854775807 + row.count",
        "divide(row.price, decimal(0), 2)",
        "round(row.price, 9999999)",
        "decimal(row.name)",
        "decimal('1e999999999') + row.price"
      })
  void what_cannot_be_computed_is_a_misfit_that_shows_no_value(String text) {
    assertThat(run(text))
        .isInstanceOfSatisfying(
            Fit.Misfit.class, m -> assertThat(m.reason()).doesNotContain("Ada", "19.9"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "row.",
        "row.missing",
        "secret",
        "row.name + 1",
        "row.price * 0.19",
        "1.5",
        "[row.name]",
        "{'a': row.name}",
        "b'x'",
        "null",
        "[1, 2].map(x, x * 2)[0]",
        "[1, 2].all(x, x > 0)",
        "row.name.replace('', row.name)",
        "row.name.split('')",
        "java.lang.Runtime.getRuntime()",
        "row.getClass()",
        "''.getClass().forName('java.lang.System')",
        "env('HOME')",
        "${env:HOME}",
        "read('/etc/passwd')",
        "google.protobuf.Any{}",
        "type(row)",
        "dyn(row.name)",
        "row.name'); DROP TABLE ticket; --",
        "row.name WHERE 1=1",
        "{{row.name}}",
        "#{row.name}",
        "row['name']",
        "\u0000",
        "((((((((((((((((((((((((((((((((((((((((1))))))))))))))))))))))))))))))))))))))))"
      })
  void what_is_no_expression_of_a_row_is_refused_with_its_place(String text) {
    assertThat(make(text)).as(text).isInstanceOf(Made.Wrong.class);
  }

  @Test
  void a_long_expression_is_refused() {
    assertThat(make("'" + "x".repeat(2_001) + "'")).isInstanceOf(Made.Wrong.class);
  }

  @Test
  void the_place_of_a_mistake_is_told() {
    assertThat(make("row.name +\n  row.nmae"))
        .isInstanceOfSatisfying(
            Made.Wrong.class, w -> assertThat(w.reason()).contains("line 2", "column"));
    assertThat(CelSyntax.problem("row.name + ")).isPresent();
    assertThat(CelSyntax.problem("row.name + row.other")).isEmpty();
  }
}
