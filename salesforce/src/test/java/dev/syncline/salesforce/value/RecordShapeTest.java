package dev.syncline.salesforce.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.FieldType;
import dev.syncline.model.ObjectDescription;
import dev.syncline.salesforce.testing.Shapes;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordShapeTest {
  private static final ObjectDescription CONTACT =
      Shapes.object(
          new TreeMap<>(
              Map.of(
                  "LastName", FieldType.STRING,
                  "Photo", FieldType.BASE64,
                  "MailingAddress", FieldType.ADDRESS)));

  @Test
  void the_asked_fields_come_first_and_id_and_stamp_once_behind_them() {
    RecordShape shape = RecordShape.of(Shapes.query("LastName"), CONTACT);

    assertThat(shape.columns()).containsExactly("LastName", "Id", "SystemModstamp");
    assertThat(shape.asked()).isEqualTo(1);
    assertThat(shape.id()).isEqualTo(1);
    assertThat(shape.stamp()).isEqualTo(2);
  }

  @Test
  void an_id_or_stamp_that_was_asked_for_is_not_selected_twice() {
    RecordShape shape = RecordShape.of(Shapes.query("systemmodstamp", "lastname", "ID"), CONTACT);

    assertThat(shape.columns()).containsExactly("SystemModstamp", "LastName", "Id");
    assertThat(shape.asked()).isEqualTo(3);
    assertThat(shape.stamp()).isZero();
    assertThat(shape.id()).isEqualTo(2);
  }

  @Test
  void an_object_without_system_modstamp_falls_back_to_the_next_best_stamp() {
    ObjectDescription modified =
        Shapes.object(
            new TreeMap<>(
                Map.of("LastModifiedDate", FieldType.DATETIME, "CreatedDate", FieldType.DATETIME)));
    ObjectDescription created = Shapes.object(Map.of("CreatedDate", FieldType.DATETIME));
    ObjectDescription none = Shapes.object(Map.of("BirthDate", FieldType.DATE));

    assertThat(RecordShape.of(Shapes.query(), modified).columns())
        .containsExactly("Id", "LastModifiedDate");
    assertThat(RecordShape.of(Shapes.query(), created).columns())
        .containsExactly("Id", "CreatedDate");
    assertProblem(Shapes.query(), none, "FIELD-NO-STAMP");
  }

  @Test
  void a_query_that_cannot_be_read_is_refused_by_name() {
    assertProblem(Shapes.query("Nope__c"), CONTACT, "FIELD-UNKNOWN");
    assertProblem(Shapes.query("LastName", "LASTNAME"), CONTACT, "FIELD-TWICE");
    assertProblem(Shapes.query("Photo"), CONTACT, "FIELD-UNSUPPORTED");
  }

  @Test
  void compounds_are_told_for_those_who_cannot_read_them() {
    assertThat(RecordShape.of(Shapes.query("MailingAddress"), CONTACT).compound())
        .hasValue("MailingAddress");
    assertThat(RecordShape.of(Shapes.query("LastName"), CONTACT).compound()).isEmpty();
  }

  private static void assertProblem(RecordQuery query, ObjectDescription object, String code) {
    assertThatThrownBy(() -> RecordShape.of(query, object))
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(e.problem().code()).isEqualTo(code));
  }
}
