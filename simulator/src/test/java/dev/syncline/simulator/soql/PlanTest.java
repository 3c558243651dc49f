package dev.syncline.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soql.api.Cell;
import dev.syncline.simulator.soql.api.Column;
import dev.syncline.simulator.soql.api.QueryPlan;
import dev.syncline.simulator.soql.api.QueryRun;
import dev.syncline.simulator.soql.testing.Rendering;
import dev.syncline.simulator.soql.testing.SampleOrg;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a plan tells of its answer before it runs. */
final class PlanTest {
  private final SampleOrg org = new SampleOrg();

  private List<String> header(String statement) {
    return org.prepare(statement).cells().stream().map(Cell::header).toList();
  }

  @Test
  void columns_stand_in_select_order_with_parents_at_their_first_mention() {
    QueryPlan plan =
        org.prepare("SELECT account.NAME, id, Account.owner.name, ACCOUNT.Type FROM contact");
    assertThat(plan.object().name()).isEqualTo("Contact");
    assertThat(plan.kind()).isEqualTo(QueryPlan.Kind.RECORDS);
    assertThat(plan.columns()).extracting(Column::name).containsExactly("Account", "Id");
    var account = (Column.Parent) plan.columns().getFirst();
    assertThat(account.columns()).extracting(Column::name).containsExactly("Name", "Owner", "Type");
    assertThat(account.parentObject()).map(ObjectDefinition::name).contains("Account");
  }

  @Test
  void the_flat_form_has_dotted_names_in_select_order() {
    assertThat(header("SELECT account.NAME, id, Account.owner.name, ACCOUNT.Type FROM contact"))
        .containsExactly("Account.Name", "Id", "Account.Owner.Name", "Account.Type");
    assertThat(header("SELECT Id, (SELECT Id FROM Contacts) FROM Account")).isEmpty();
    assertThat(header("SELECT TYPEOF What WHEN Account THEN Id END FROM Task")).isEmpty();
    assertThat(header("SELECT COUNT(Id), Type t FROM Account GROUP BY Type"))
        .containsExactly("expr0", "t");
  }

  @Test
  void values_are_typed() {
    QueryPlan plan =
        org.prepare(
            "SELECT COUNT(Id) c, SUM(Amount), AVG(Amount), MAX(CloseDate), CALENDAR_YEAR(CloseDate)"
                + " y, StageName, FORMAT(MIN(Amount)) FROM Opportunity"
                + " GROUP BY CALENDAR_YEAR(CloseDate), StageName");
    assertThat(plan.kind()).isEqualTo(QueryPlan.Kind.AGGREGATE);
    assertThat(plan.columns())
        .extracting(column -> ((Column.Value) column).type())
        .containsExactly(
            FieldType.INT,
            FieldType.CURRENCY,
            FieldType.DOUBLE,
            FieldType.DATE,
            FieldType.INT,
            FieldType.PICKLIST,
            FieldType.STRING);
    assertThat(plan.columns())
        .extracting(Column::name)
        .containsExactly("c", "expr0", "expr1", "expr2", "y", "StageName", "expr3");
    assertThat(plan.columns())
        .extracting(column -> ((Column.Value) column).origin())
        .startsWith(Column.Origin.AGGREGATE)
        .endsWith(Column.Origin.GROUP, Column.Origin.GROUP, Column.Origin.AGGREGATE);
    assertThat(((Column.Value) plan.columns().get(1)).field())
        .map(FieldDefinition::name)
        .contains("Amount");
  }

  @Test
  void a_polymorphic_parent_has_no_object_before_its_record_is_known() {
    QueryPlan plan = org.prepare("SELECT Owner.Name FROM Task");
    assertThat(((Column.Parent) plan.columns().getFirst()).parentObject()).isEmpty();
  }

  @Test
  void plain_fields_are_offered_only_when_all_columns_are() {
    assertThat(org.prepare("SELECT Id, Name, Email FROM Contact").plainFields())
        .hasValueSatisfying(
            fields ->
                assertThat(fields)
                    .extracting(FieldDefinition::name)
                    .containsExactly("Id", "Name", "Email"));
    assertThat(org.prepare("SELECT Id, Account.Name FROM Contact").plainFields()).isEmpty();
    assertThat(org.prepare("SELECT BillingAddress FROM Account").plainFields()).isEmpty();
    assertThat(org.prepare("SELECT toLabel(Type) FROM Account").plainFields()).isEmpty();
    assertThat(org.prepare("SELECT COUNT() FROM Account").plainFields()).isEmpty();
    assertThat(org.prepare("SELECT MAX(Name) FROM Account").plainFields()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT BillingAddress FROM Account | Selecting compound data not supported in Bulk Query",
        "SELECT Account.Site__c FROM Contact | Selecting compound data not supported in Bulk Query",
        "SELECT Logo__c FROM Account | Selecting binary data not supported in Bulk Query",
        "SELECT (SELECT Id FROM Contacts) FROM Account | Aggregate Relationships not supported in"
            + " Bulk Query",
        "SELECT TYPEOF What WHEN Account THEN Id END FROM Task | TYPEOF not supported in Bulk"
            + " Query",
        "SELECT Id FROM Account OFFSET 1 | OFFSET not supported in Bulk Query",
        "SELECT COUNT() FROM Account | Aggregate functions not supported in Bulk Query",
        "SELECT MAX(Id) FROM Account | Aggregate functions not supported in Bulk Query",
        "SELECT Type FROM Account GROUP BY Type | GROUP BY not supported in Bulk Query",
      })
  void bulk_refuses_with_a_reason(String statement, String reason) {
    assertThat(org.prepare(statement).bulkRefusal()).contains(reason);
  }

  @Test
  void bulk_accepts_fields_parents_order_and_limit() {
    assertThat(
            org.prepare(
                    "SELECT Id, Name, Account.Name, FORMAT(CreatedDate) FROM Contact"
                        + " WHERE Account.Type != null ORDER BY Name LIMIT 5 OFFSET 0")
                .bulkRefusal())
        .isEmpty();
  }

  @Test
  void a_record_from_elsewhere_can_be_judged_and_shown() {
    QueryRun run =
        org.prepare("SELECT Name, Parent.Name FROM Account WHERE Industry = 'Tech'")
            .open(org.snapshot());
    ObjectDefinition account = org.schema().object("Account").orElseThrow();
    Row tech = org.snapshot().find(account, SampleOrg.id("001", 2)).orElseThrow();
    Row energy = org.snapshot().find(account, SampleOrg.id("001", 3)).orElseThrow();
    assertThat(run.finds(tech)).isTrue();
    assertThat(run.finds(energy)).isFalse();
    assertThat(Rendering.line(run.show(tech))).isEqualTo("acme labs, Account{Acme}");
  }

  @Test
  void records_of_groups_and_flat_forms_of_trees_are_refused() {
    QueryRun groups = org.prepare("SELECT MAX(Name) FROM Account").open(org.snapshot());
    assertThatThrownBy(() -> groups.records(0)).isInstanceOf(IllegalStateException.class);
    QueryRun tree =
        org.prepare("SELECT (SELECT Id FROM Contacts) FROM Account").open(org.snapshot());
    assertThatThrownBy(() -> tree.cells(0)).isInstanceOf(IllegalStateException.class);
  }
}
