package dev.syncline.engine.scope;

import static dev.syncline.engine.testing.Samples.column;
import static dev.syncline.engine.testing.Samples.table;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.engine.testing.Samples;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Mapping;
import dev.syncline.model.RowCondition;
import dev.syncline.model.RowCondition.Comparison;
import dev.syncline.model.Scope;
import dev.syncline.model.SyncRules;
import dev.syncline.model.TableDescription;
import dev.syncline.model.Value;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RowScopeTest {
  private static final TableDescription TABLE =
      table(
          "contact",
          column("name", new ColumnType.Varchar(80)),
          column("active", new ColumnType.Truth()),
          column("age", new ColumnType.Whole(32)),
          column("born", new ColumnType.Date()),
          column("released", new ColumnType.Timestamp(true, 6)),
          column("uid", new ColumnType.Uuid()),
          column("data", new ColumnType.Json()));

  private static Mapping mapping(Optional<String> rows, Optional<String> draft) {
    Mapping said = Samples.mapping("contacts", "Contact");
    SyncRules rules = said.rules();
    var scope =
        new Scope(
            Scope.ALL.triggers(),
            rows,
            draft.map(ColumnName::new),
            Scope.ALL.onLeave(),
            Scope.ALL.keyUse(),
            0);
    return new Mapping(
        said.name(),
        said.org(),
        said.object(),
        said.database(),
        said.table(),
        said.create(),
        said.where(),
        said.recordTypes(),
        said.allFields(),
        said.fields(),
        said.direction(),
        said.onDelete(),
        said.rowKey(),
        new SyncRules(
            rules.key(),
            rules.conflict(),
            rules.deleteConflict(),
            rules.onRowDelete(),
            rules.changeDate(),
            rules.timing(),
            scope));
  }

  private static RowScope rows(String rows) throws RowScope.MisfitException {
    return RowScope.of(mapping(Optional.of(rows), Optional.empty()), TABLE);
  }

  @Test
  void values_take_the_types_of_their_columns_and_columns_their_real_names()
      throws RowScope.MisfitException {
    assertThat(rows("BORN < '2000-01-31'").rows())
        .contains(
            new RowCondition.Compared(
                new ColumnName("born"), Comparison.LESS, new Value.Day(LocalDate.of(2000, 1, 31))));
    assertThat(rows("released > '2026-01-31T12:00:00+02:00'").rows())
        .contains(
            new RowCondition.Compared(
                new ColumnName("released"),
                Comparison.GREATER,
                new Value.Moment(Instant.parse("2026-01-31T10:00:00Z"))));
    assertThat(rows("data is null and uid = '0F8FAD5B-D9CB-469F-A165-70867728950E'").columns())
        .containsExactlyInAnyOrder(new ColumnName("data"), new ColumnName("uid"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ages = 1",
        "age = '1'",
        "name = 1",
        "active = 1",
        "age",
        "born = '31.1.2000'",
        "released > '2026-01-31 12:00'",
        "uid = 'x'",
        "data = '{}'",
        "age like '1%'",
        "uid like 'a%'"
      })
  void what_does_not_fit_the_table_is_told_with_mapping_and_remedy(String rows) {
    RowScope.MisfitException misfit =
        catchThrowableOfType(RowScope.MisfitException.class, () -> rows(rows));

    assertThat(misfit.problem().code()).isEqualTo("MAPPING-SCOPE");
    assertThat(misfit.problem().message()).contains("mapping contacts", "'rows'");
    assertThat(misfit.problem().action()).isNotBlank();
  }

  @Test
  void a_draft_is_told_by_yes_or_by_a_time_that_has_not_come() throws RowScope.MisfitException {
    assertThat(RowScope.of(mapping(Optional.empty(), Optional.of("active")), TABLE).draft())
        .contains(
            new RowCondition.Compared(
                new ColumnName("active"), Comparison.EQUAL, new Value.Bool(true)));
    assertThat(RowScope.of(mapping(Optional.empty(), Optional.of("released")), TABLE).draft())
        .contains(new RowCondition.Empty(new ColumnName("released")));
    assertThat(
            catchThrowableOfType(
                    RowScope.MisfitException.class,
                    () -> RowScope.of(mapping(Optional.empty(), Optional.of("name")), TABLE))
                .problem()
                .message())
        .contains("neither yes or no nor a time");
  }
}
