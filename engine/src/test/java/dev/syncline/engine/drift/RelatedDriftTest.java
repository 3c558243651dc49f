package dev.syncline.engine.drift;

import static dev.syncline.engine.testing.Samples.column;
import static dev.syncline.engine.testing.Samples.field;
import static dev.syncline.engine.testing.Samples.object;
import static dev.syncline.engine.testing.Samples.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.mapping.Expressions;
import dev.syncline.engine.mapping.MappingResolver;
import dev.syncline.engine.mapping.Relation;
import dev.syncline.engine.mapping.Resolution;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.testing.Samples;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Direction;
import dev.syncline.model.DriftPolicy;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldRules;
import dev.syncline.model.FieldSource;
import dev.syncline.model.FieldSource.MissingRow;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of a line of a related row's column when that row's table changes. */
final class RelatedDriftTest {
  private static final ObjectDescription CONTACT =
      object("Contact", field("Name", FieldType.STRING), field("Company__c", FieldType.STRING));
  private static final Column NAME = column("name", new ColumnType.LongText());

  private static TableDescription contact(Column... company) {
    return table("contact", NAME, column("company_id", new ColumnType.Whole(64)))
        .beside(Map.of(TableName.parse("company"), table("company", company)));
  }

  private static Mapping mapping(String column) {
    Mapping said = Samples.mapping("contact", "Contact", Samples.to("Name", "name"));
    var line =
        new FieldMapping(
            new FieldName("Company__c"),
            Optional.empty(),
            Direction.PUSH,
            Optional.empty(),
            false,
            Optional.empty(),
            FieldRules.STANDARD,
            new FieldSource.RelatedColumn(
                new ColumnName("company_id"),
                TableName.parse("company"),
                new ColumnName(column),
                Optional.empty(),
                MissingRow.REJECT));
    return new Mapping(
        said.name(),
        said.org(),
        said.object(),
        said.database(),
        said.table(),
        false,
        Optional.empty(),
        List.of(),
        false,
        List.of(said.fields().getFirst(), line),
        Direction.BOTH,
        said.onDelete(),
        Optional.empty(),
        said.rules());
  }

  private static ResolvedMapping resolved(Mapping mapping, TableDescription table, DriftPlan plan) {
    Resolution resolution =
        MappingResolver.resolve(
            plan.inService(mapping),
            CONTACT,
            table,
            List.of(mapping),
            Expressions.NONE,
            plan.standIns());
    assertThat(resolution).isInstanceOf(Resolution.Resolved.class);
    return ((Resolution.Resolved) resolution).mapping();
  }

  private static DriftPlan plan(SchemaShape before, Mapping mapping, TableDescription table) {
    return DriftPlan.of(before, mapping, CONTACT, table, DriftPolicy.APPLY);
  }

  @Test
  void a_related_column_that_is_gone_takes_its_line_out_of_service_and_back() {
    ResolvedMapping before = resolved(mapping("name"), contact(NAME), DriftPlan.NONE);
    SchemaShape shape = SchemaShape.parse(SchemaShape.of(before).text());
    assertThat(plan(shape, mapping("name"), contact(NAME)).alarms()).isEmpty();

    DriftPlan gone = plan(shape, mapping("name"), contact());
    assertThat(gone.outOfService()).containsExactly(new FieldName("Company__c"));
    ResolvedMapping without = resolved(mapping("name"), contact(), gone);
    assertThat(without.relations().keySet())
        .extracting(Relation::name)
        .containsExactly(before.relations().keySet().iterator().next().name());
    assertThat(without.restingRelations()).hasSize(1);
    assertThat(without.holdsBack()).isTrue();

    SchemaShape kept = SchemaShape.of(without).keeping(shape, gone.outOfService());
    DriftPlan back = plan(kept, mapping("name"), contact(NAME));
    assertThat(back.outOfService()).isEmpty();
    assertThat(back.alarms())
        .extracting(alarm -> alarm.change().kind())
        .contains(ChangeKind.FIELD_RETURNED);
  }

  @Test
  void a_related_column_of_another_type_is_not_trusted() {
    SchemaShape shape = SchemaShape.of(resolved(mapping("name"), contact(NAME), DriftPlan.NONE));
    TableDescription other = contact(column("name", new ColumnType.Whole(32)));
    assertThat(plan(shape, mapping("name"), other).outOfService())
        .containsExactly(new FieldName("Company__c"));
  }

  @Test
  void a_line_that_names_another_column_now_is_no_change_of_the_schema() {
    SchemaShape shape = SchemaShape.of(resolved(mapping("name"), contact(NAME), DriftPlan.NONE));
    TableDescription other = contact(column("label", new ColumnType.LongText()));
    assertThat(plan(shape, mapping("label"), other).outOfService()).isEmpty();
  }
}
