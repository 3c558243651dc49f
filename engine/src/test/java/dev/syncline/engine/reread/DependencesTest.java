package dev.syncline.engine.reread;

import static dev.syncline.engine.testing.Samples.column;
import static dev.syncline.engine.testing.Samples.table;
import static dev.syncline.engine.testing.Samples.to;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.mapping.MappingResolver;
import dev.syncline.engine.mapping.Resolution;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.testing.Samples;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Field;
import dev.syncline.model.FieldFlags;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectDescription.Detail;
import dev.syncline.model.ObjectName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DependencesTest {
  private static final Detail LINE =
      new Detail(new ObjectName("Line__c"), new FieldName("Deal__c"));
  private static final Detail SHARE =
      new Detail(new ObjectName("Deal__Share"), new FieldName("ParentId"));

  private static final Map<String, ObjectDescription> OBJECTS =
      Map.of(
          "Deal__c",
          object(
              "Deal__c",
              List.of(LINE, SHARE),
              plain("Amount__c"),
              reference("Account__c", "Account__r", "Account"),
              reference("OwnerId", "Owner", "User", "Group"),
              formula("Gross__c", "Amount__c * 1.2"),
              formula("Twice__c", "Gross__c * 2"),
              formula("Region__c", "Account__r.Owner.Region__c & ' ' & TEXT(Twice__c)"),
              formula("Score__c", "Account__r.Score__c + Amount__c"),
              formula("Age__c", "TODAY() - CreatedDate"),
              formula("Of_Owner__c", "Owner.Name"),
              sum("Total__c")),
          "Account",
          object(
              "Account",
              List.of(),
              plain("Name"),
              plain("SystemModstamp"),
              reference("OwnerId", "Owner", "User"),
              formula("Score__c", "Rating__c * 10"),
              plain("Rating__c"),
              sum("Deals__c")),
          "User",
          object("User", List.of(), plain("Region__c"), plain("SystemModstamp")));

  private static ObjectDescription object(String name, List<Detail> details, Field... fields) {
    return new ObjectDescription(
        new ObjectName(name),
        name,
        "a01",
        true,
        true,
        true,
        true,
        true,
        Arrays.asList(fields),
        List.of(),
        details);
  }

  private static Field plain(String name) {
    return field(name, false, FieldType.STRING, Optional.empty(), Optional.empty());
  }

  private static Field reference(String name, String relationship, String... to) {
    return field(name, false, FieldType.REFERENCE, Optional.of(relationship), Optional.empty(), to);
  }

  private static Field formula(String name, String formula) {
    return field(name, true, FieldType.STRING, Optional.empty(), Optional.of(formula));
  }

  private static Field sum(String name) {
    return field(name, true, FieldType.DOUBLE, Optional.empty(), Optional.empty());
  }

  private static Field field(
      String name,
      boolean calculated,
      FieldType type,
      Optional<String> relationship,
      Optional<String> formula,
      String... to) {
    return new Field(
        new FieldName(name),
        name,
        type,
        100,
        18,
        2,
        new FieldFlags(
            true,
            false,
            false,
            false,
            calculated,
            false,
            name.endsWith("__c"),
            false,
            false,
            false,
            false,
            false,
            false),
        Arrays.stream(to).map(ObjectName::new).toList(),
        Optional.empty(),
        List.of(),
        relationship,
        formula);
  }

  private static Dependences of(String... fields) {
    Mapping mapping =
        Samples.mapping(
            "deals",
            "Deal__c",
            Arrays.stream(fields)
                .map(f -> to(f, f.toLowerCase(Locale.ROOT)))
                .toArray(FieldMapping[]::new));
    Column[] columns =
        Arrays.stream(fields)
            .map(f -> column(f.toLowerCase(Locale.ROOT), new ColumnType.LongText()))
            .toArray(Column[]::new);
    var resolution =
        MappingResolver.resolve(
            mapping,
            Objects.requireNonNull(OBJECTS.get("Deal__c")),
            table("deals", columns),
            List.of(mapping));
    ResolvedMapping resolved = ((Resolution.Resolved) resolution).mapping();
    return Dependences.of(resolved, name -> Optional.ofNullable(OBJECTS.get(name.value())));
  }

  @Test
  void what_looks_at_its_own_record_alone_is_not_volatile() {
    assertThat(of("Amount__c", "Gross__c", "Twice__c"))
        .isEqualTo(new Dependences(List.of(), List.of(), List.of(), List.of()));
  }

  @Test
  void a_formula_depends_on_all_records_on_its_way() {
    Dependences region = of("Amount__c", "Region__c");
    assertThat(region.parents()).containsExactly("Account__r", "Account__r.Owner");
    assertThat(region.lines()).containsExactly(new FieldName("Region__c"));
    assertThat(region.unknown()).isEmpty();
  }

  @Test
  void a_formula_of_a_parent_is_gone_into() {
    Dependences score = of("Score__c");
    assertThat(score.parents()).containsExactly("Account__r");
    assertThat(score.unknown()).isEmpty();
  }

  @Test
  void a_roll_up_depends_on_details_that_can_be_summed_up() {
    Dependences total = of("Total__c");
    assertThat(total.details()).containsExactly(LINE);
    assertThat(total.unknown()).isEmpty();
  }

  @Test
  void the_time_and_references_to_several_objects_are_not_known() {
    assertThat(of("Age__c", "Of_Owner__c", "Total__c").unknown())
        .containsExactlyInAnyOrder(new FieldName("Age__c"), new FieldName("Of_Owner__c"));
  }
}
