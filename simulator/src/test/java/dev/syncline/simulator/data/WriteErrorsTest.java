package dev.syncline.simulator.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.id.RecordIds;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WriteErrorsTest {
  private final TestOrg org = TestOrg.inMemory();

  @AfterEach
  void close() {
    org.close();
  }

  private List<RecordError> insertErrors(String object, @Nullable Object... pairs) {
    try (Transaction transaction = org.begin()) {
      WriteResult result = transaction.insert(org.object(object), org.values(object, pairs));
      return result instanceof WriteResult.Refused refused ? refused.errors() : List.of();
    }
  }

  private static @Nullable Object[] invoice(@Nullable Object... more) {
    @Nullable Object[] pairs = new @Nullable Object[4 + more.length];
    pairs[0] = "Amount__c";
    pairs[1] = new BigDecimal("1");
    pairs[2] = "Due_Date__c";
    pairs[3] = LocalDate.of(2026, 1, 1);
    System.arraycopy(more, 0, pairs, 4, more.length);
    return pairs;
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  static Stream<Arguments> badValues() {
    return Stream.of(
        Arguments.of(
            "Reference__c",
            "x".repeat(81),
            "STRING_TOO_LONG",
            "Reference: data value too large: " + "x".repeat(81) + " (max length=80)"),
        Arguments.of(
            "Exact__c",
            number("1234567890"),
            "NUMBER_OUTSIDE_VALID_RANGE",
            "Exact: value outside of valid range on numeric field: 1234567890"),
        Arguments.of(
            "Exact__c",
            number("999999999.9999999999"),
            "NUMBER_OUTSIDE_VALID_RANGE",
            "Exact: value outside of valid range on numeric field: 999999999.9999999999"),
        Arguments.of(
            "Status__c",
            "Unknown",
            "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
            "Status: bad value for restricted picklist field: Unknown"),
        Arguments.of(
            "Status__c",
            "Lost",
            "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
            "Status: bad value for restricted picklist field: Lost"),
        Arguments.of(
            "Services__c",
            "Delivery;Magic",
            "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST",
            "Services: bad value for restricted picklist field: Magic"),
        Arguments.of(
            "Contact_Email__c",
            "nobody",
            "INVALID_EMAIL_ADDRESS",
            "Contact Email: invalid email address: nobody"),
        Arguments.of(
            "Due_Date__c",
            LocalDate.of(4001, 1, 1),
            "FIELD_INTEGRITY_EXCEPTION",
            "Due Date: invalid date: 4001-01-01"),
        Arguments.of(
            "Sent_At__c",
            Instant.parse("1699-12-31T23:59:59Z"),
            "FIELD_INTEGRITY_EXCEPTION",
            "Sent At: invalid date: 1699-12-31"),
        Arguments.of(
            "Paid__c",
            null,
            "INVALID_TYPE_ON_FIELD_IN_RECORD",
            "Paid: value not of required type: null"),
        Arguments.of(
            "Amount__c",
            "much",
            "INVALID_TYPE_ON_FIELD_IN_RECORD",
            "Amount: value not of required type: much"),
        Arguments.of(
            "Account__c", "001xx", "MALFORMED_ID", "Account: id value of incorrect type: 001xx"),
        Arguments.of(
            "Account__c",
            "003000000000001",
            "MALFORMED_ID",
            "Account: id value of incorrect type: 003000000000001AAA"));
  }

  @ParameterizedTest
  @MethodSource("badValues")
  void a_bad_value_is_refused_with_the_apis_code_and_words(
      String field, @Nullable Object value, String code, String message) {
    assertThat(insertErrors("Invoice__c", invoice(field, value)))
        .containsExactly(RecordError.of(code, message, field));
  }

  @Test
  void required_fields_are_named() {
    assertThat(insertErrors("Account"))
        .containsExactly(
            RecordError.of(
                "REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]", "Name"));
    assertThat(insertErrors("Opportunity", "Name", "  "))
        .containsExactly(
            RecordError.of(
                "REQUIRED_FIELD_MISSING",
                "Required fields are missing: [Name, StageName, CloseDate]",
                "Name",
                "StageName",
                "CloseDate"));
    String id = org.insert("Account", "Name", "A");
    assertThat(org.update("Account", id, "Name", null))
        .isEqualTo(
            WriteResult.Refused.because(
                RecordError.of(
                    "REQUIRED_FIELD_MISSING", "Required fields are missing: [Name]", "Name")));
  }

  @Test
  void fields_that_the_org_keeps_cannot_be_written() {
    assertThat(insertErrors("Contact", "LastName", "X", "Name", "Y", "IsDeleted", true))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.statusCode()).isEqualTo("INVALID_FIELD_FOR_INSERT_UPDATE");
              assertThat(error.message())
                  .startsWith("Unable to create/update fields: Name, IsDeleted. Please check");
              assertThat(error.fields()).containsExactly("Name", "IsDeleted");
            });
    String invoice = org.insert("Invoice__c", invoice());
    String line = org.insert("Invoice_Line__c", "Invoice__c", invoice, "Quantity__c", number("1"));
    assertThat(org.update("Invoice_Line__c", line, "Invoice__c", invoice))
        .as("a master-detail reference is not reparentable")
        .isInstanceOf(WriteResult.Refused.class);
  }

  @Test
  void a_reference_must_lead_to_a_live_record() {
    String account = org.insert("Account", "Name", "A");
    assertThat(insertErrors("Contact", "LastName", "X", "AccountId", account)).isEmpty();
    org.delete("Account", account);
    var dangling =
        new RecordError("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", List.of());
    assertThat(insertErrors("Contact", "LastName", "X", "AccountId", account))
        .containsExactly(dangling);
    assertThat(insertErrors("Contact", "LastName", "X", "AccountId", "001000000000001"))
        .containsExactly(dangling);
    assertThat(insertErrors("Task", "WhoId", org.data.integrationUserId()))
        .extracting(RecordError::statusCode)
        .containsExactly("MALFORMED_ID");
  }

  @Test
  void a_record_type_must_be_an_active_one_of_the_object() {
    String other = org.data.recordTypeId(org.object("Account"), "Supplier").orElseThrow();
    String inactive = org.data.recordTypeId(org.object("Invoice__c"), "Historic").orElseThrow();
    String good = org.data.recordTypeId(org.object("Invoice__c"), "Abroad").orElseThrow();
    for (String wrong : List.of(other, inactive)) {
      assertThat(insertErrors("Invoice__c", invoice("RecordTypeId", wrong)))
          .extracting(RecordError::statusCode)
          .containsExactly("INVALID_CROSS_REFERENCE_KEY");
    }
    assertThat(insertErrors("Invoice__c", invoice("RecordTypeId", good))).isEmpty();
  }

  @Test
  void a_unique_value_belongs_to_one_live_record() {
    String first = org.insert("Invoice__c", invoice("External_Id__c", "Key-1"));
    var duplicate =
        new RecordError(
            "DUPLICATE_VALUE",
            "duplicate value found: External_Id__c duplicates value on record with id: "
                + RecordIds.shorten(first),
            List.of());
    assertThat(insertErrors("Invoice__c", invoice("External_Id__c", "KEY-1")))
        .containsExactly(duplicate);
    String second = org.insert("Invoice__c", invoice("External_Id__c", "Key-2"));
    assertThat(org.update("Invoice__c", second, "External_Id__c", "key-1"))
        .isEqualTo(WriteResult.Refused.because(duplicate));
    assertThat(org.update("Invoice__c", first, "External_Id__c", "KEY-1"))
        .as("its own value")
        .isInstanceOf(WriteResult.Written.class);
    org.delete("Invoice__c", first);
    assertThat(org.update("Invoice__c", second, "External_Id__c", "key-1"))
        .as("the recycle bin does not count")
        .isInstanceOf(WriteResult.Written.class);
    try (Transaction transaction = org.begin()) {
      assertThat(transaction.undelete(org.object("Invoice__c"), first))
          .isInstanceOfSatisfying(
              WriteResult.Refused.class,
              refused ->
                  assertThat(refused.errors().getFirst().statusCode())
                      .isEqualTo("DUPLICATE_VALUE"));
    }
  }

  @Test
  void case_tells_unique_values_apart_where_it_counts() {
    org.insert("Invoice__c", invoice("Case_Key__c", "abc"));
    assertThat(insertErrors("Invoice__c", invoice("Case_Key__c", "ABC"))).isEmpty();
    assertThat(insertErrors("Invoice__c", invoice("Case_Key__c", "abc"))).hasSize(1);
  }

  @Test
  void a_generated_unique_value_is_taken_too() {
    Snapshot snapshot = org.data.snapshot();
    Row generated = snapshot.scan(org.object("Invoice__c")).next();
    Object key = generated.value(org.field("Invoice__c", "Ledger_Number__c"));
    for (var rows = snapshot.scan(org.object("Invoice__c")); key == null; ) {
      generated = rows.next();
      key = generated.value(org.field("Invoice__c", "Ledger_Number__c"));
    }
    assertThat(insertErrors("Invoice__c", invoice("Ledger_Number__c", key)))
        .extracting(RecordError::message)
        .containsExactly(
            "duplicate value found: Ledger_Number__c duplicates value on record with id: "
                + RecordIds.shorten(generated.id()));
  }

  @Test
  void an_id_that_means_no_record_is_refused() {
    String account = org.insert("Account", "Name", "A");
    org.delete("Account", account);
    assertThat(code(org.update("Account", account, "Name", "B"))).isEqualTo("ENTITY_IS_DELETED");
    assertThat(code(org.update("Account", "001", "Name", "B"))).isEqualTo("MALFORMED_ID");
    assertThat(code(org.update("Account", org.data.integrationUserId(), "Name", "B")))
        .isEqualTo("MALFORMED_ID");
    assertThat(code(org.update("Account", "001000000000009", "Name", "B")))
        .isEqualTo("INVALID_CROSS_REFERENCE_KEY");
    try (Transaction transaction = org.begin()) {
      assertThat(code(transaction.delete(org.object("Account"), account)))
          .isEqualTo("ENTITY_IS_DELETED");
      String live = org.data.snapshot().scan(org.object("Account")).next().id();
      assertThat(code(transaction.undelete(org.object("Account"), live)))
          .isEqualTo("UNDELETE_FAILED");
      assertThat(code(transaction.delete(org.object("User"), org.data.integrationUserId())))
          .isEqualTo("INSUFFICIENT_ACCESS_OR_READONLY");
      assertThat(code(transaction.insert(org.object("Organization"), org.values("Account"))))
          .isEqualTo("INVALID_TYPE_FOR_OPERATION");
    }
  }

  private static String code(WriteResult result) {
    return ((WriteResult.Refused) result).errors().getFirst().statusCode();
  }

  @Test
  void several_faults_are_reported_together_and_nothing_is_left_behind() {
    long before = org.data.snapshot().count(org.object("Contact"));
    assertThat(insertErrors("Contact", "Email", "bad", "FirstName", "x".repeat(41)))
        .extracting(RecordError::statusCode)
        .containsExactly("INVALID_EMAIL_ADDRESS", "STRING_TOO_LONG", "REQUIRED_FIELD_MISSING");
    assertThat(org.data.snapshot().count(org.object("Contact"))).isEqualTo(before);
  }
}
