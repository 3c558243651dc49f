package dev.syncline.salesforce.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.Field;
import dev.syncline.model.FieldFlags;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ParentFieldsTest {
  private static final FieldFlags WRITTEN =
      new FieldFlags(
          true, true, true, true, false, false, false, false, true, true, true, false, false);

  private static final Map<String, ObjectDescription> OBJECTS =
      Map.of(
          "Contact",
          object(
              "Contact",
              field("LastName", FieldType.STRING, 80),
              reference("AccountId", "Account", "Account"),
              reference("OwnerId", "Owner", "User", "Group")),
          "Account",
          object(
              "Account",
              field("Name", FieldType.STRING, 255),
              field("BillingAddress", FieldType.ADDRESS, 0),
              reference("ParentId", "Parent", "Account")),
          "User",
          object(
              "User", field("Name", FieldType.STRING, 121), field("Email", FieldType.EMAIL, 128)),
          "Group",
          object(
              "Group", field("Name", FieldType.STRING, 40), field("Email", FieldType.STRING, 255)));

  private static ObjectDescription object(String name, Field... fields) {
    return new ObjectDescription(
        new ObjectName(name),
        name,
        "003",
        true,
        true,
        true,
        true,
        true,
        Arrays.asList(fields),
        List.of(),
        List.of());
  }

  private static Field field(String name, FieldType type, int length) {
    return field(name, type, length, Optional.empty());
  }

  private static Field reference(String name, String relationship, String... to) {
    return field(name, FieldType.REFERENCE, 18, Optional.of(relationship), to);
  }

  private static Field field(
      String name, FieldType type, int length, Optional<String> relationship, String... to) {
    return new Field(
        new FieldName(name),
        name,
        type,
        length,
        0,
        0,
        WRITTEN,
        Arrays.stream(to).map(ObjectName::new).toList(),
        Optional.empty(),
        List.of(),
        relationship,
        Optional.empty());
  }

  private static ObjectDescription known(String name) {
    return Objects.requireNonNull(OBJECTS.get(name));
  }

  private static Optional<Field> find(String path) {
    var fields = new ParentFields(name -> known(name.value()));
    return fields.among(known("Contact"), List.of(new FieldName(path))).field(path);
  }

  @Test
  void a_field_of_a_parent_is_as_long_as_there_and_never_written() {
    Field name = find("account.name").orElseThrow();
    assertThat(name.name()).isEqualTo(new FieldName("Account.Name"));
    assertThat(name.length()).isEqualTo(255);
    assertThat(name.flags().nillable()).isTrue();
    assertThat(name.flags().createable() || name.flags().updateable()).isFalse();
    assertThat(name.flags().unique() || name.flags().externalId()).isFalse();
  }

  @Test
  void the_way_is_five_steps_long_at_most() {
    assertThat(find("Account.Parent.Parent.Parent.Parent.Name")).isPresent();
    assertThat(find("Account.Parent.Parent.Parent.Parent.Parent.Name")).isEmpty();
  }

  @Test
  void where_a_reference_leads_to_several_objects_all_must_have_the_field() {
    assertThat(find("Owner.Name")).hasValueSatisfying(f -> assertThat(f.length()).isEqualTo(121));
    assertThat(find("Owner.Email")).as("of different types").isEmpty();
    assertThat(find("Owner.Title")).isEmpty();
  }

  @Test
  void what_is_not_there_or_is_compound_is_left_out() {
    assertThat(find("AccountId.Name")).isEmpty();
    assertThat(find("Account.Nome")).isEmpty();
    assertThat(find("Account.BillingAddress")).isEmpty();
    assertThat(find("Account..Name")).isEmpty();
  }

  @Test
  void an_object_without_such_fields_is_left_as_it_is() {
    ObjectDescription contact = known("Contact");
    var fields = new ParentFields(name -> known(name.value()));
    assertThat(fields.among(contact, List.of(new FieldName("LastName")))).isSameAs(contact);
  }
}
