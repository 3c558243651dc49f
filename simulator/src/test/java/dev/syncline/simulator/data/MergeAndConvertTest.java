package dev.syncline.simulator.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.schema.ObjectDefinition;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MergeAndConvertTest {
  private final TestOrg org = TestOrg.empty();
  private final List<Commit> commits = new ArrayList<>();

  @AfterEach
  void close() {
    org.close();
  }

  private MergeResult merge(String object, String master, List<String> losers, FieldValues values) {
    try (Transaction transaction = org.begin()) {
      MergeResult result = transaction.merge(org.object(object), master, losers, values);
      transaction.commit();
      return result;
    }
  }

  private List<String> changes() {
    return commits.getLast().changes().stream()
        .map(change -> change.getClass().getSimpleName() + " " + change.object())
        .toList();
  }

  @Test
  void what_pointed_to_the_losers_points_to_the_record_that_stays() {
    String master = org.insert("Account", "Name", "Master");
    String loser = org.insert("Account", "Name", "Loser", "ParentId", master);
    String other = org.insert("Account", "Name", "Other");
    String contact = org.insert("Contact", "LastName", "C", "AccountId", loser);
    org.data.addListener(commits::add);
    MergeResult result =
        merge(
            "Account",
            master,
            List.of(loser.substring(0, 15), other),
            org.values("Account", "Name", "Merged", "ParentId", null));
    assertThat(result)
        .isEqualTo(new MergeResult.Merged(master, List.of(loser, other), List.of(contact)));
    assertThat(org.value("Contact", contact, "AccountId")).isEqualTo(master);
    assertThat(org.value("Account", master, "Name")).isEqualTo("Merged");
    assertThat(org.value("Account", loser, "MasterRecordId")).isEqualTo(master);
    assertThat(org.value("Account", other, "MasterRecordId")).isEqualTo(master);
    assertThat(org.row(org.data.snapshot(), "Account", loser).isDeleted()).isTrue();
    assertThat(changes())
        .containsExactly(
            "Updated Account", "Updated Contact", "Deleted Account", "Deleted Account");
    assertThat(org.update("Account", loser, "Name", "Again").toString())
        .contains("ENTITY_IS_DELETED");
  }

  @Test
  void a_merge_that_is_refused_changes_nothing() {
    String master = org.insert("Contact", "LastName", "Master");
    String loser = org.insert("Contact", "LastName", "Loser");
    FieldValues values = org.values("Contact", "LastName", "Changed");
    assertThat(merge("Contact", master, List.of(loser, "003000000000000AAA"), values).toString())
        .contains("Refused");
    assertThat(org.value("Contact", master, "LastName")).isEqualTo("Master");
    assertThat(org.row(org.data.snapshot(), "Contact", loser).isDeleted()).isFalse();
    assertThat(merge("Contact", master, List.of(master), values).toString())
        .contains("INVALID_ID_FIELD");
    assertThat(merge("Task", master, List.of(loser), values).toString())
        .contains("INVALID_TYPE_FOR_OPERATION");
  }

  private LeadConvertResult convert(LeadConvert order) {
    try (Transaction transaction = org.begin()) {
      LeadConvertResult result = transaction.convert(order);
      transaction.commit();
      return result;
    }
  }

  @Test
  void a_converted_lead_becomes_three_records_in_one_transaction_and_is_locked() {
    String lead =
        org.insert("Lead", "LastName", "Curie", "Company", "Radium", "Email", "m@radium.example");
    String task = org.insert("Task", "WhoId", lead, "Status", "Open", "Priority", "Normal");
    org.data.addListener(commits::add);
    var converted =
        (LeadConvertResult.Converted) convert(LeadConvert.of(lead, "Closed - Converted"));
    assertThat(changes())
        .containsExactly(
            "Created Account",
            "Created Contact",
            "Created Opportunity",
            "Updated Task",
            "Updated Lead");
    String contact = converted.contactId();
    assertThat(org.value("Account", converted.accountId(), "Name")).isEqualTo("Radium");
    assertThat(org.value("Contact", contact, "Email")).isEqualTo("m@radium.example");
    assertThat(org.value("Contact", contact, "AccountId")).isEqualTo(converted.accountId());
    assertThat(org.value("Opportunity", converted.opportunityId().orElseThrow(), "CloseDate"))
        .isEqualTo(LocalDate.of(2026, 12, 31));
    assertThat(org.value("Task", task, "WhoId")).isEqualTo(contact);
    assertThat(org.value("Lead", lead, "IsConverted")).isEqualTo(true);
    assertThat(org.value("Lead", lead, "ConvertedContactId")).isEqualTo(contact);
    assertThat(org.value("Lead", lead, "ConvertedDate")).isEqualTo(LocalDate.of(2026, 11, 1));
    assertThat(org.update("Lead", lead, "Company", "Polonium").toString())
        .contains("CANNOT_UPDATE_CONVERTED_LEAD");
    assertThat(convert(LeadConvert.of(lead, "Closed - Converted")).toString())
        .contains("CANNOT_UPDATE_CONVERTED_LEAD");
  }

  @Test
  void a_conversion_takes_records_that_exist_and_refuses_a_status_that_is_not_converted() {
    String account = org.insert("Account", "Name", "Radium");
    String contact = org.insert("Contact", "LastName", "Curie");
    String lead = org.insert("Lead", "LastName", "Curie", "Company", "Other");
    assertThat(convert(LeadConvert.of(lead, "Open - Not Contacted")).toString())
        .contains("INVALID_STATUS");
    var order = new LeadConvert(lead, "Closed - Converted", account, contact, null, false, null);
    var converted = (LeadConvertResult.Converted) convert(order);
    assertThat(converted.opportunityId()).isEmpty();
    assertThat(org.value("Contact", contact, "AccountId")).isEqualTo(account);
    assertThat(org.value("Account", account, "Name")).isEqualTo("Radium");
    ObjectDefinition opportunities = org.object("Opportunity");
    assertThat(org.data.snapshot().count(opportunities)).isZero();
  }
}
