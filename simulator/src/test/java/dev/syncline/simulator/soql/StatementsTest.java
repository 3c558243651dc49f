package dev.syncline.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.simulator.soql.api.Column;
import dev.syncline.simulator.soql.api.QueryPlan;
import dev.syncline.simulator.soql.api.QueryRun;
import dev.syncline.simulator.soql.api.ResultRow;
import dev.syncline.simulator.soql.api.SoqlException;
import dev.syncline.simulator.soql.testing.Rendering;
import dev.syncline.simulator.soql.testing.SampleOrg;
import dev.syncline.simulator.soql.testing.StatementFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StatementsTest {
  private final SampleOrg org = new SampleOrg();

  static List<StatementFile.Case> good() {
    return StatementFile.cases("good.soql");
  }

  static List<StatementFile.Case> bad() {
    return StatementFile.cases("bad.soql");
  }

  private QueryRun open(StatementFile.Case statement) {
    return prepare(statement).open(org.snapshot());
  }

  private QueryPlan prepare(StatementFile.Case statement) {
    return Soql.prepare(statement.statement(), org.schema(), statement.settings());
  }

  private static List<String> rows(StatementFile.Case statement) {
    return statement.expected().stream().filter(line -> !line.startsWith("size ")).toList();
  }

  @ParameterizedTest
  @MethodSource("good")
  void a_good_statement_finds_its_rows_and_their_number(StatementFile.Case statement) {
    QueryRun run = open(statement);
    assertThat(Rendering.lines(run)).isEqualTo(rows(statement));
    long size =
        statement.expected().stream()
            .filter(line -> line.startsWith("size "))
            .mapToLong(line -> Long.parseLong(line.substring(5)))
            .findFirst()
            .orElse(rows(statement).size());
    assertThat(run.totalSize()).isEqualTo(size);
    assertThat(open(statement).totalSize()).as("counted before a row is read").isEqualTo(size);
  }

  @ParameterizedTest
  @MethodSource("good")
  void reading_can_start_behind_any_row(StatementFile.Case statement) {
    QueryRun run = open(statement);
    List<String> all = rows(statement);
    for (int skip = 0; skip <= all.size() + 1; skip++) {
      List<String> read = new ArrayList<>();
      run.from(skip).forEachRemaining(row -> read.add(Rendering.line(row)));
      assertThat(read).isEqualTo(all.subList(Math.min(skip, all.size()), all.size()));
    }
  }

  @ParameterizedTest
  @MethodSource("good")
  void the_flat_form_has_the_values_of_the_nested_one(StatementFile.Case statement) {
    QueryPlan plan = prepare(statement);
    if (plan.cells().isEmpty()) {
      return;
    }
    QueryRun run = plan.open(org.snapshot());
    List<String> flat = new ArrayList<>();
    run.cells(0)
        .forEachRemaining(
            values -> {
              assertThat(values).hasSameSizeAs(plan.cells());
              flat.add(sorted(Arrays.stream(values).map(Rendering::text).toList()));
            });
    List<String> nested = new ArrayList<>();
    run.from(0).forEachRemaining(row -> nested.add(sorted(leaves(row))));
    assertThat(flat).isEqualTo(nested);
  }

  private static String sorted(List<String> values) {
    return values.stream().sorted().collect(Collectors.joining(", "));
  }

  private static List<String> leaves(ResultRow row) {
    List<String> leaves = new ArrayList<>();
    for (int i = 0; i < row.columns().size(); i++) {
      if (row.columns().get(i) instanceof Column.Parent parent) {
        leaves.addAll(
            row.parent(i)
                .map(StatementsTest::leaves)
                .orElse(Collections.nCopies(values(parent.columns()), "null")));
      } else {
        leaves.add(Rendering.text(row.value(i)));
      }
    }
    return leaves;
  }

  private static int values(List<Column> columns) {
    return columns.stream()
        .mapToInt(column -> column instanceof Column.Parent p ? values(p.columns()) : 1)
        .sum();
  }

  @ParameterizedTest
  @MethodSource("bad")
  void a_bad_statement_is_refused_with_code_place_and_reason(StatementFile.Case statement) {
    String text = statement.statement().replace("\\n", "\n");
    SoqlException refusal =
        catchThrowableOfType(
            SoqlException.class, () -> Soql.prepare(text, org.schema(), statement.settings()));
    assertThat(refusal).isNotNull();
    String told =
        refusal.errorCode() + " " + refusal.row() + ":" + refusal.column() + " " + refusal.reason();
    String expected = statement.expected().getFirst();
    if (expected.endsWith("...")) {
      assertThat(told).startsWith(expected.substring(0, expected.length() - 3));
    } else {
      assertThat(told).isEqualTo(expected);
    }
    assertThat(refusal.message())
        .startsWith("\n")
        .contains("^\nERROR at Row:" + refusal.row() + ":Column:" + refusal.column() + "\n")
        .endsWith(refusal.reason());
  }
}
