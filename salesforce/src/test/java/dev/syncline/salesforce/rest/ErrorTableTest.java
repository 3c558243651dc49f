package dev.syncline.salesforce.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The table of documented errors, written down a second time from the documentation. */
class ErrorTableTest {
  @ParameterizedTest
  @CsvSource({
    "401, INVALID_SESSION_ID, AUTH-SESSION, ACCESS, ALWAYS",
    "401, INVALID_AUTH_HEADER, AUTH-SESSION, ACCESS, ALWAYS",
    "403, REQUEST_LIMIT_EXCEEDED, LIMIT-DAILY-CALLS, LIMIT, NEVER",
    "403, API_DISABLED_FOR_ORG, AUTH-API-DISABLED, ACCESS, NEVER",
    "403, API_CURRENTLY_DISABLED, AUTH-API-DISABLED, ACCESS, NEVER",
    "403, INSUFFICIENT_ACCESS, AUTH-ACCESS, ACCESS, NEVER",
    "403, FUNCTIONALITY_NOT_ENABLED, ORG-FEATURE-OFF, ACCESS, NEVER",
    "405, METHOD_NOT_ALLOWED, ORG-PROTOCOL, BUG, NEVER",
    "400, MALFORMED_QUERY, ORG-QUERY, MAPPING, NEVER",
    "400, INVALID_TYPE, ORG-NO-OBJECT, MAPPING, NEVER",
    "400, JSON_PARSER_ERROR, ORG-PROTOCOL, BUG, NEVER",
    "400, INVALID_QUERY_FILTER_OPERATOR, ORG-QUERY, MAPPING, NEVER",
    "400, QUERY_TOO_COMPLICATED, ORG-QUERY, MAPPING, NEVER",
    "400, INVALID_QUERY_LOCATOR, READING-GONE, TRANSIENT, NEVER",
    "500, REQUEST_RUNNING_TOO_LONG, LIMIT-TOO-LONG, TRANSIENT, IF_HARMLESS",
    "400, QUERY_TIMEOUT, LIMIT-TOO-LONG, TRANSIENT, IF_HARMLESS",
    "400, TOO_MANY_APEX_REQUESTS, LIMIT-CONCURRENT, LIMIT, ALWAYS",
    "403, STORAGE_LIMIT_EXCEEDED, LIMIT-STORAGE, LIMIT, NEVER",
    "400, EXCEEDED_QUOTA, LIMIT-QUOTA, LIMIT, NEVER",
    "400, INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY, AUTH-PARENT-ACCESS, ACCESS, NEVER",
    "400, INSUFFICIENT_ACCESS_OR_READONLY, AUTH-ACCESS, ACCESS, NEVER",
    "500, UNKNOWN_EXCEPTION, ORG-INTERNAL, TRANSIENT, IF_HARMLESS",
    "503, SERVER_UNAVAILABLE, ORG-UNAVAILABLE, TRANSIENT, IF_HARMLESS",
    "410, GONE, ORG-VERSION, MAPPING, NEVER",
    "410, UNSUPPORTED_API_VERSION, ORG-VERSION, MAPPING, NEVER",
    "414, '', ORG-QUERY-TOO-LONG, MAPPING, NEVER",
    "415, '', ORG-PROTOCOL, BUG, NEVER",
    "428, '', ORG-PROTOCOL, BUG, NEVER",
    "431, '', ORG-QUERY-TOO-LONG, MAPPING, NEVER",
    "420, '', ORG-UNAVAILABLE, TRANSIENT, IF_HARMLESS",
    "502, '', ORG-INTERNAL, TRANSIENT, IF_HARMLESS",
    "400, InvalidVersion, ORG-VERSION, MAPPING, NEVER",
    "400, SOMETHING_NEW, ORG-REFUSED, MAPPING, NEVER",
    "500, SOMETHING_NEW, ORG-INTERNAL, TRANSIENT, IF_HARMLESS"
  })
  void an_error_of_a_call_says_who_must_act_and_whether_to_repeat(
      int status, String orgCode, String code, ErrorClass errorClass, Repeat repeat) {
    assertMeaning(status, orgCode, code, errorClass, repeat);
  }

  @ParameterizedTest
  @CsvSource({
    "404, NOT_FOUND, ROW-NOT-FOUND, DATA, NEVER",
    "404, ENTITY_IS_DELETED, ROW-DELETED, DATA, NEVER",
    "400, INVALID_FIELD, FIELD-UNKNOWN, MAPPING, NEVER",
    "400, MALFORMED_ID, ROW-BAD-ID, MAPPING, NEVER",
    "400, REQUIRED_FIELD_MISSING, ROW-REQUIRED, DATA, NEVER",
    "400, FIELD_CUSTOM_VALIDATION_EXCEPTION, ROW-RULE, DATA, NEVER",
    "400, STRING_TOO_LONG, ROW-TOO-LONG, DATA, NEVER",
    "400, NUMBER_OUTSIDE_VALID_RANGE, ROW-NUMBER, DATA, NEVER",
    "400, INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST, ROW-PICKLIST, DATA, NEVER",
    "400, INVALID_EMAIL_ADDRESS, ROW-EMAIL, DATA, NEVER",
    "400, FIELD_INTEGRITY_EXCEPTION, ROW-INTEGRITY, DATA, NEVER",
    "400, FIELD_FILTER_VALIDATION_EXCEPTION, ROW-LOOKUP-FILTER, DATA, NEVER",
    "400, INVALID_CROSS_REFERENCE_KEY, ROW-NO-PARENT, DATA, NEVER",
    "400, INVALID_FIELD_FOR_INSERT_UPDATE, FIELD-READ-ONLY, MAPPING, NEVER",
    "400, DUPLICATE_VALUE, ROW-DUPLICATE, DATA, NEVER",
    "400, DUPLICATE_EXTERNAL_ID, ROW-KEY-NOT-UNIQUE, DATA, NEVER",
    "300, '', ROW-KEY-NOT-UNIQUE, DATA, NEVER",
    "400, DUPLICATES_DETECTED, ROW-DUPLICATE-RULE, DATA, NEVER",
    "400, CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY, ROW-AUTOMATION, DATA, NEVER",
    "400, CANNOT_EXECUTE_FLOW_TRIGGER, ROW-AUTOMATION, DATA, NEVER",
    "400, UNABLE_TO_LOCK_ROW, LOCK-ROW, TRANSIENT, ALWAYS",
    "400, ENTITY_IS_LOCKED, LOCK-APPROVAL, DATA, NEVER",
    "400, DELETE_FAILED, ROW-DELETE-REFUSED, DATA, NEVER",
    "400, ALL_OR_NONE_OPERATION_ROLLED_BACK, ROW-ROLLED-BACK, TRANSIENT, NEVER",
    "400, PROCESSING_HALTED, ROW-ROLLED-BACK, TRANSIENT, NEVER",
    "412, '', ROW-CHANGED-MEANWHILE, TRANSIENT, NEVER",
    "400, EXCEEDED_ID_LIMIT, POLL-WINDOW-FULL, LIMIT, NEVER",
    "400, INVALID_REPLICATION_DATE, POLL-WINDOW-OLD, TRANSIENT, NEVER",
    "400, INVALID_TYPE_FOR_OPERATION, POLL-NO-OBJECT, MAPPING, NEVER",
    "400, INVALIDFIELD, FIELD-UNKNOWN, MAPPING, NEVER",
    "400, TOOMANYLOCKFAILURE, LOCK-ROW, TRANSIENT, ALWAYS"
  })
  void an_error_of_a_record_says_who_must_act_and_whether_to_repeat(
      int status, String orgCode, String code, ErrorClass errorClass, Repeat repeat) {
    assertMeaning(status, orgCode, code, errorClass, repeat);
  }

  @ParameterizedTest
  @CsvSource({
    "409, '', BULK-VERSION, TRANSIENT, NEVER",
    "400, INVALIDJOB, BULK-JOB, TRANSIENT, NEVER",
    "400, INVALIDJOBSTATE, BULK-JOB-STATE, TRANSIENT, IF_HARMLESS",
    "400, INVALIDBATCH, BULK-BATCH, MAPPING, NEVER",
    "400, INVALIDENTITY, ORG-NO-OBJECT, MAPPING, NEVER",
    "400, CLIENTINPUTERROR, BULK-INPUT, BUG, NEVER",
    "400, EXCEEDEDQUOTA, LIMIT-QUOTA, LIMIT, NEVER",
    "400, FEATURENOTENABLED, ORG-FEATURE-OFF, ACCESS, NEVER",
    "400, TIMEOUT, LIMIT-TOO-LONG, TRANSIENT, IF_HARMLESS",
    "400, API_ERROR, BULK-API, MAPPING, NEVER"
  })
  void an_error_of_a_bulk_job_says_who_must_act_and_whether_to_repeat(
      int status, String orgCode, String code, ErrorClass errorClass, Repeat repeat) {
    assertMeaning(status, orgCode, code, errorClass, repeat);
  }

  @Test
  void the_words_of_the_org_decide_where_its_code_does_not() {
    assertThat(
            ErrorTable.meaning(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentPerOrgLongTxn Limit")
                .code())
        .isEqualTo("LIMIT-CONCURRENT");
    assertThat(
            ErrorTable.meaning(
                    400,
                    "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
                    "AccountTrigger: System.DmlException: UNABLE_TO_LOCK_ROW, unable to obtain")
                .code())
        .isEqualTo("LOCK-ROW");
  }

  @Test
  void the_words_of_the_org_stand_in_the_problem_verbatim_but_not_without_end() {
    Problem problem =
        ErrorTable.problem(400, "FIELD_CUSTOM_VALIDATION_EXCEPTION", "Budget <b>must</b> be > 0");
    Problem endless = ErrorTable.problem(400, "INVALID_FIELD", "x".repeat(100_000));

    assertThat(problem.message())
        .isEqualTo("FIELD_CUSTOM_VALIDATION_EXCEPTION: Budget <b>must</b> be > 0");
    assertThat(endless.message()).hasSizeLessThan(2_100);
  }

  private static void assertMeaning(
      int status, String orgCode, String code, ErrorClass errorClass, Repeat repeat) {
    ErrorTable.Meaning meaning = ErrorTable.meaning(status, orgCode, "words");

    assertThat(meaning.code()).isEqualTo(code);
    assertThat(meaning.errorClass()).isEqualTo(errorClass);
    assertThat(meaning.repeat()).isEqualTo(repeat);
    assertThat(meaning.action()).isNotBlank();
  }
}
