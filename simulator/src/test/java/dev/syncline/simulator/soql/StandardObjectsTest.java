package dev.syncline.simulator.soql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.schema.ChildRelationship;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.schema.SchemaFiles;
import dev.syncline.simulator.soql.api.QueryPlan;
import dev.syncline.simulator.soql.testing.SampleOrg;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything that the standard objects declare can be named in a statement. */
final class StandardObjectsTest {
  private static final Schema STANDARD = SchemaFiles.standard();

  static List<ObjectDefinition> objects() {
    return STANDARD.objects().stream()
        .filter(object -> object.is(ObjectDefinition.Flag.QUERYABLE))
        .toList();
  }

  private static QueryPlan prepare(String statement) {
    return Soql.prepare(statement, STANDARD, SampleOrg.settings());
  }

  @ParameterizedTest
  @MethodSource("objects")
  void all_fields_can_be_selected_by_name(ObjectDefinition object) {
    String fields = String.join(", ", object.fieldNames());
    QueryPlan plan = prepare("SELECT " + fields + " FROM " + object.name());
    assertThat(plan.columns()).hasSameSizeAs(object.fields());
    assertThat(prepare("SELECT FIELDS(ALL) FROM " + object.name() + " LIMIT 200").columns())
        .isEqualTo(plan.columns());
  }

  @ParameterizedTest
  @MethodSource("objects")
  void all_filterable_and_sortable_fields_but_compounds_can_be_used(ObjectDefinition object) {
    for (FieldDefinition field : object.fields()) {
      boolean whole = field.type() == FieldType.ADDRESS || field.type() == FieldType.LOCATION;
      if (field.is(FieldDefinition.Flag.FILTERABLE) && !whole) {
        prepare("SELECT Id FROM " + object.name() + " WHERE " + field.name() + " = null");
      }
      if (field.is(FieldDefinition.Flag.SORTABLE)) {
        prepare("SELECT Id FROM " + object.name() + " ORDER BY " + field.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("objects")
  void all_parents_and_children_can_be_reached(ObjectDefinition object) {
    for (FieldDefinition field : object.fields()) {
      boolean known =
          field.referenceTo().stream().anyMatch(name -> STANDARD.object(name).isPresent());
      if (known && field.relationshipName().isPresent()) {
        prepare("SELECT " + field.relationshipName().get() + ".Id FROM " + object.name());
      }
    }
    for (ChildRelationship children : STANDARD.childRelationships(object)) {
      if (children.name().isPresent() && children.child().is(ObjectDefinition.Flag.QUERYABLE)) {
        prepare("SELECT (SELECT Id FROM " + children.name().get() + ") FROM " + object.name());
      }
    }
  }
}
