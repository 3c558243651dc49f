package dev.syncline.salesforce.write;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordResult.Effect;
import dev.syncline.model.RecordResult.Refusal;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import dev.syncline.salesforce.rest.OrgError;
import dev.syncline.salesforce.testing.Shapes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefusedRowTest {
  private static final RowKey ROW = new RowKey("7");
  private static final RecordId ID = RecordId.of("003000000000001AAA");
  private static final RefusedRow REFUSED =
      new RefusedRow(Shapes.object(Map.of("Ext__c", FieldType.STRING)));

  private static final RecordWrite CREATE = new RecordWrite.Create(ROW, List.of());
  private static final RecordWrite UPSERT =
      new RecordWrite.Upsert(ROW, new FieldName("Ext__c"), new Value.Text("k"), List.of());
  private static final RecordWrite UPDATE = new RecordWrite.Update(ROW, ID, List.of());
  private static final RecordWrite DELETE = new RecordWrite.Delete(ROW, ID);

  @ParameterizedTest
  @CsvSource({
    "UNABLE_TO_LOCK_ROW, LOCKED, LOCK-ROW, TRANSIENT",
    "TOOMANYLOCKFAILURE, LOCKED, LOCK-ROW, TRANSIENT",
    "DUPLICATE_EXTERNAL_ID, AMBIGUOUS, ROW-KEY-NOT-UNIQUE, DATA",
    "ALL_OR_NONE_OPERATION_ROLLED_BACK, ROLLED_BACK, ROW-ROLLED-BACK, TRANSIENT",
    "PROCESSING_HALTED, ROLLED_BACK, ROW-ROLLED-BACK, TRANSIENT",
    "UNKNOWN_EXCEPTION, PASSING, ORG-INTERNAL, TRANSIENT",
    "REQUEST_RUNNING_TOO_LONG, PASSING, LIMIT-TOO-LONG, TRANSIENT",
    "TOO_MANY_APEX_REQUESTS, PASSING, LIMIT-CONCURRENT, LIMIT",
    "STORAGE_LIMIT_EXCEEDED, PASSING, LIMIT-STORAGE, LIMIT",
    "REQUIRED_FIELD_MISSING, PERMANENT, ROW-REQUIRED, DATA",
    "FIELD_CUSTOM_VALIDATION_EXCEPTION, PERMANENT, ROW-RULE, DATA",
    "DUPLICATE_VALUE, PERMANENT, ROW-DUPLICATE, DATA",
    "DUPLICATES_DETECTED, PERMANENT, ROW-DUPLICATE-RULE, DATA",
    "ENTITY_IS_LOCKED, PERMANENT, LOCK-APPROVAL, DATA",
    "ENTITY_IS_DELETED, PERMANENT, ROW-DELETED, DATA",
    "INVALID_CROSS_REFERENCE_KEY, PERMANENT, ROW-NO-PARENT, DATA",
    "INSUFFICIENT_ACCESS_OR_READONLY, PERMANENT, AUTH-ACCESS, ACCESS",
    "INVALID_FIELD, PERMANENT, FIELD-UNKNOWN, MAPPING",
    "INVALID_FIELD_FOR_INSERT_UPDATE, PERMANENT, FIELD-READ-ONLY, MAPPING",
    "CANNOT_UPDATE_CONVERTED_LEAD, PERMANENT, ROW-REFUSED-CANNOT-UPDATE-CONVERTED-LEAD, DATA"
  })
  void a_code_decides_what_is_done_about_a_create(
      String code, Refusal refusal, String problem, ErrorClass errorClass) {
    RecordResult.Refused refused = refused(CREATE, error(code, "words"));

    assertThat(refused.row()).isEqualTo(ROW);
    assertThat(refused.refusal()).isEqualTo(refusal);
    assertThat(refused.problem().code()).isEqualTo(problem);
    assertThat(refused.problem().errorClass()).isEqualTo(errorClass);
    assertThat(refused.problem().message()).isEqualTo(code + ": words");
    assertThat(refused.problem().action()).isNotBlank();
  }

  @ParameterizedTest
  @CsvSource({"ENTITY_IS_DELETED", "NOT_FOUND", "INVALID_CROSS_REFERENCE_KEY"})
  void a_record_that_is_not_there_is_gone_for_updates_and_as_wanted_for_deletes(String code) {
    assertThat(refused(UPDATE, error(code, "entity is deleted")).refusal()).isEqualTo(Refusal.GONE);
    assertThat(REFUSED.result(DELETE, List.of(error(code, "entity is deleted"))))
        .isEqualTo(new RecordResult.Done(ROW, ID, Effect.ALREADY_GONE));
  }

  @Test
  void a_parent_that_is_not_there_is_not_the_record_itself() {
    OrgError parent =
        new OrgError("INVALID_CROSS_REFERENCE_KEY", "invalid id", List.of("AccountId"));
    OrgError byKey =
        error("INVALID_FIELD", "Foreign key external ID: x not found for field E in entity A");

    assertThat(refused(UPDATE, parent).refusal()).isEqualTo(Refusal.PERMANENT);
    assertThat(refused(UPSERT, byKey).problem().code()).isEqualTo("ROW-NO-PARENT");
    assertThat(refused(UPSERT, byKey).problem().message()).startsWith("INVALID_FIELD: Foreign");
  }

  @ParameterizedTest
  @CsvSource({
    "duplicate value found: Ext__c duplicates value on record with id: 003000000000001, RACED",
    "duplicate value found: ext__c duplicates value on record with id: 003000000000001, RACED",
    "duplicate value found: <unknown> duplicates value on record with id: <unknown>, RACED",
    "duplicate value found: Tax__c duplicates value on record with id: 003000000000001, PERMANENT"
  })
  void a_duplicate_of_the_upserts_own_key_was_a_race(String words, Refusal refusal) {
    assertThat(refused(UPSERT, error("DUPLICATE_VALUE", words)).refusal()).isEqualTo(refusal);
  }

  @Test
  void all_words_and_fields_of_the_org_stand_in_the_problem() {
    RecordResult result =
        REFUSED.result(
            CREATE,
            List.of(
                new OrgError("STRING_TOO_LONG", "Name: too \"long\"", List.of("Name", "Title")),
                error("REQUIRED_FIELD_MISSING", "missing")));

    assertThat(((RecordResult.Refused) result).problem().message())
        .isEqualTo(
            "STRING_TOO_LONG: Name: too \"long\" (fields: Name, Title);"
                + " REQUIRED_FIELD_MISSING: missing");
  }

  @Test
  void a_refusal_without_an_error_is_a_problem_too() {
    assertThat(((RecordResult.Refused) REFUSED.result(CREATE, List.of())).problem().code())
        .startsWith("ROW-REFUSED");
  }

  private static OrgError error(String code, String message) {
    return new OrgError(code, message, List.of());
  }

  private static RecordResult.Refused refused(RecordWrite write, OrgError error) {
    return (RecordResult.Refused) REFUSED.result(write, List.of(error));
  }
}
