package dev.syncline.engine.mapping;

import static dev.syncline.engine.testing.Samples.column;
import static dev.syncline.engine.testing.Samples.field;
import static dev.syncline.engine.testing.Samples.mapping;
import static dev.syncline.engine.testing.Samples.object;
import static dev.syncline.engine.testing.Samples.table;
import static dev.syncline.engine.testing.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.value.Computation;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldRules;
import dev.syncline.model.FieldSource;
import dev.syncline.model.FieldType;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Problem;
import dev.syncline.model.TableDescription;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComputedBindingsTest {
  private static final ObjectDescription CONTACT =
      object(
          "Contact",
          field("Name", FieldType.STRING),
          field("Age__c", FieldType.INT),
          field("Born__c", FieldType.DATE));
  private static final TableDescription TABLE =
      table(
          "contact",
          column("name", new ColumnType.LongText()),
          column("copies", new ColumnType.Whole(32)));

  @Test
  void a_constant_of_a_column_is_a_value_of_its_type_and_its_binding_is_the_last() {
    ResolvedMapping resolved = resolved(ofColumn("copies", "7"), to("Name", "name"));
    FieldBinding last = resolved.bindings().getLast();
    assertThat(last.kind())
        .isEqualTo(
            new Kind.Derived(
                List.of(), new Computation.Constant(new Value.Numeric(BigDecimal.valueOf(7)))));
    assertThat(last.direction()).isEqualTo(Direction.PULL);
    assertThat(resolved.readFields()).containsExactly(new FieldName("Name"));
    assertThat(resolved.bound(List.of(new Value.Text("Ann"))))
        .containsExactly(new Value.Text("Ann"), new Value.Compound(List.of()));
  }

  @Test
  void a_computed_column_reads_fields_that_are_mapped_to_no_column() {
    Expressions expressions =
        (_, types) ->
            types.get("record.Age__c") == Expressions.Type.WHOLE
                ? new Expressions.Made.Right(
                    List.of("record.Age__c", "record.Name"),
                    Expressions.Type.TEXT,
                    new Computation.Constant(Value.NULL))
                : new Expressions.Made.Wrong("no age");
    var line =
        new FieldMapping(
            FieldMapping.ofColumn(new ColumnName("copies")),
            Optional.of(new ColumnName("copies")),
            Direction.PULL,
            Optional.empty(),
            false,
            Optional.empty(),
            FieldRules.STANDARD,
            new FieldSource.Expression("x"));
    var resolution = (Resolution.Resolved) resolve(expressions, line, to("Name", "name"));
    assertThat(resolution.mapping().readFields())
        .containsExactly(new FieldName("Name"), new FieldName("Age__c"));
    assertThat(
            resolution
                .mapping()
                .bound(List.of(new Value.Text("Ann"), new Value.Numeric(BigDecimal.ONE)))
                .getLast())
        .isEqualTo(
            new Value.Compound(
                List.of(
                    new Value.Component("Age__c", new Value.Numeric(BigDecimal.ONE)),
                    new Value.Component("Name", new Value.Text("Ann")))));
  }

  @Test
  void fields_that_the_org_computes_are_told() {
    var formula = PlainField.of(new FieldName("Total__c"), FieldType.CURRENCY);
    var mapping = mapping("contact", "Contact", to("Total__c", "copies"));
    var resolution =
        (Resolution.Resolved)
            MappingResolver.resolve(
                mapping, object("Contact", formula), TABLE, List.of(mapping), Expressions.NONE);
    assertThat(resolution.notes())
        .singleElement()
        .asString()
        .contains("computed by Salesforce", "Total__c", "reread");
  }

  @Test
  void the_name_of_a_computed_column_means_nothing_to_sql_or_json() {
    assertThat(FieldMapping.ofColumn(new ColumnName("last_name")).value())
        .isEqualTo("column:last_name");
    assertThat(FieldMapping.ofColumn(new ColumnName("a\\';/**/DROP\"$.x")).value())
        .matches("column:[A-Za-z0-9_]+");
    assertThat(FieldMapping.ofColumn(new ColumnName("a'")))
        .isNotEqualTo(FieldMapping.ofColumn(new ColumnName("a;")));
  }

  @Test
  void what_cannot_be_computed_is_told() {
    assertThat(problems(ofColumn("missing", "7"))).containsExactly("COLUMN-UNKNOWN");
    assertThat(problems(ofField("Name", new FieldSource.Constant("x"))))
        .as("a mapping that only pulls")
        .containsExactly("COMPUTED-IDLE");
    assertThat(problems(ofField("Name", new FieldSource.RecordTypeName(Optional.of("Any")))))
        .containsExactly("RECORD-TYPE-UNKNOWN");
    assertThat(problems(ofField("Nmae", new FieldSource.Constant("x"))))
        .containsExactly("FIELD-UNKNOWN");
  }

  @Test
  void a_mapping_that_pulls_has_something_to_pull() {
    var line =
        new FieldMapping(
            new FieldName("Name"),
            Optional.of(new ColumnName("name")),
            Direction.PUSH,
            Optional.empty(),
            false,
            Optional.empty());
    assertThat(((Resolution.Unresolved) resolve(Expressions.NONE, line)).problems())
        .extracting(Problem::code)
        .containsExactly("MAPPING-EMPTY");
  }

  private static List<String> problems(FieldMapping line) {
    var unresolved = (Resolution.Unresolved) resolve(Expressions.NONE, line, to("Name", "name"));
    return unresolved.problems().stream().map(Problem::code).toList();
  }

  private static FieldMapping ofColumn(String column, String text) {
    return new FieldMapping(
        FieldMapping.ofColumn(new ColumnName(column)),
        Optional.of(new ColumnName(column)),
        Direction.PULL,
        Optional.empty(),
        false,
        Optional.empty(),
        FieldRules.STANDARD,
        new FieldSource.Constant(text));
  }

  private static FieldMapping ofField(String field, FieldSource source) {
    return new FieldMapping(
        new FieldName(field),
        Optional.empty(),
        Direction.PUSH,
        Optional.empty(),
        false,
        Optional.empty(),
        FieldRules.STANDARD,
        source);
  }

  private static ResolvedMapping resolved(FieldMapping... lines) {
    return ((Resolution.Resolved) resolve(Expressions.NONE, lines)).mapping();
  }

  private static Resolution resolve(Expressions expressions, FieldMapping... lines) {
    var mapping = mapping("contact", "Contact", lines);
    return MappingResolver.resolve(mapping, CONTACT, TABLE, List.of(mapping), expressions);
  }
}
