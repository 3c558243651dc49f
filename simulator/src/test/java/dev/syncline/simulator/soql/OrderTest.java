package dev.syncline.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.soql.api.QueryRun;
import dev.syncline.simulator.soql.testing.SampleOrg;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sorts of many rows, in a heap and in an arena of several chunks. */
final class OrderTest {
  private static final int COUNT = 60_000;

  private final SampleOrg org = SampleOrg.withOpportunities(COUNT);
  private final FieldDefinition amount =
      org.schema().object("Opportunity").orElseThrow().requireField("Amount");
  private final FieldDefinition name =
      org.schema().object("Opportunity").orElseThrow().requireField("Name");

  private List<Row> naively() {
    List<Row> rows = new ArrayList<>();
    org.snapshot()
        .scan(org.schema().object("Opportunity").orElseThrow())
        .forEachRemaining(rows::add);
    rows.sort(
        Comparator.<Row, BigDecimal>comparing(row -> (BigDecimal) row.value(amount))
            .reversed()
            .thenComparing(row -> (String) row.value(name))
            .thenComparing(Row::id));
    return rows;
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " LIMIT 1", " LIMIT 500", " LIMIT 49000", " LIMIT 55000 OFFSET 3"})
  void many_rows_come_in_order(String bounds) {
    QueryRun run =
        org.prepare("SELECT Id FROM Opportunity ORDER BY Amount DESC, Name" + bounds)
            .open(org.snapshot());
    List<Row> rows = new ArrayList<>();
    run.records(0).forEachRemaining(rows::add);
    int offset = bounds.contains("OFFSET") ? 3 : 0;
    assertThat(rows).isEqualTo(naively().subList(offset, offset + rows.size()));
    assertThat(run.totalSize()).isEqualTo(rows.size());
    assertThat(rows).hasSize(bounds.isEmpty() ? COUNT : Integer.parseInt(bounds.split(" ")[2]));
  }
}
