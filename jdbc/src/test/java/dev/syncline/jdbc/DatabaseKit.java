package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.Bench.bind;
import static dev.syncline.jdbc.testing.PlannedWrites.STAMP;
import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static dev.syncline.jdbc.testing.PlannedWrites.park;
import static dev.syncline.jdbc.testing.PlannedWrites.text;
import static dev.syncline.jdbc.testing.PlannedWrites.writeAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.PageTask;
import dev.syncline.engine.database.PageWriter;
import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.OrgIdentity;
import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.MappingName;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import dev.syncline.model.Value;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The promises of the database port, for every kind of database the same. */
abstract class DatabaseKit extends RefusalKit {
  @Test
  void missing_rights_are_named_before_anything_is_written() throws SQLException {
    execute("CREATE TABLE person (id " + countedKey() + ", name VARCHAR(80))");
    TableName person = TableName.parse("person");
    TableName absent = TableName.parse("absent");
    assertThat(database.missingRights(person)).isEmpty();
    assertThat(database.missingRights(absent)).isEmpty();
    try (Database reader = openAsReader()) {
      assertThat(String.join(", ", reader.missingRights(person)))
          .contains("INSERT on the table", "UPDATE on the table", "DELETE on the table")
          .doesNotContain("SELECT");
      assertThat(String.join(", ", reader.missingRights(absent))).contains("CREATE on the ");
    }
  }

  @Test
  void a_first_load_creates_rows_links_and_bases() throws SQLException {
    ResolvedMapping contacts = contacts("");
    PullOutcome outcome =
        Bench.of(database, contacts).write(contact(1, "Ann", 30), contact(2, "Bob", 40));
    assertThat(outcome).isEqualTo(new PullOutcome(2, 0, 0, 0, 0));
    assertThat(list("SELECT salesforce_id, name, age FROM contact ORDER BY name"))
        .containsExactly(id(1) + "|Ann|30", id(2) + "|Bob|40");
    assertThat(database.counts(contacts.mapping().name()).links()).isEqualTo(2);
  }

  @Test
  void a_second_load_writes_only_what_has_changed() throws SQLException {
    Bench bench = Bench.of(database, contacts(""));
    bench.write(contact(1, "Ann", 30), contact(2, "Bob", 40), contact(3, "Cy", 50));
    bench.nextRun();
    PullOutcome outcome =
        bench.write(contact(1, "Ann", 31), contact(2, "Bob", 40), contact(4, "Di", 60));
    assertThat(outcome).isEqualTo(new PullOutcome(1, 1, 1, 0, 0));
    assertThat(list("SELECT name, age FROM contact ORDER BY name"))
        .containsExactly("Ann|31", "Bob|40", "Cy|50", "Di|60");
  }

  @Test
  void an_older_value_never_overwrites_a_newer_one() throws SQLException {
    Bench bench = Bench.of(database, contacts(""));
    bench.write(contact(1, "new", 1));
    bench.nextRun();
    PullOutcome outcome =
        bench.write(writeAt(1, STAMP.minusSeconds(1), ids(1), text("old"), number("1")));
    assertThat(outcome).isEqualTo(new PullOutcome(0, 0, 1, 0, 0));
    assertThat(list("SELECT name FROM contact")).containsExactly("new");
  }

  @Test
  void records_that_the_database_refuses_are_parked_alone_and_the_rest_goes_in()
      throws SQLException {
    ResolvedMapping contacts = contacts(", CHECK (age < 150), UNIQUE (name)");
    Bench bench = Bench.of(database, contacts);
    List<PlannedChange> page = new ArrayList<>();
    IntStream.range(0, 100).forEach(n -> page.add(contact(n, "name " + n, n)));
    page.set(17, contact(17, "too old", 151));
    page.set(71, contact(71, "name 3", 71));
    page.set(99, park(99));
    PullOutcome outcome = bench.write(page.toArray(PlannedChange[]::new));
    assertThat(outcome).isEqualTo(new PullOutcome(97, 0, 0, 0, 3));
    List<ParkedRecord> parked = database.parked(contacts.mapping().name(), 10);
    assertThat(parked)
        .extracting(ParkedRecord::record)
        .containsExactlyInAnyOrder(id(17), id(71), id(99));
    assertThat(parked).allSatisfy(p -> assertThat(p.problem().action()).isNotBlank());
    bench.nextRun();
    PullOutcome mended = bench.write(contact(17, "too old", 149), contact(99, "n", 9));
    assertThat(mended).isEqualTo(new PullOutcome(2, 0, 0, 0, 0));
    assertThat(database.parked(contacts.mapping().name(), 10))
        .extracting(ParkedRecord::record)
        .containsExactly(id(71));
  }

  @Test
  void refused_records_among_known_ones_are_parked_alone_too() throws SQLException {
    ResolvedMapping contacts = contacts(", CHECK (age < 150)");
    Bench bench = Bench.of(database, contacts);
    bench.write(contact(1, "a", 1), contact(2, "b", 2), contact(3, "c", 3));
    bench.nextRun();
    PullOutcome outcome =
        bench.write(contact(1, "a", 200), contact(2, "b", 20), contact(3, "c", 3));
    assertThat(outcome).isEqualTo(new PullOutcome(0, 1, 1, 0, 1));
    assertThat(list("SELECT name, age FROM contact ORDER BY name"))
        .containsExactly("a|1", "b|20", "c|3");
  }

  @Test
  void a_stale_fence_commits_nothing() throws SQLException {
    ResolvedMapping contacts = contacts("");
    Bench bench = Bench.of(database, contacts);
    PageTask page = bench.page("p");
    var stale = new Lease(bench.lease().job(), bench.lease().fence() - 1);
    try (PageWriter writer = database.openPageWriter(contacts)) {
      ProblemException failure =
          catchThrowableOfType(
              ProblemException.class,
              () ->
                  writer.write(
                      stale, page, List.of(contact(1, "a", 1)).iterator(), Optional::empty));
      assertThat(failure.problem().code()).isEqualTo(Lease.LOST);
    }
    assertThat(list("SELECT name FROM contact")).isEmpty();
    assertThat(database.refreshes().pendingPages(bench.run().id(), -1, 10)).containsExactly(page);
  }

  @Test
  void a_page_that_breaks_off_commits_nothing_and_can_be_read_again() throws SQLException {
    ResolvedMapping contacts = contacts("");
    Bench bench = Bench.of(database, contacts);
    PageTask page = bench.page("p");
    try (PageWriter writer = database.openPageWriter(contacts)) {
      assertThatThrownBy(() -> writer.write(bench.lease(), page, breakingOff(), Optional::empty))
          .hasMessage("cut");
      assertThat(list("SELECT name FROM contact")).isEmpty();
      PullOutcome again =
          writer.write(
              bench.lease(),
              page,
              List.of(contact(1, "a", 1)).iterator(),
              () -> Optional.of(new PageRef("behind")));
      assertThat(again.inserted()).isEqualTo(1);
    }
    assertThat(database.refreshes().pendingPages(bench.run().id(), -1, 10))
        .extracting(t -> t.page().value())
        .containsExactly("behind");
    assertThat(
            database.refreshes().findUnfinished(contacts.mapping().name()).orElseThrow().outcome())
        .isEqualTo(new PullOutcome(1, 0, 0, 0, 0));
  }

  @Test
  void references_are_resolved_at_once_in_the_same_page_or_when_the_parent_arrives()
      throws SQLException {
    execute("CREATE TABLE person (id " + countedKey() + ", name VARCHAR(80), boss_id BIGINT)");
    TableDescription table = Bench.table(database, "person");
    var self = new Kind.LocalKey(new MappingName("person"));
    ResolvedMapping people =
        Bench.mapping(
            "person",
            table,
            List.of(bind(table, "Name", "name"), bind(table, "ReportsToId", "boss_id", self)),
            DeletePolicy.DELETE);
    Bench bench = Bench.of(database, people);
    bench.write(person(1, "boss", Value.NULL), person(2, "near", ids(1)), person(3, "far", ids(9)));
    assertThat(database.counts(people.mapping().name()).waiting()).isEqualTo(1);
    bench.write(person(9, "late", ids(3)));
    assertThat(database.waitingPortions(people, 1)).containsExactly(id(3));
    database.resolveReferences(people, bench.lease(), Optional.empty(), id(3));
    assertThat(database.waitingPortions(people, 1)).isEmpty();
    String bosses =
        "SELECT p.name, b.name FROM person p LEFT JOIN person b ON b.id = p.boss_id ORDER BY"
            + " p.name";
    assertThat(list(bosses)).containsExactly("boss|null", "far|late", "late|far", "near|boss");
  }

  @Test
  void a_row_that_already_holds_the_record_id_is_adopted() throws SQLException {
    ResolvedMapping contacts = contacts("");
    execute("INSERT INTO contact (salesforce_id, name) VALUES ('" + id(1) + "', 'by hand')");
    PullOutcome outcome = Bench.of(database, contacts).write(contact(1, "Ann", 1));
    assertThat(outcome.records()).isEqualTo(1);
    assertThat(list("SELECT name FROM contact")).containsExactly("Ann");
    assertThat(database.counts(contacts.mapping().name()).links()).isEqualTo(1);
  }

  @Test
  void a_row_that_was_deleted_by_hand_comes_back() throws SQLException {
    Bench bench = Bench.of(database, contacts(""));
    bench.write(contact(1, "Ann", 1), contact(2, "Bob", 2));
    execute("DELETE FROM contact WHERE name = 'Ann'");
    bench.nextRun();
    bench.write(contact(1, "Ann", 1), contact(2, "Bob", 2));
    assertThat(list("SELECT name FROM contact ORDER BY name")).containsExactly("Ann", "Bob");
  }

  @ParameterizedTest
  @EnumSource(DeletePolicy.class)
  void deleted_records_are_treated_by_policy(DeletePolicy policy) throws SQLException {
    ResolvedMapping contacts = contacts("", policy);
    Bench bench = Bench.of(database, contacts);
    bench.write(contact(1, "Ann", 1), contact(2, "Bob", 2), contact(3, "Cy", 3));
    bench.nextRun();
    bench.write(contact(2, "Bob", 2));
    List<RecordId> unseen = database.unseen(contacts, bench.run().id(), Optional.empty(), 10);
    assertThat(unseen).containsExactly(id(1), id(3));
    database.applyDeletes(contacts, bench.lease(), List.of(id(1)));
    List<String> names = list("SELECT name FROM contact ORDER BY name");
    long links = database.counts(contacts.mapping().name()).links();
    switch (policy) {
      case DELETE -> {
        assertThat(names).containsExactly("Bob", "Cy");
        assertThat(links).isEqualTo(2);
      }
      case UNLINK -> {
        assertThat(names).containsExactly("Ann", "Bob", "Cy");
        assertThat(links).isEqualTo(2);
      }
      case KEEP -> {
        assertThat(names).containsExactly("Ann", "Bob", "Cy");
        assertThat(links).isEqualTo(3);
      }
    }
  }

  @Test
  void a_mapping_stays_with_the_org_that_it_was_filled_from() throws SQLException {
    ResolvedMapping contacts = contacts("");
    var first = new OrgIdentity("00D000000000001AAA", "005", "u", "https://a");
    var other = new OrgIdentity("00D000000000002AAA", "005", "u", "https://a");
    database.bindOrg(contacts, first);
    database.bindOrg(contacts, first);
    ProblemException failure =
        catchThrowableOfType(ProblemException.class, () -> database.bindOrg(contacts, other));
    assertThat(failure.problem().code()).isEqualTo("ORG-CHANGED");
  }

  @Test
  void a_mapping_stays_with_its_table_and_row_key() throws SQLException {
    var org = new OrgIdentity("00D000000000001AAA", "005", "u", "https://a");
    ResolvedMapping contacts = contacts("");
    database.bindOrg(contacts, org);
    execute("CREATE TABLE other (id " + countedKey() + ", name VARCHAR(80))");
    TableDescription table = Bench.table(database, "other");
    ResolvedMapping moved =
        Bench.mapping(
            contacts.mapping().name().value(),
            table,
            List.of(bind(table, "Name", "name")),
            DeletePolicy.DELETE);
    ProblemException failure =
        catchThrowableOfType(ProblemException.class, () -> database.bindOrg(moved, org));
    assertThat(failure.problem().code()).isEqualTo("TABLE-CHANGED");
  }

  @Test
  void a_mapping_that_has_changed_writes_all_rows_again_once() throws SQLException {
    ResolvedMapping contacts = contacts("");
    Bench bench = Bench.of(database, contacts);
    bench.write(contact(1, "Ann", 1), contact(2, "Bob", 2));
    execute("UPDATE contact SET name = NULL");
    bench.nextRun("another");
    assertThat(bench.write(contact(1, "Ann", 1), contact(2, "Bob", 2)))
        .isEqualTo(new PullOutcome(0, 2, 0, 0, 0));
    assertThat(list("SELECT name FROM contact ORDER BY name")).containsExactly("Ann", "Bob");
    bench.nextRun("another");
    assertThat(bench.write(contact(1, "Ann", 1), contact(2, "Bob", 2)))
        .isEqualTo(new PullOutcome(0, 0, 2, 0, 0));
  }

  @Test
  void keys_go_on_behind_rows_that_came_back() throws SQLException {
    Bench bench = Bench.of(database, contacts(""));
    bench.write(contact(1, "Ann", 1), contact(2, "Bob", 2));
    execute(emptyAndRestart("contact"));
    bench.nextRun();
    bench.write(contact(1, "Ann", 1), contact(2, "Bob", 2));
    bench.nextRun();
    assertThat(bench.write(contact(3, "Cy", 3))).isEqualTo(new PullOutcome(1, 0, 0, 0, 0));
    assertThat(list("SELECT name FROM contact ORDER BY id")).containsExactly("Ann", "Bob", "Cy");
  }

  @Test
  void a_job_has_one_owner_at_a_time() {
    Lease lease = database.leases().acquire("refresh/x", Duration.ofMinutes(1));
    database.leases().renew(lease, Duration.ofMinutes(1));
    database.leases().release(lease);
    Lease next = database.leases().acquire("refresh/x", Duration.ofMinutes(1));
    assertThat(next.fence()).isGreaterThan(lease.fence());
    ProblemException failure =
        catchThrowableOfType(
            ProblemException.class, () -> database.leases().renew(lease, Duration.ofMinutes(1)));
    assertThat(failure.problem().code()).isEqualTo(Lease.LOST);
  }

  @Test
  void two_versions_of_a_record_in_one_page_leave_one_row() throws SQLException {
    PullOutcome outcome =
        Bench.of(database, contacts("")).write(contact(1, "old", 1), contact(1, "new", 2));
    assertThat(outcome.records()).isEqualTo(2);
    assertThat(list("SELECT name FROM contact")).containsExactly("new");
  }

  private static Iterator<PlannedChange> breakingOff() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        if (next == 2) {
          throw new IllegalStateException("cut");
        }
        return true;
      }

      @Override
      public PlannedChange next() {
        return contact(++next, "x", 1);
      }
    };
  }
}
