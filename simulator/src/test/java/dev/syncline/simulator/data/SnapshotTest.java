package dev.syncline.simulator.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotTest {
  private final TestOrg org = TestOrg.inMemory();

  @AfterEach
  void close() {
    org.close();
  }

  private static List<String> ids(Iterator<Row> rows) {
    var ids = new ArrayList<String>();
    rows.forEachRemaining(row -> ids.add(row.id()));
    return ids;
  }

  @Test
  void a_snapshot_does_not_see_later_commits() {
    Snapshot before = org.data.snapshot();
    Map<String, String> contacts = org.everything(before, "Contact");
    String first = contacts.keySet().iterator().next();
    String created = org.insert("Contact", "LastName", "New");
    org.update("Contact", first, "LastName", "Changed");
    for (int i = 0; i < 300; i++) {
      org.update("Contact", first, "Title", "Title " + i);
    }
    org.delete("Contact", List.copyOf(contacts.keySet()).get(5));
    assertThat(org.everything(before, "Contact")).isEqualTo(contacts);
    assertThat(before.count(org.object("Contact"))).isEqualTo(2_000);
    assertThat(before.find(org.object("Contact"), created)).isEmpty();
    Snapshot after = org.data.snapshot();
    assertThat(after.count(org.object("Contact"))).isEqualTo(2_000);
    assertThat(org.value(after, "Contact", first, "LastName")).isEqualTo("Changed");
    assertThat(org.everything(after, "Contact")).hasSize(2_001);
  }

  @Test
  void a_scan_is_in_order_of_ids_and_shows_each_record_once() {
    String one = org.insert("Account", "Name", "One");
    String two = org.insert("Account", "Name", "Two");
    Snapshot before = org.data.snapshot();
    List<String> generated = ids(before.scan(org.object("Account")));
    org.update("Account", generated.get(10), "Name", "Ten");
    org.delete("Account", generated.get(20));
    try (Transaction transaction = org.begin()) {
      transaction.purge(org.object("Account"), generated.get(30));
      transaction.purge(org.object("Account"), one);
      transaction.commit();
    }
    Snapshot after = org.data.snapshot();
    List<String> ids = ids(after.scan(org.object("Account")));
    assertThat(ids).isSorted().doesNotHaveDuplicates().hasSize(300).endsWith(two);
    assertThat(ids).doesNotContain(one, generated.get(30)).contains(generated.get(20));
    assertThat(after.count(org.object("Account"))).isEqualTo(299);
    assertThat(after.find(org.object("Account"), generated.get(30))).isEmpty();
    assertThat(org.row(after, "Account", generated.get(20)).isDeleted()).isTrue();
  }

  @Test
  void a_scan_goes_on_after_any_id() {
    ObjectDefinition account = org.object("Account");
    String last = org.insert("Account", "Name", "Last");
    Snapshot snapshot = org.data.snapshot();
    List<String> all = ids(snapshot.scan(account));
    for (int at : new int[] {0, 1, 150, 299, 300}) {
      assertThat(ids(snapshot.scanAfter(account, all.get(at))))
          .isEqualTo(all.subList(at + 1, all.size()));
    }
    assertThat(ids(snapshot.scanAfter(account, last))).isEmpty();
  }

  @Test
  void a_lookup_finds_written_and_generated_records_by_their_present_values() {
    FieldDefinition email = org.field("Contact", "Email");
    ObjectDefinition contact = org.object("Contact");
    assertThat(org.data.snapshot().isIndexed(contact, email)).isTrue();
    Row generated = firstWith(org.data.snapshot(), contact, email);
    String address = String.valueOf(generated.value(email));
    String other = org.insert("Contact", "LastName", "X", "Email", address);
    assertThat(
            ids(
                org.data
                    .snapshot()
                    .lookup(contact, email, address.toUpperCase(java.util.Locale.ROOT))))
        .containsExactlyInAnyOrder(generated.id(), other);
    org.update("Contact", generated.id(), "Email", "moved@example.com");
    assertThat(ids(org.data.snapshot().lookup(contact, email, address))).containsExactly(other);
    assertThat(ids(org.data.snapshot().lookup(contact, email, "moved@example.com")))
        .containsExactly(generated.id());
    org.delete("Contact", other);
    assertThat(ids(org.data.snapshot().lookup(contact, email, address)))
        .as("the recycle bin is included")
        .containsExactly(other);
  }

  private static Row firstWith(Snapshot snapshot, ObjectDefinition object, FieldDefinition field) {
    Iterator<Row> rows = snapshot.scan(object);
    Row row = rows.next();
    while (row.value(field) == null) {
      row = rows.next();
    }
    return row;
  }

  @Test
  void the_children_of_a_parent_are_found_after_some_moved() {
    ObjectDefinition contact = org.object("Contact");
    FieldDefinition account = org.field("Contact", "AccountId");
    Row child = firstWith(org.data.snapshot(), contact, account);
    String parent = String.valueOf(child.value(account));
    Set<String> before = new TreeSet<>(ids(org.data.snapshot().lookup(contact, account, parent)));
    assertThat(before).contains(child.id());
    String target = org.insert("Account", "Name", "Target");
    org.update("Contact", child.id(), "AccountId", target);
    Set<String> rest = new TreeSet<>(before);
    rest.remove(child.id());
    assertThat(new TreeSet<>(ids(org.data.snapshot().lookup(contact, account, parent))))
        .isEqualTo(rest);
    assertThat(ids(org.data.snapshot().lookup(contact, account, target)))
        .containsExactly(child.id());
  }

  @Test
  void a_field_without_an_index_is_searched_all_the_same() {
    FieldDefinition title = org.field("Contact", "Title");
    ObjectDefinition contact = org.object("Contact");
    Snapshot snapshot = org.data.snapshot();
    assertThat(snapshot.isIndexed(contact, title)).isFalse();
    var expected = new ArrayList<String>();
    snapshot
        .scan(contact)
        .forEachRemaining(
            row -> {
              if ("CEO".equals(row.value(title))) {
                expected.add(row.id());
              }
            });
    assertThat(expected).isNotEmpty();
    assertThat(ids(snapshot.lookup(contact, title, "ceo"))).isEqualTo(expected);
  }

  @Test
  void a_range_of_stamps_holds_exactly_the_records_stamped_in_it() {
    FieldDefinition stamp = org.field("Contact", "SystemModstamp");
    ObjectDefinition contact = org.object("Contact");
    List<String> all = ids(org.data.snapshot().scan(contact));
    org.update("Contact", all.get(100), "Title", "Changed");
    org.clock.advance(Duration.ofMinutes(1));
    org.insert("Contact", "LastName", "New");
    Snapshot snapshot = org.data.snapshot();
    assertThat(snapshot.isRangeIndexed(contact, stamp)).isTrue();
    Instant base = Instant.parse("2019-01-01T00:00:00Z");
    for (int hour = 0; hour < 80; hour += 7) {
      Instant from = base.plus(Duration.ofHours(hour));
      checkRange(snapshot, stamp, from, from.plus(Duration.ofHours(5)));
    }
    checkRange(snapshot, stamp, TestOrg.START.minusSeconds(5), TestOrg.START.plusSeconds(600));
    checkRange(snapshot, stamp, Instant.MIN, Instant.MAX);
  }

  private void checkRange(Snapshot snapshot, FieldDefinition field, Instant from, Instant to) {
    ObjectDefinition contact = org.object("Contact");
    var expected = new ArrayList<String>();
    snapshot
        .scan(contact)
        .forEachRemaining(
            row -> {
              Instant stamp = (Instant) row.value(field);
              if (stamp != null && !stamp.isBefore(from) && !stamp.isAfter(to)) {
                expected.add(row.id());
              }
            });
    boolean same = ids(snapshot.range(contact, field, from, to)).equals(expected);
    assertThat(same).as(from + " to " + to).isTrue();
  }

  @Test
  void every_id_is_a_valid_one_and_found_again() {
    for (ObjectDefinition object : TestOrg.SCHEMA.objects()) {
      Snapshot snapshot = org.data.snapshot();
      var seen = new HashSet<String>();
      snapshot
          .scan(object)
          .forEachRemaining(
              row -> {
                assertThat(RecordIds.parse(row.id())).contains(row.id());
                assertThat(seen.add(row.id())).isTrue();
                assertThat(snapshot.find(object, row.id()).map(Row::id)).contains(row.id());
              });
      assertThat(seen).hasSize((int) snapshot.count(object));
    }
  }

  @Test
  void the_org_knows_itself() {
    Snapshot snapshot = org.data.snapshot();
    assertThat(snapshot.find(org.object("Organization"), org.data.organizationId())).isPresent();
    assertThat(snapshot.find(org.object("User"), org.data.integrationUserId())).isPresent();
    String type = org.data.recordTypeId(org.object("Account"), "Supplier").orElseThrow();
    assertThat(org.value("RecordType", type, "SobjectType")).isEqualTo("Account");
    assertThat(org.data.recordTypeId(org.object("Account"), "Nobody")).isEmpty();
  }
}
