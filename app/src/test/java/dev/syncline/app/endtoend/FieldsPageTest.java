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

/** The examples of {@code docs/fields.md}: what the page says of them is so. */
final class FieldsPageTest {
  private static final String PAGE = "fields.md";
  private static final List<String> TESTED =
      List.of(
          "Rejecting what does not fit",
          "Cutting texts",
          "Values that a pick-list does not have",
          "Empty texts",
          "Constants",
          "Record types by name",
          "A record type for new records",
          "Several values",
          "Expressions",
          "Columns of related rows",
          "Fields of parents",
          "Fields that Salesforce computes");

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
    tickets.empty("Ticket__c");
  }

  private PageExample example(String heading) {
    return PageExample.of(tickets.stage(), folder, PAGE, heading);
  }

  @Test
  void every_example_of_the_page_is_run() {
    assertThat(PageExample.headings(PAGE)).containsExactlyElementsOf(TESTED);
  }

  @Test
  void what_does_not_fit_is_parked_and_goes_when_it_is_corrected() {
    PageExample example = example("Rejecting what does not fit").sync();
    example.sql("INSERT INTO ticket (name, summary) VALUES ('A', 'twenty-one characters')");
    example.sql("INSERT INTO ticket (name, color) VALUES ('B', 'Purple')");
    assertThat(example.syncParked())
        .contains("FIELD-TOO-LONG", "21 characters", "FIELD-BAD-PICKLIST")
        .doesNotContain("Purple");
    assertThat(tickets.view().count("Ticket__c", "Name != null")).isZero();
    example.sql("UPDATE ticket SET summary = 'shorter', color = 'Red'").sync();
    assertThat(tickets.field("Color__c", "B")).isEqualTo("Red");
  }

  @Test
  void a_cut_text_is_told_and_goes_neither_back_nor_forth() {
    PageExample example = example("Cutting texts").sync();
    example.sql(
        "INSERT INTO ticket (name, summary) VALUES ('A', 'a summary of some thirty signs')");
    example.sync();
    assertThat(tickets.field("Summary__c", "A")).isEqualTo("a summary of some th");
    assertThat(example.told("ALTERED")).isOne();
    tickets.change("A", "{\"Notes__c\":\"notes that have more than thirty characters\"}");
    example.sync();
    assertThat(example.cell("SELECT notes FROM ticket"))
        .isEqualTo("notes that have more than thir");
    assertThat(example.cell("SELECT summary FROM ticket"))
        .isEqualTo("a summary of some thirty signs");
    assertThat(example.told("ALTERED")).isEqualTo(2);
    example.sql("UPDATE ticket SET name = 'B'").sync();
    assertThat(tickets.field("Notes__c", "B"))
        .isEqualTo("notes that have more than thirty characters");
    tickets.stage().control("DELETE", "/stats", "");
    example.sql("UPDATE ticket SET notes = notes").sync().sync();
    assertThat(tickets.view().calls("PATCH")).isZero();
    assertThat(example.told("ALTERED")).isEqualTo(2);
    example.sql("UPDATE ticket SET notes = 'mine'").sync();
    assertThat(tickets.field("Notes__c", "B")).isEqualTo("mine");
    tickets.change("B", "{\"Summary__c\":\"theirs\"}");
    example.sync();
    assertThat(example.cell("SELECT summary FROM ticket")).isEqualTo("theirs");
  }

  @Test
  void a_value_that_the_list_lacks_leaves_the_field_or_empties_it() {
    PageExample example = example("Values that a pick-list does not have").sync();
    example.sql("INSERT INTO ticket (name, color, tags) VALUES ('A', 'Red', 'Urgent;Odd')");
    example.sync();
    assertThat(tickets.field("Tags__c", "A")).isEqualTo("Urgent");
    assertThat(example.told("ALTERED")).isOne();
    example.sql("UPDATE ticket SET color = 'Purple', tags = 'Odd'").sync();
    assertThat(tickets.field("Color__c", "A")).isEqualTo("Red");
    assertThat(tickets.field("Tags__c", "A")).isEmpty();
    tickets.change("A", "{\"Name\":\"B\"}");
    example.sync();
    assertThat(example.cell("SELECT name || color || tags FROM ticket")).isEqualTo("BPurpleOdd");
    tickets.change("B", "{\"Color__c\":\"Blue\"}");
    example.sync();
    assertThat(example.cell("SELECT color FROM ticket")).isEqualTo("Blue");
  }

  @Test
  void an_empty_text_means_what_the_rule_says() {
    tickets.create("{\"Name\":\"A\",\"Color__c\":\"Green\"}");
    PageExample example = example("Empty texts").sync();
    assertThat(example.cell("SELECT summary FROM ticket")).isEmpty();
    example.sql("UPDATE ticket SET color = '', summary = 'some'").sync();
    assertThat(tickets.field("Color__c", "A")).isEqualTo("Green");
    assertThat(tickets.field("Summary__c", "A")).isEqualTo("some");
    example.sql("UPDATE ticket SET summary = ''").sync();
    assertThat(tickets.field("Summary__c", "A")).isEmpty();
    tickets.change("A", "{\"Notes__c\":\"news\"}");
    example.sync();
    assertThat(example.cell("SELECT '[' || summary || color || ']' FROM ticket")).isEqualTo("[]");
    example.sql("UPDATE ticket SET notes = ' '");
    assertThat(example.syncParked()).contains("FIELD-EMPTY-TEXT", "emptyText");
  }

  @Test
  void constants_fill_fields_and_columns_and_are_values_whatever_stands_in_them() {
    String hostile = "x'); DROP TABLE ticket; -- \\ {{}} ${env:HOME} =1+1";
    tickets.create("{\"Name\":\"Theirs\"}");
    PageExample example =
        example("Constants").with("constant: Web shop", "constant: \"it's; \\t = 'x' \\e[2J\"");
    example = example.with("{ constant: salesforce }", "{ constant: \"" + quoted(hostile) + "\" }");
    example.sync();
    assertThat(example.cell("SELECT source FROM ticket")).isEqualTo(hostile);
    assertThat(example.cell("SELECT imported FROM ticket")).isEqualTo("t");
    example.sql("INSERT INTO ticket (name) VALUES ('Ours')").sync();
    assertThat(tickets.field("Origin__c", "Ours")).isEqualTo("it's; \t = 'x' \u001B[2J");
    assertThat(tickets.field("Quantity__c", "Ours")).startsWith("1");
    tickets.change("Ours", "{\"Origin__c\":\"Phone\"}");
    example.sync();
    example.sql("UPDATE ticket SET name = 'Renamed' WHERE name = 'Ours'").sync();
    assertThat(tickets.field("Origin__c", "Renamed")).isEqualTo("Phone");
    example.ok("record", "show", example.cell("SELECT max(id) FROM ticket"));
  }

  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  @Test
  void a_constant_that_does_not_fit_is_an_error_of_the_mapping() {
    PageExample example = example("Constants").with("'1'", "'many'");
    assertThat(example.run("sync", "--until-idle").err()).contains("CONSTANT-UNFIT", "Quantity__c");
  }

  @Test
  void a_record_type_travels_by_its_developer_name() {
    PageExample example = example("Record types by name").sync();
    example.sql("INSERT INTO ticket (name, kind) VALUES ('A', 'question'), ('B', NULL)").sync();
    assertThat(
            tickets
                .view()
                .count("Ticket__c", "RecordType.DeveloperName = 'Question' AND Name = 'A'"))
        .isOne();
    assertThat(
            tickets
                .view()
                .count("Ticket__c", "RecordType.DeveloperName = 'Complaint' AND Name = 'B'"))
        .isOne();
    example.sync();
    assertThat(example.cell("SELECT kind FROM ticket WHERE name = 'B'")).isEqualTo("Complaint");
    example.sql("UPDATE ticket SET kind = 'Complaint' WHERE name = 'A'").sync();
    assertThat(tickets.view().count("Ticket__c", "RecordType.DeveloperName = 'Complaint'"))
        .isEqualTo(2);
    example.sql("UPDATE ticket SET kind = 'Praise' WHERE name = 'A'");
    assertThat(example.syncParked()).contains("FIELD-RECORD-TYPE");
    assertThat(
            example
                .with("recordType: Complaint", "recordType: Complain")
                .run("sync", "--until-idle")
                .err())
        .contains("RECORD-TYPE-UNKNOWN", "Did you mean 'Complaint'?");
  }

  @Test
  void new_records_get_the_record_type_that_the_mapping_names() {
    PageExample example = example("A record type for new records").sync();
    example.sql("INSERT INTO ticket (name) VALUES ('A')").sync();
    assertThat(tickets.view().count("Ticket__c", "RecordType.DeveloperName = 'Complaint'")).isOne();
  }

  @Test
  void several_values_are_a_list_without_order_or_doublets() {
    PageExample example = example("Several values").sync();
    example.sql("INSERT INTO ticket (name, tags) VALUES ('A', '{Urgent,Billing,Urgent}')").sync();
    assertThat(tickets.field("Tags__c", "A").split(";"))
        .containsExactlyInAnyOrder("Urgent", "Billing");
    tickets.change("A", "{\"Name\":\"B\"}");
    example.sync();
    assertThat(example.cell("SELECT name || tags::text FROM ticket"))
        .isEqualTo("B{Urgent,Billing,Urgent}");
    tickets.change("B", "{\"Tags__c\":\"Shipping;Urgent\"}");
    example.sync();
    assertThat(example.cell("SELECT array_to_string(tags, ',') FROM ticket"))
        .contains("Shipping", "Urgent")
        .doesNotContain("Billing");
    example.sql("UPDATE ticket SET tags = '{}'").sync();
    assertThat(tickets.field("Tags__c", "B")).isEmpty();
    example.sql("UPDATE ticket SET tags = '{Urgent;Billing}'");
    assertThat(example.syncParked()).contains("FIELD-BAD-LIST", "semicolon");
  }

  @Test
  void expressions_compute_fields_of_the_row_and_columns_of_the_record() {
    PageExample example = example("Expressions").sync();
    example.sql(
        "INSERT INTO ticket (first_name, last_name, net, vat) VALUES ('Ada', 'L', 10.01, 0.190)");
    example.sync();
    assertThat(tickets.field("Price__c", "Ada L")).isEqualTo("11.91");
    assertThat(example.cell("SELECT label FROM ticket")).isEqualTo("Ada L (L)");
    tickets.stage().control("DELETE", "/stats", "");
    example.sql("UPDATE ticket SET net = net, label = 'mine'").sync();
    assertThat(tickets.view().calls("PATCH")).isZero();
    example.sql("UPDATE ticket SET net = 20").sync();
    assertThat(tickets.field("Price__c", "Ada L")).isEqualTo("23.8");
    tickets.change("Ada L", "{\"Customer__c\":\"M\"}");
    example.sync();
    assertThat(example.cell("SELECT last_name || label FROM ticket")).contains("M", "(M)");
    assertThat(tickets.field("Customer__c", "Ada M")).isEqualTo("M");
    example.sql("UPDATE ticket SET last_name = NULL");
    assertThat(example.syncParked()).contains("EXPRESSION-FAILED", "empty");
  }

  @Test
  void an_expression_that_is_wrong_is_told_with_its_place() {
    PageExample example = example("Expressions");
    assertThat(example.with("row.net * (", "row.net ** (").run("validate").out())
        .contains("syncline.yaml:", "the expression is wrong");
    assertThat(example.with("row.vat), 2", "row.wat), 2").run("sync", "--until-idle").err())
        .contains("EXPRESSION-WRONG", "Ticket__c.Price__c", "column 22");
  }

  @Test
  void a_column_of_a_related_row_follows_that_row() {
    PageExample example = example("Columns of related rows").sync();
    example.sql("INSERT INTO company (name, town) VALUES ('One', 'Rome'), ('Two', 'Oslo')");
    example.sql("INSERT INTO ticket (name, company_id) VALUES ('A', 1), ('B', 1), ('C', NULL)");
    example.sync();
    assertThat(tickets.field("Customer__c", "A")).isEqualTo("One");
    assertThat(tickets.field("Notes__c", "B")).isEqualTo("Rome");
    assertThat(tickets.field("Customer__c", "C")).isEmpty();
    tickets.stage().control("DELETE", "/stats", "");
    example.sql("UPDATE company SET name = 'One', town = 'Rome' WHERE id = 1").sync();
    assertThat(tickets.view().calls("PATCH")).isZero();
    example.sql("UPDATE company SET name = 'Uno' WHERE id = 1").sync();
    assertThat(tickets.field("Customer__c", "A")).isEqualTo("Uno");
    assertThat(tickets.field("Customer__c", "B")).isEqualTo("Uno");
    assertThat(example.ok("compare", "tickets").out()).contains("3 equal");
    example.sql("UPDATE ticket SET company_id = 2 WHERE name = 'A'").sync();
    assertThat(tickets.field("Customer__c", "A")).isEqualTo("Two");
    example.sql("UPDATE ticket SET company_id = 3 WHERE name = 'C'");
    assertThat(example.syncParked()).contains("FIELD-NO-ROW", "company");
    example.sql("INSERT INTO company (name) VALUES ('Three')").sync();
    assertThat(tickets.field("Customer__c", "C")).isEqualTo("Three");
  }

  @Test
  void fields_of_parents_are_pulled_and_never_pushed() {
    String one = tickets.createAccount("One");
    tickets.create("{\"Name\":\"A\",\"Account__c\":\"" + one + "\"}");
    tickets.create("{\"Name\":\"B\"}");
    PageExample example = example("Fields of parents").sync();
    assertThat(example.cell("SELECT account FROM ticket WHERE name = 'A'")).isEqualTo("One");
    assertThat(example.cell("SELECT owner FROM ticket WHERE name = 'A'")).contains("@");
    assertThat(example.cell("SELECT account FROM ticket WHERE name = 'B'")).isEqualTo("null");
    assertThat(example.ok("compare", "tickets").out()).contains("2 equal");
    String two = tickets.createAccount("Two");
    tickets.change("B", "{\"Account__c\":\"" + two + "\"}");
    tickets.stage().control("DELETE", "/stats", "");
    example.sql("UPDATE ticket SET account = 'mine' WHERE name = 'A'").sync();
    assertThat(tickets.view().calls("PATCH")).isZero();
    assertThat(example.cell("SELECT account FROM ticket WHERE name = 'B'")).isEqualTo("Two");
  }

  @Test
  void what_salesforce_computes_is_read_again_when_a_parent_or_the_time_has_changed_it() {
    String account = tickets.createAccount("Acme");
    tickets.create(
        "{\"Name\":\"A\",\"Quantity__c\":3,\"Price__c\":2.5,\"Account__c\":\"" + account + "\"}");
    PageExample example =
        example("Fields that Salesforce computes").with("every 1h", "every 1s").sync();
    assertThat(example.cell("SELECT total::text FROM ticket")).startsWith("7.5");
    assertThat(example.cell("SELECT greeting FROM ticket")).isEqualTo("Dear Acme");
    assertThat(example.cell("SELECT age_hours::int::text FROM ticket")).isEqualTo("0");
    assertThat(example.ok("doctor").out())
        .contains("computed by Salesforce", "Age_Hours__c, Greeting__c")
        .doesNotContain("Total__c");
    tickets.write("update", "Account", account, "{\"Name\":\"Apex\"}");
    example.syncUntil("SELECT greeting FROM ticket", "Dear Apex");
    tickets.stage().control("POST", "/clock", "{\"advance\":\"PT1H\"}");
    example.syncUntil("SELECT age_hours::int::text FROM ticket", "1");
    assertThat(example.cell("SELECT greeting FROM ticket")).isEqualTo("Dear Apex");
  }
}
