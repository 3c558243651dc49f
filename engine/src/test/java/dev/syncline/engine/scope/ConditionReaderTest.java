package dev.syncline.engine.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.model.ColumnName;
import dev.syncline.model.RowCondition;
import dev.syncline.model.RowCondition.Comparison;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ConditionReaderTest {
  private static final ColumnName COUNTRY = new ColumnName("country");
  private static final RowCondition ACTIVE =
      new RowCondition.Compared(new ColumnName("active"), Comparison.EQUAL, new Value.Bool(true));

  private static RowCondition read(String text) throws ConditionException {
    return ConditionReader.read(text);
  }

  private static Value text(String text) {
    return new Value.Text(text);
  }

  @Test
  void and_binds_closer_than_or_and_not_closest() throws ConditionException {
    assertThat(read("active or not active and country = 'DE'"))
        .isEqualTo(
            new RowCondition.Any(
                List.of(
                    ACTIVE,
                    new RowCondition.All(
                        List.of(
                            new RowCondition.Not(ACTIVE),
                            new RowCondition.Compared(COUNTRY, Comparison.EQUAL, text("DE")))))));
  }

  @Test
  void every_comparison_can_be_said() throws ConditionException {
    Value ten = new Value.Numeric(new BigDecimal("10"));
    assertThat(read("country <> 'DE'")).isEqualTo(read("country != 'DE'"));
    assertThat(read("\"n\" >= -1.5"))
        .isEqualTo(
            new RowCondition.Compared(
                new ColumnName("n"),
                Comparison.AT_LEAST,
                new Value.Numeric(new BigDecimal("-1.5"))));
    assertThat(read("(country IN ('DE', 'O''Hara'))"))
        .isEqualTo(new RowCondition.Among(COUNTRY, List.of(text("DE"), text("O'Hara"))));
    assertThat(read("country is not null"))
        .isEqualTo(new RowCondition.Not(new RowCondition.Empty(COUNTRY)));
    assertThat(read("country not like 'D%'"))
        .isEqualTo(new RowCondition.Not(new RowCondition.Like(COUNTRY, "D%")));
    assertThat(read("n between 10 and 10"))
        .isEqualTo(
            new RowCondition.All(
                List.of(
                    new RowCondition.Compared(new ColumnName("n"), Comparison.AT_LEAST, ten),
                    new RowCondition.Compared(new ColumnName("n"), Comparison.AT_MOST, ten))));
    assertThat(read("a = 1 or (b = 2 and c is null)").columns())
        .containsExactlyInAnyOrder(new ColumnName("a"), new ColumnName("b"), new ColumnName("c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "id = 1; drop table contact",
        "id = 1 -- and active",
        "id = 1 /* active */",
        "id = 1 # active",
        "id in (select id from secret)",
        "exists (select 1)",
        "pg_sleep(10) is null",
        "lower(country) = 'de'",
        "country = current_user",
        "country = other_column",
        "1 = 1",
        "'a' = 'a'",
        "true",
        "null is null",
        "country = null",
        "country = $1",
        "country = ?",
        "country = :name",
        "country = @@version",
        "country = E'a'",
        "country = 'a\\' or 1=1'",
        "country = 'a' 'b'",
        "country = 'a",
        "\"country = 'a'",
        "country = 'a' union select 1",
        "country = 'a' or",
        "country = 'a')",
        "(country = 'a'",
        "country || 'a' = 'b'",
        "n + 1 = 2",
        "n = 1e5",
        "n = 0x10",
        "country::text = 'a'",
        "country collate \"C\" = 'a'",
        "schema.country = 'a'",
        "country = `a`",
        "`country` = 'a'",
        "country like 'a' escape '!'",
        "country ~ 'a'",
        "country = 'a' and",
        "not",
        "country in ()",
        "country in ('a',)",
        "country between 'a'",
        "country = 'a\u0000'",
        "country = 'a\u001b[31m'",
        "country\u00a0= 'a'",
        "case when true then 1 end = 1",
        "(select 1) = 1",
        "country = any('{a}')",
        "row(1) = 1",
        "interval '1' = 1",
        "country = 'a' limit 1",
        "country = ’a’"
      })
  void what_is_more_than_a_comparison_of_columns_is_refused(String hostile) {
    ConditionException refused =
        catchThrowableOfType(ConditionException.class, () -> read(hostile));

    assertThat(refused).as(hostile).isNotNull();
    assertThat(refused.getMessage()).contains("(character ");
    assertThat(String.valueOf(refused.getMessage()).chars()).noneMatch(Character::isISOControl);
  }

  @Test
  void depth_and_length_have_bounds() {
    String deep = "(".repeat(60) + "active" + ")".repeat(60);
    String nots = "not ".repeat(60) + "active";
    String wide = "active or ".repeat(2_000) + "active";

    assertThat(catchThrowableOfType(ConditionException.class, () -> read(deep))).isNotNull();
    assertThat(catchThrowableOfType(ConditionException.class, () -> read(nots))).isNotNull();
    assertThat(catchThrowableOfType(ConditionException.class, () -> read(wide))).isNotNull();
  }
}
