package dev.syncline.app.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of {@code docs/mappings.md}: what the page says of them is so. */
final class MappingsPageTest {
  private static final String PAGE = "mappings.md";
  private static final List<String> TESTED =
      List.of(
          "Records that make no rows",
          "Records whose changes stay there",
          "Deleted records that leave their rows",
          "Rows that make no records",
          "Rows whose changes stay there",
          "Deleted rows that leave their records",
          "Some records",
          "Some record types",
          "Some rows",
          "Rows that leave and are unlinked",
          "Rows that leave and delete their records",
          "Records that leave and are unlinked",
          "Records that leave and delete their rows",
          "Drafts",
          "The key of rows without a record",
          "The key always",
          "Two mappings of one table");

  @TempDir private static Path server;
  @TempDir private Path folder;

  @SuppressWarnings("NullAway.Init") // made before all tests
  private static TicketOrg tickets;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    tickets = TicketOrg.start(server);
  }

  @AfterAll
  static void stop() {
    tickets.close();
  }

  @BeforeEach
  void emptyOrg() {
    tickets.empty("Ticket__c", "Account");
  }

  private static String summary(String name) {
    return tickets.field("Summary__c", name);
  }

  private static long records() {
    return tickets.view().count("Ticket__c", "Name != null");
  }

  private PageExample example(String heading) {
    return PageExample.of(tickets.stage(), folder, PAGE, heading);
  }

  private static String rows(PageExample example) {
    return example.cell("SELECT count(*) FROM ticket");
  }

  private static String links(PageExample example) {
    return example.cell("SELECT count(*) FROM syncline.link");
  }

  @Test
  void every_example_of_the_page_is_run() {
    assertThat(PageExample.headings(PAGE)).containsExactlyElementsOf(TESTED);
  }

  @Test
  void records_that_make_no_rows() {
    tickets.create("{\"Name\":\"Old\"}");
    PageExample example = example("Records that make no rows").sync();
    tickets.create("{\"Name\":\"New\"}");
    example.sql("INSERT INTO ticket (name) VALUES ('Row')").sync();
    assertThat(rows(example)).isEqualTo("1");
    tickets.change("Row", "{\"Summary__c\":\"theirs\"}");
    example.sync();
    assertThat(example.cell("SELECT summary FROM ticket")).isEqualTo("theirs");
    example.ok("pull", "tickets", "--id", tickets.idOf("New"), "--force");
    assertThat(rows(example)).isEqualTo("2");
  }

  @Test
  void records_whose_changes_stay_there() {
    tickets.create("{\"Name\":\"A\",\"Summary__c\":\"first\"}");
    PageExample example = example("Records whose changes stay there").sync();
    tickets.change("A", "{\"Name\":\"B\",\"Summary__c\":\"theirs\"}");
    example.sync();
    assertThat(example.cell("SELECT summary FROM ticket")).isEqualTo("first");
    example.sql("UPDATE ticket SET name = 'C'").sync();
    assertThat(summary("C")).isEqualTo("theirs");
    PageExample wider = example.with("[create, delete]", "[create, update, delete]");
    wider.ok("refresh", "tickets");
    wider.sync();
    assertThat(example.cell("SELECT name || summary FROM ticket")).isEqualTo("Ctheirs");
  }

  @Test
  void deleted_records_that_leave_their_rows() {
    tickets.create("{\"Name\":\"A\"}");
    PageExample example = example("Deleted records that leave their rows").sync();
    tickets.delete("A");
    example.sync();
    assertThat(rows(example)).isEqualTo("1");
    assertThat(links(example)).isEqualTo("1");
    example.sql("UPDATE ticket SET summary = 'mine'").sync();
    assertThat(records()).isZero();
  }

  @Test
  void rows_that_make_no_records() {
    PageExample example = example("Rows that make no records").sync();
    example.sql("INSERT INTO ticket (name) VALUES ('Row')").sync();
    assertThat(records()).isZero();
    assertThat(example.cell("SELECT count(*) FROM syncline.outbox")).isEqualTo("0");
    tickets.create("{\"Name\":\"New\"}");
    example.sync().sql("UPDATE ticket SET summary = 'mine' WHERE name = 'New'").sync();
    assertThat(summary("New")).isEqualTo("mine");
  }

  @Test
  void rows_whose_changes_stay_there() {
    PageExample example = example("Rows whose changes stay there").sync();
    example.sql("INSERT INTO ticket (name) VALUES ('Row')").sync();
    example.sql("UPDATE ticket SET summary = 'mine'").sync();
    assertThat(summary("Row")).isEmpty();
    tickets.change("Row", "{\"Summary__c\":\"theirs\"}");
    example.sync();
    assertThat(example.cell("SELECT summary FROM ticket")).isEqualTo("theirs");
  }

  @Test
  void deleted_rows_that_leave_their_records() {
    tickets.create("{\"Name\":\"A\"}");
    PageExample example = example("Deleted rows that leave their records").sync();
    example.sql("DELETE FROM ticket").sync();
    assertThat(records()).isOne();
    tickets.change("A", "{\"Summary__c\":\"theirs\"}");
    example.sync();
    assertThat(example.cell("SELECT summary FROM ticket")).isEqualTo("theirs");
  }

  @Test
  void records_enter_whole_and_leave_their_rows_as_they_are() {
    tickets.create("{\"Name\":\"A\",\"Color__c\":\"Red\",\"Summary__c\":\"one\"}");
    tickets.create("{\"Name\":\"B\",\"Color__c\":\"Blue\",\"Summary__c\":\"two\"}");
    PageExample example = example("Some records").sync();
    assertThat(example.cell("SELECT string_agg(name, '') FROM ticket")).isEqualTo("A");
    tickets.change("B", "{\"Color__c\":\"Red\"}");
    tickets.change("A", "{\"Color__c\":\"Blue\",\"Summary__c\":\"outside\"}");
    example.sync();
    assertThat(example.cell("SELECT summary FROM ticket WHERE name = 'B'")).isEqualTo("two");
    assertThat(example.cell("SELECT summary FROM ticket WHERE name = 'A'")).isEqualTo("one");
    example.sql("UPDATE ticket SET summary = 'mine' WHERE name = 'A'").sync();
    assertThat(summary("A")).isEqualTo("outside");
    assertThat(example.told("CONFLICT")).isOne();
    tickets.change("A", "{\"Color__c\":\"Red\",\"Summary__c\":\"inside\"}");
    example.sync();
    assertThat(example.cell("SELECT summary FROM ticket WHERE name = 'A'")).isEqualTo("inside");
  }

  @Test
  void a_record_whose_type_becomes_another_one_leaves() {
    String question =
        tickets
            .view()
            .values("RecordType", "Id", "DeveloperName = 'Question' AND SobjectType = 'Ticket__c'")
            .getFirst();
    String complaint =
        tickets
            .view()
            .values("RecordType", "Id", "DeveloperName = 'Complaint' AND SobjectType = 'Ticket__c'")
            .getFirst();
    tickets.create("{\"Name\":\"A\",\"RecordTypeId\":\"" + question + "\"}");
    tickets.create("{\"Name\":\"B\",\"RecordTypeId\":\"" + complaint + "\"}");
    PageExample example = example("Some record types").sync();
    assertThat(example.cell("SELECT string_agg(name, '') FROM ticket")).isEqualTo("A");
    PageExample deleting =
        example.with("direction: both", "direction: both\n      onLeave: delete");
    tickets.change("A", "{\"RecordTypeId\":\"" + complaint + "\"}");
    deleting.sync();
    assertThat(rows(deleting)).isEqualTo("0");
    assertThat(records()).isEqualTo(2);
  }

  @Test
  void rows_enter_whole_and_leave_their_records_as_they_are() {
    PageExample example = example("Some rows").sync();
    example.sql("INSERT INTO ticket (name, country) VALUES ('A', 'DE'), ('B', 'FR'), ('C', NULL)");
    example.sync();
    assertThat(tickets.view().values("Ticket__c", "Name", "Name != null")).containsExactly("A");
    example.sql("UPDATE ticket SET country = 'FR', summary = 'mine' WHERE name = 'A'").sync();
    assertThat(summary("A")).isEmpty();
    tickets.change("A", "{\"Name\":\"Anna\"}");
    example.sync();
    assertThat(example.cell("SELECT name || summary FROM ticket WHERE id = 1"))
        .isEqualTo("Annamine");
    assertThat(summary("Anna")).isEmpty();
    example.sql("UPDATE ticket SET country = 'AT' WHERE name IN ('Anna', 'B')").sync();
    assertThat(summary("Anna")).isEqualTo("mine");
    assertThat(records()).isEqualTo(2);
    example.sql("UPDATE ticket SET country = 'FR' WHERE name = 'B'").sync();
    example.sql("DELETE FROM ticket WHERE name = 'B'").sync();
    assertThat(records()).isEqualTo(2);
  }

  @Test
  void rows_that_leave_and_are_unlinked() {
    PageExample example = example("Rows that leave and are unlinked").sync();
    example.sql("INSERT INTO ticket (name, country) VALUES ('A', 'DE')").sync();
    example.sql("UPDATE ticket SET country = 'FR'").sync();
    assertThat(links(example)).isEqualTo("0");
    assertThat(records()).isOne();
    assertThat(rows(example)).isEqualTo("1");
  }

  @Test
  void rows_that_leave_and_delete_their_records() {
    PageExample example = example("Rows that leave and delete their records").sync();
    example.sql("INSERT INTO ticket (name, country) VALUES ('A', 'DE')").sync();
    example.sql("UPDATE ticket SET country = 'FR'").sync();
    assertThat(records()).isZero();
    assertThat(rows(example)).isEqualTo("1");
    example.sql("UPDATE ticket SET country = 'DE'").sync();
    assertThat(records()).isOne();
  }

  @Test
  void records_that_leave_and_are_unlinked() {
    tickets.create("{\"Name\":\"A\",\"Color__c\":\"Red\"}");
    PageExample example = example("Records that leave and are unlinked").sync();
    tickets.change("A", "{\"Color__c\":\"Blue\"}");
    example.sync();
    assertThat(links(example)).isEqualTo("0");
    assertThat(rows(example)).isEqualTo("1");
  }

  @Test
  void records_that_leave_and_delete_their_rows() {
    tickets.create("{\"Name\":\"A\",\"Color__c\":\"Red\"}");
    PageExample example = example("Records that leave and delete their rows").sync();
    tickets.change("A", "{\"Color__c\":\"Blue\"}");
    example.sync();
    assertThat(rows(example)).isEqualTo("0");
    assertThat(records()).isOne();
    tickets.change("A", "{\"Color__c\":\"Red\"}");
    example.sync();
    assertThat(rows(example)).isEqualTo("1");
  }

  @Test
  void drafts() {
    PageExample example = example("Drafts").sync();
    example.sql("INSERT INTO ticket (name) VALUES ('A')").sync();
    assertThat(records()).isZero();
    example.sql("UPDATE ticket SET draft = false").sync();
    assertThat(records()).isOne();
    example.sql("UPDATE ticket SET draft = true, summary = 'mine'").sync();
    assertThat(summary("A")).isEmpty();
    example.sql("UPDATE ticket SET draft = false").sync();
    assertThat(summary("A")).isEqualTo("mine");
  }

  @Test
  void the_key_of_rows_without_a_record() {
    PageExample example = example("The key of rows without a record").sync();
    example.sql("INSERT INTO ticket (key, name) VALUES ('k1', 'A')").sync();
    example.sql("UPDATE ticket SET key = 'k2'").sync();
    assertThat(tickets.view().values("Ticket__c", "Row_Id__c", "Name != null"))
        .containsExactly("k2");
  }

  @Test
  void the_key_always() {
    PageExample example = example("The key always").sync();
    example.sql("INSERT INTO ticket (key, name) VALUES ('k1', 'A')").sync();
    example.sql("UPDATE ticket SET summary = 'mine'").sync();
    assertThat(summary("A")).isEqualTo("mine");
    assertThat(records()).isOne();
    example.sql("UPDATE ticket SET key = 'k2', name = 'B'").sync();
    assertThat(tickets.view().values("Ticket__c", "Row_Id__c", "Name != null"))
        .containsExactlyInAnyOrder("k1", "k2");
    assertThat(summary("B")).isEqualTo("mine");
  }

  @Test
  void a_change_that_comes_by_one_mapping_goes_out_by_the_other_and_settles() {
    PageExample example = example("Two mappings of one table").sync();
    example.sql("INSERT INTO ticket (name) VALUES ('A')").sync();
    assertThat(records()).isOne();
    assertThat(tickets.view().count("Account", "Name = 'A'")).isOne();
    tickets.change("A", "{\"Name\":\"B\"}");
    example.sync();
    assertThat(tickets.view().count("Account", "Name = 'B'")).isOne();
    tickets.write(
        "update",
        "Account",
        tickets.view().values("Account", "Id", "Name = 'B'").getFirst(),
        "{\"Name\":\"C\"}");
    example.sync();
    assertThat(example.cell("SELECT name FROM ticket")).isEqualTo("C");
    assertThat(tickets.view().count("Ticket__c", "Name = 'C'")).isOne();
    tickets.stage().control("DELETE", "/stats", "");
    example.sync().sync();
    assertThat(tickets.view().calls("PATCH")).isZero();
    tickets.create("{\"Name\":\"D\"}");
    example.sync();
    assertThat(tickets.view().count("Account", "Name = 'D'")).isOne();
    tickets.delete("D");
    example.sync();
    assertThat(tickets.view().count("Account", "Name = 'D'")).isZero();
    assertThat(rows(example)).isEqualTo("1");
  }
}
