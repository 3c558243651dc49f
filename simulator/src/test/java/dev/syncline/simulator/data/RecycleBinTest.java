package dev.syncline.simulator.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.schema.ObjectDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecycleBinTest {
  private final TestOrg org = TestOrg.empty();
  private final List<Commit> commits = new ArrayList<>();

  @AfterEach
  void close() {
    org.close();
  }

  private List<String> lastChanges() {
    return commits.getLast().changes().stream()
        .map(change -> change.getClass().getSimpleName() + " " + change.object())
        .toList();
  }

  private String account(String name) {
    return org.insert("Account", "Name", name);
  }

  private boolean isDeleted(String object, String id) {
    return org.row(org.data.snapshot(), object, id).isDeleted();
  }

  @Test
  void what_belongs_to_a_deleted_record_goes_along_and_comes_back_with_it() {
    String account = account("A");
    String contact = org.insert("Contact", "LastName", "C", "AccountId", account);
    String task = org.insert("Task", "WhoId", contact, "Status", "Open", "Priority", "Normal");
    String gone = org.insert("Contact", "LastName", "Gone before", "AccountId", account);
    org.delete("Contact", gone);
    org.data.addListener(commits::add);
    org.clock.advance(Duration.ofMinutes(1));
    org.delete("Account", account);
    assertThat(isDeleted("Contact", contact)).isTrue();
    assertThat(isDeleted("Task", task)).isTrue();
    assertThat(lastChanges())
        .containsExactlyInAnyOrder("Deleted Account", "Deleted Contact", "Deleted Task");
    assertThat(undelete("Account", account)).isInstanceOf(WriteResult.Written.class);
    assertThat(isDeleted("Contact", contact)).isFalse();
    assertThat(isDeleted("Task", task)).isFalse();
    assertThat(isDeleted("Contact", gone)).isTrue();
    assertThat(lastChanges())
        .containsExactlyInAnyOrder("Undeleted Account", "Undeleted Contact", "Undeleted Task");
  }

  private WriteResult undelete(String object, String id) {
    try (Transaction transaction = org.begin()) {
      WriteResult result = transaction.undelete(org.object(object), id);
      transaction.commit();
      return result;
    }
  }

  @Test
  void a_lookup_to_a_deleted_record_is_cleared_by_the_system_alone() {
    String parent = account("Parent");
    String child = org.insert("Account", "Name", "Child", "ParentId", parent);
    Object modified = org.value("Account", child, "LastModifiedDate");
    org.clock.advance(Duration.ofMinutes(1));
    org.data.addListener(commits::add);
    org.delete("Account", parent);
    assertThat(org.value("Account", child, "ParentId")).isNull();
    assertThat(org.value("Account", child, "LastModifiedDate")).isEqualTo(modified);
    assertThat((Instant) org.value("Account", child, "SystemModstamp")).isAfter((Instant) modified);
    assertThat(lastChanges()).containsExactly("Deleted Account", "Updated Account");
  }

  @Test
  void a_detail_cannot_come_back_without_its_master() {
    String invoice =
        org.insert(
            "Invoice__c",
            "Amount__c",
            java.math.BigDecimal.ONE,
            "Due_Date__c",
            java.time.LocalDate.of(2026, 11, 30));
    String line =
        org.insert(
            "Invoice_Line__c", "Invoice__c", invoice, "Quantity__c", java.math.BigDecimal.ONE);
    org.delete("Invoice__c", invoice);
    assertThat(isDeleted("Invoice_Line__c", line)).isTrue();
    assertThat(undelete("Invoice_Line__c", line).toString()).contains("UNDELETE_FAILED");
    undelete("Invoice__c", invoice);
    assertThat(isDeleted("Invoice_Line__c", line)).isFalse();
  }

  @Test
  void a_hard_delete_takes_details_past_the_recycle_bin_and_tells_nobody() {
    String account = account("A");
    String contact = org.insert("Contact", "LastName", "C", "AccountId", account);
    org.data.addListener(commits::add);
    try (Transaction transaction = org.begin()) {
      transaction.purge(org.object("Account"), account);
      transaction.commit();
    }
    assertThat(org.data.snapshot().find(org.object("Account"), account)).isEmpty();
    assertThat(org.data.snapshot().find(org.object("Contact"), contact)).isEmpty();
    assertThat(commits).isEmpty();
  }

  @Test
  void the_recycle_bin_keeps_a_record_for_fifteen_days() {
    String early = account("Early");
    String late = account("Late");
    org.delete("Account", early);
    org.clock.advance(Duration.ofDays(2));
    org.delete("Account", late);
    ObjectDefinition object = org.object("Account");
    org.clock.advance(Duration.ofDays(12));
    org.data.purgeExpired();
    assertThat(org.data.snapshot().find(object, early)).isPresent();
    org.clock.advance(Duration.ofDays(2));
    account("Another");
    assertThat(org.data.snapshot().find(object, early)).isEmpty();
    assertThat(org.data.snapshot().find(object, late)).isPresent();
    assertThat(undelete("Account", late)).isInstanceOf(WriteResult.Written.class);
  }
}
