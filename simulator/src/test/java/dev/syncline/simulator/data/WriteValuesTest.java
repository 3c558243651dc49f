package dev.syncline.simulator.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.id.RecordIds;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class WriteValuesTest {
  private static final Instant STAMP = Instant.parse("2026-11-01T12:00:00Z");

  private final TestOrg org = TestOrg.inMemory();

  @AfterEach
  void close() {
    org.close();
  }

  private String invoice(@Nullable Object... more) {
    Object[] pairs = {"Amount__c", new BigDecimal("1"), "Due_Date__c", LocalDate.of(2026, 1, 1)};
    return org.insert("Invoice__c", Stream.concat(Stream.of(pairs), Stream.of(more)).toArray());
  }

  static Stream<Arguments> stored() {
    return Stream.of(
        Arguments.of("Reference__c", "  two words ", "two words"),
        Arguments.of("Reference__c", "", null),
        Arguments.of("Reference__c", " \n ", null),
        Arguments.of("Reference__c", "𠮷".repeat(80), "𠮷".repeat(80)),
        Arguments.of("Terms__c", "a\r\nb\nc", "a\r\nb\nc"),
        Arguments.of("Amount__c", new BigDecimal("10.005"), new BigDecimal("10.01")),
        Arguments.of("Amount__c", new BigDecimal("1E+3"), new BigDecimal("1000")),
        Arguments.of("Amount__c", new BigDecimal("7.00"), new BigDecimal("7")),
        Arguments.of(
            "Exact__c",
            new BigDecimal("-123456789.123456789"),
            new BigDecimal("-123456789.123456789")),
        Arguments.of("Pages__c", new BigDecimal("0.4"), new BigDecimal("0")),
        Arguments.of("Status__c", "written off", "Written Off"),
        Arguments.of("Channel__c", "Pigeon", "Pigeon"),
        Arguments.of("Services__c", "Storage; delivery;Storage;", "Delivery;Storage"),
        Arguments.of("Paid__c", true, true),
        Arguments.of("Due_Date__c", LocalDate.of(1700, 1, 1), LocalDate.of(1700, 1, 1)),
        Arguments.of(
            "Sent_At__c",
            Instant.parse("2020-02-29T23:59:59.987Z"),
            Instant.parse("2020-02-29T23:59:59Z")),
        Arguments.of(
            "Pickup_Time__c", LocalTime.parse("07:08:09.123456"), LocalTime.parse("07:08:09.123")),
        Arguments.of("Contact_Email__c", "a.b+c@ex-ample.co.uk", "a.b+c@ex-ample.co.uk"),
        Arguments.of(
            "Drop_Point__Latitude__s",
            new BigDecimal("-12.3456789"),
            new BigDecimal("-12.345679")));
  }

  @ParameterizedTest
  @MethodSource("stored")
  void a_value_is_kept_as_the_org_keeps_it(
      String field, Object written, @Nullable Object expected) {
    String id = invoice(field, written);
    assertThat(org.value("Invoice__c", id, field)).isEqualTo(expected);
  }

  @Test
  void a_new_record_gets_its_defaults_and_system_fields() {
    String id = invoice();
    String user = org.data.integrationUserId();
    assertThat(org.value("Invoice__c", id, "Status__c")).isEqualTo("Draft");
    assertThat(org.value("Invoice__c", id, "Paid__c")).isEqualTo(false);
    assertThat(org.value("Invoice__c", id, "OwnerId")).isEqualTo(user);
    assertThat(org.value("Invoice__c", id, "CreatedById")).isEqualTo(user);
    assertThat(org.value("Invoice__c", id, "LastModifiedById")).isEqualTo(user);
    assertThat(org.value("Invoice__c", id, "CreatedDate")).isEqualTo(STAMP);
    assertThat(org.value("Invoice__c", id, "LastModifiedDate")).isEqualTo(STAMP);
    assertThat(org.value("Invoice__c", id, "SystemModstamp")).isEqualTo(STAMP);
    assertThat(org.value("Invoice__c", id, "IsDeleted")).isEqualTo(false);
    assertThat(org.value("Invoice__c", id, "RecordTypeId"))
        .isEqualTo(org.data.recordTypeId(org.object("Invoice__c"), "Domestic").orElseThrow());
    assertThat(id).startsWith("a00").hasSize(18);
    assertThat(RecordIds.parse(id)).contains(id);
  }

  @Test
  void auto_numbers_go_on_after_the_generated_ones() {
    assertThat(org.value("Invoice__c", invoice(), "Name")).isEqualTo("INV-001001");
    String next = invoice();
    assertThat(org.value("Invoice__c", next, "Name")).isEqualTo("INV-001002");
    assertThat(org.value("Invoice__c", next, "Running_Number__c")).isEqualTo("1002");
  }

  @Test
  void a_custom_record_without_a_name_is_called_by_its_id() {
    String line =
        org.insert("Invoice_Line__c", "Invoice__c", invoice(), "Quantity__c", BigDecimal.ONE);
    assertThat(org.value("Invoice_Line__c", line, "Name")).isEqualTo(RecordIds.shorten(line));
  }

  @Test
  void the_name_of_a_person_is_put_together() {
    String id =
        org.insert(
            "Contact",
            "Salutation",
            "Dr.",
            "FirstName",
            "Jane",
            "MiddleName",
            "Q.",
            "LastName",
            "Public",
            "Suffix",
            "Jr.");
    assertThat(org.value("Contact", id, "Name")).isEqualTo("Jane Q. Public Jr.");
    org.update("Contact", id, "FirstName", null, "MiddleName", null, "Suffix", "");
    assertThat(org.value("Contact", id, "Name")).isEqualTo("Public");
  }

  @Test
  void an_update_changes_what_it_names_and_clears_what_it_sets_to_null() {
    Snapshot snapshot = org.data.snapshot();
    String id = snapshot.scan(org.object("Account")).next().id();
    Object site = org.value("Account", id, "Phone");
    Object created = org.value("Account", id, "CreatedDate");
    org.clock.advance(Duration.ofSeconds(90));
    org.update("Account", id, "Name", "Renamed", "Website", null);
    assertThat(org.value("Account", id, "Name")).isEqualTo("Renamed");
    assertThat(org.value("Account", id, "Website")).isNull();
    assertThat(org.value("Account", id, "Phone")).isEqualTo(site);
    assertThat(org.value("Account", id, "CreatedDate")).isEqualTo(created);
    assertThat(org.value("Account", id, "SystemModstamp")).isEqualTo(STAMP.plusSeconds(90));
    assertThat(org.value("Account", id, "LastModifiedDate")).isEqualTo(STAMP.plusSeconds(90));
  }

  @Test
  void ids_of_fifteen_characters_are_widened() {
    String account = org.insert("Account", "Name", "A");
    String contact =
        org.insert("Contact", "LastName", "X", "AccountId", RecordIds.shorten(account));
    assertThat(org.value("Contact", contact, "AccountId")).isEqualTo(account);
    assertThat(org.update("Contact", RecordIds.shorten(contact), "Title", "T"))
        .isEqualTo(new WriteResult.Written(contact, false));
  }

  @Test
  void an_opportunity_follows_its_stage() {
    String id =
        org.insert(
            "Opportunity",
            "Name",
            "Deal",
            "StageName",
            "Negotiation/Review",
            "CloseDate",
            LocalDate.of(2026, 8, 15),
            "Amount",
            new BigDecimal("250"));
    assertThat(org.value("Opportunity", id, "Probability")).isEqualTo(new BigDecimal("90"));
    assertThat(org.value("Opportunity", id, "ExpectedRevenue")).isEqualTo(new BigDecimal("225"));
    assertThat(org.value("Opportunity", id, "ForecastCategoryName")).isEqualTo("Commit");
    assertThat(org.value("Opportunity", id, "Fiscal")).isEqualTo("2026 3");
    org.update("Opportunity", id, "StageName", "Closed Won", "Probability", new BigDecimal("99"));
    assertThat(org.value("Opportunity", id, "IsWon")).isEqualTo(true);
    assertThat(org.value("Opportunity", id, "Probability")).isEqualTo(new BigDecimal("99"));
  }

  @Test
  void a_task_belongs_to_the_account_that_it_is_about() {
    String account = org.insert("Account", "Name", "A");
    String contact = org.insert("Contact", "LastName", "X", "AccountId", account);
    String lead = org.insert("Lead", "LastName", "Y", "Company", "Z");
    assertThat(org.value("Task", org.insert("Task", "WhatId", account), "AccountId"))
        .isEqualTo(account);
    String call = org.insert("Task", "WhoId", contact, "Status", "Completed");
    assertThat(org.value("Task", call, "AccountId")).isEqualTo(account);
    assertThat(org.value("Task", call, "IsClosed")).isEqualTo(true);
    assertThat(org.value("Task", call, "Priority")).isEqualTo("Normal");
    org.update("Task", call, "WhoId", lead);
    assertThat(org.value("Task", call, "AccountId")).isNull();
  }

  @Test
  void a_record_goes_to_the_recycle_bin_and_comes_back() {
    String id = org.insert("Account", "Name", "A");
    org.clock.advance(Duration.ofSeconds(5));
    org.delete("Account", id);
    assertThat(org.value("Account", id, "IsDeleted")).isEqualTo(true);
    assertThat(org.value("Account", id, "SystemModstamp")).isEqualTo(STAMP.plusSeconds(5));
    assertThat(org.data.snapshot().count(org.object("Account"))).isEqualTo(300);
    try (Transaction transaction = org.begin()) {
      assertThat(transaction.undelete(org.object("Account"), id))
          .isEqualTo(new WriteResult.Written(id, false));
      transaction.commit();
    }
    assertThat(org.value("Account", id, "IsDeleted")).isEqualTo(false);
    assertThat(org.data.snapshot().count(org.object("Account"))).isEqualTo(301);
    assertThat(org.value("Account", id, "MasterRecordId")).isNull();
  }
}
