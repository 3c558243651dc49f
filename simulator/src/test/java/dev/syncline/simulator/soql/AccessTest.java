package dev.syncline.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.soql.api.Explanation;
import dev.syncline.simulator.soql.api.QueryRun;
import dev.syncline.simulator.soql.api.ResultRow;
import dev.syncline.simulator.soql.testing.MemorySnapshot;
import dev.syncline.simulator.soql.testing.Rendering;
import dev.syncline.simulator.soql.testing.SampleOrg;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How many records a statement reads, and in which way. */
final class AccessTest {
  private final SampleOrg org = new SampleOrg();
  private final MemorySnapshot snapshot = org.snapshot();

  private QueryRun open(String statement) {
    return org.prepare(statement).open(snapshot);
  }

  @Test
  void records_asked_for_by_id_are_found_without_a_scan() {
    assertThat(
            Rendering.lines(
                open(
                    "SELECT Name FROM Account WHERE Id IN ('0015e0000000002', '0015e0000000001')")))
        .containsExactly("Acme", "acme labs");
    assertThat(snapshot.scanned()).isZero();
    assertThat(snapshot.found()).isEqualTo(2);
  }

  @Test
  void ids_joined_by_or_are_found_without_a_scan() {
    Rendering.lines(
        open(
            "SELECT Id FROM Account WHERE (Id = '0015e0000000001' OR Id = '0015e0000000002')"
                + " AND Name != null"));
    assertThat(snapshot.scanned()).isZero();
  }

  @Test
  void an_indexed_field_is_looked_up() {
    assertThat(
            Rendering.lines(
                open("SELECT Name FROM Account WHERE Type = 'Customer' AND Ext__c = 'x-5'")))
        .containsExactly("O'Hara \\ Sons");
    assertThat(snapshot.scanned()).isZero();
    assertThat(snapshot.lookedUp()).isEqualTo(1);
  }

  @Test
  void a_range_of_an_indexed_stamp_is_looked_up() {
    assertThat(
            Rendering.lines(
                open(
                    "SELECT Name FROM Account WHERE CreatedDate >= 2026-11-14T12:00:00Z AND"
                        + " CreatedDate < TODAY")))
        .containsExactly("acme labs", "Globex");
    assertThat(snapshot.scanned()).isZero();
  }

  @Test
  void a_range_without_inside_reads_nothing() {
    assertThat(
            Rendering.lines(
                open("SELECT Id FROM Account WHERE CreatedDate > TODAY AND CreatedDate < TODAY")))
        .isEmpty();
    assertThat(snapshot.scanned()).isZero();
  }

  @Test
  void a_keyset_page_reads_only_what_follows() {
    SampleOrg large = SampleOrg.withOpportunities(1_000);
    QueryRun run =
        large
            .prepare(
                "SELECT Id FROM Opportunity WHERE Id > '"
                    + SampleOrg.id("006", 600)
                    + "' AND Id < '"
                    + SampleOrg.id("006", 900)
                    + "' ORDER BY Id LIMIT 10")
            .open(large.snapshot());
    assertThat(Rendering.lines(run)).hasSize(10).startsWith("006#601");
    assertThat(large.snapshot().scanned()).isLessThanOrEqualTo(11);
  }

  @Test
  void counting_everything_reads_nothing() {
    assertThat(open("SELECT Name FROM Account ORDER BY Name").totalSize()).isEqualTo(6);
    assertThat(open("SELECT COUNT() FROM Account").totalSize()).isEqualTo(6);
    assertThat(Rendering.lines(open("SELECT COUNT(Id) FROM Account"))).containsExactly("6");
    assertThat(snapshot.scanned()).isZero();
  }

  @Test
  void the_first_row_comes_before_the_others_are_read() {
    SampleOrg large = SampleOrg.withOpportunities(5_000);
    Iterator<ResultRow> rows =
        large
            .prepare("SELECT Name FROM Opportunity WHERE Amount >= -1")
            .open(large.snapshot())
            .from(0);
    assertThat(rows.next().record()).isPresent();
    assertThat(large.snapshot().scanned()).isLessThan(10);
  }

  @Test
  void a_limit_ends_the_reading() {
    SampleOrg large = SampleOrg.withOpportunities(5_000);
    QueryRun run = large.prepare("SELECT Id FROM Opportunity LIMIT 5").open(large.snapshot());
    assertThat(Rendering.lines(run)).hasSize(5);
    assertThat(run.totalSize()).isEqualTo(5);
    assertThat(large.snapshot().scanned()).isLessThan(10);
  }

  @Test
  void pages_go_on_where_the_one_before_ended() {
    SampleOrg large = SampleOrg.withOpportunities(6_000);
    QueryRun run =
        large.prepare("SELECT Id FROM Opportunity WHERE Amount != null").open(large.snapshot());
    assertThat(run.totalSize()).isEqualTo(6_000);
    for (int position = 0; position < 6_000; position += 500) {
      Iterator<ResultRow> page = run.from(position);
      for (int i = 0; i < 500; i++) {
        assertThat(Rendering.line(page.next())).isEqualTo("006#" + (position + i + 1));
      }
    }
    assertThat(large.snapshot().scanned()).isLessThan(2 * 6_000 + 12 * 300);
  }

  @Test
  void a_page_can_be_read_again_and_pages_in_any_order() {
    SampleOrg large = SampleOrg.withOpportunities(3_000);
    QueryRun run = large.prepare("SELECT Id FROM Opportunity OFFSET 7").open(large.snapshot());
    List<Integer> positions = List.of(2_500, 0, 2_500, 999, 1_000, 1_001, 2_992);
    for (int position : positions) {
      assertThat(Rendering.line(run.from(position).next())).isEqualTo("006#" + (position + 8));
    }
    assertThat(run.from(2_993).hasNext()).isFalse();
  }

  @Test
  void the_inner_query_of_a_semi_join_is_read_once() {
    QueryRun run = open("SELECT Name FROM Account WHERE Id IN (SELECT AccountId FROM Contact)");
    run.totalSize();
    Rendering.lines(run);
    Rendering.lines(run);
    assertThat(snapshot.scanned()).as("the five contacts and the one binned").isEqualTo(6);
  }

  @Test
  void many_threads_read_one_sorted_run() {
    SampleOrg large = SampleOrg.withOpportunities(2_000);
    QueryRun run =
        large.prepare("SELECT Id FROM Opportunity ORDER BY Amount").open(large.snapshot());
    List<String> all = Rendering.lines(run);
    List<String> firsts =
        IntStream.range(0, 200)
            .parallel()
            .mapToObj(i -> Rendering.line(run.from(i * 10L).next()))
            .toList();
    assertThat(firsts).isEqualTo(IntStream.range(0, 200).mapToObj(i -> all.get(i * 10)).toList());
  }

  @Test
  void an_explanation_names_the_index_or_the_scan() {
    assertThat(open("SELECT Id FROM Account WHERE Name = 'x'").explain())
        .isEqualTo(new Explanation(Explanation.Operation.TABLE_SCAN, List.of(), 6, 6));
    assertThat(open("SELECT Id FROM Account WHERE Ext__c = 'X-1'").explain())
        .isEqualTo(new Explanation(Explanation.Operation.INDEX, List.of("Ext__c"), 1, 6));
    assertThat(open("SELECT COUNT() FROM Account WHERE Id = '0015e0000000001'").explain())
        .isEqualTo(new Explanation(Explanation.Operation.INDEX, List.of("Id"), 1, 6));
  }
}
