package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.STAMP;
import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static dev.syncline.jdbc.testing.PlannedWrites.text;
import static dev.syncline.jdbc.testing.PlannedWrites.writeAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.ChangeWriter;
import dev.syncline.engine.database.HistoryEntry;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.MergeDecision;
import dev.syncline.engine.database.MergeRule;
import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.merge.RecordMerge;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.SyncRules;
import dev.syncline.model.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promises of pulled records that are merged one by one. */
abstract class MergeKit extends DatabaseFixture {
  static final MappingName CONTACTS = new MappingName("contacts");

  @Test
  void the_rule_is_told_all_that_is_known_of_a_record() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    PulledPage first = page(contact(1, "Ann", 1));
    apply(contacts, first);
    execute("UPDATE contact SET name = 'Eve'");
    change("Eve");
    execute("UPDATE " + own("link") + " SET pushed_token = 77");
    List<MergeCase> cases = new ArrayList<>();
    PulledPage page = page(later(1, "x"), contact(2, "Bob", 2));
    merge(contacts, page, watching(cases, new MergeDecision.Skip()));
    MergeCase known = cases.getFirst();
    assertThat(known.token()).isEqualTo(page.token());
    assertThat(known.link().orElseThrow().base())
        .containsExactly(Optional.of(ids(1)), Optional.of(text("Ann")), Optional.of(number("1")));
    assertThat(known.link().orElseThrow().readToken()).isEqualTo(first.token());
    assertThat(known.link().orElseThrow().pushedToken()).isEqualTo(77);
    assertThat(known.row().orElseThrow().values())
        .containsExactly(ids(1), text("Eve"), number("1"));
    assertThat(known.pending().orElseThrow().version()).isEqualTo(1);
    assertThat(known.pending().orElseThrow().inFlight()).isFalse();
    assertThat(cases.getLast().link()).isEmpty();
    assertThat(cases.getLast().row()).isEmpty();
  }

  @Test
  void different_fields_merge_and_what_is_left_to_push_stays() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1)));
    execute("UPDATE contact SET age = 50");
    change("Ann");
    AppliedPage merged = merge(contacts, page(later(1, "Eve")));
    assertThat(merged).isEqualTo(new AppliedPage(new PullOutcome(0, 1, 0, 0, 0), 0, 0));
    assertThat(list("SELECT name, age FROM contact")).containsExactly("Eve|50");
    assertThat(list("SELECT count(*) FROM " + own("outbox"))).containsExactly("1");
    assertThat(link(contacts, 1).base())
        .containsExactly(Optional.of(ids(1)), Optional.of(text("Eve")), Optional.of(number("1")));
  }

  @Test
  void the_value_that_gives_way_is_kept_and_nothing_is_left_to_push() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1)));
    execute("UPDATE contact SET name = 'Row'");
    change("Row");
    AppliedPage merged = merge(contacts, page(later(1, "Record")));
    assertThat(merged).isEqualTo(new AppliedPage(new PullOutcome(0, 1, 0, 0, 0), 0, 1));
    assertThat(list("SELECT name FROM contact")).containsExactly("Record");
    assertThat(list("SELECT count(*) FROM " + own("outbox"))).containsExactly("0");
    HistoryEntry entry =
        database.history().of(CONTACTS, Optional.of(id(1)), Optional.empty(), 9).getFirst();
    assertThat(entry.event()).isEqualTo(HistoryEntry.Event.CONFLICT);
    assertThat(entry.detail())
        .isEqualTo(
            "{\"field\":\"Name\",\"side\":\"DATABASE\",\"lost\":\"Row\",\"kept\":\"Record\"}");
    assertThat(list("SELECT turns, turn_side FROM " + own("link"))).containsExactly("1|pull");
  }

  @Test
  void a_locked_row_is_not_waited_for_and_its_record_is_read_again_later() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1), contact(2, "Bob", 2)));
    try (Connection application = connect();
        Statement statement = application.createStatement()) {
      application.setAutoCommit(false);
      statement.execute("UPDATE contact SET age = 9 WHERE salesforce_id = '" + id(1) + "'");
      AppliedPage merged = merge(contacts, page(later(1, "x"), later(2, "y")));
      assertThat(merged).isEqualTo(new AppliedPage(new PullOutcome(0, 1, 0, 0, 0), 1, 0));
      application.rollback();
    }
    assertThat(list("SELECT name FROM contact ORDER BY id")).containsExactly("Ann", "y");
    assertThat(queued()).containsExactly(id(1) + "|LOCKED");
    assertThat(merge(contacts, page(later(1, "x"))).outcome().updated()).isEqualTo(1);
    assertThat(queued()).isEmpty();
  }

  @Test
  void new_records_become_rows_and_those_that_the_database_refuses_are_parked_alone()
      throws SQLException {
    ResolvedMapping contacts = Bench.bothWays(contacts(", CHECK (age < 150)"), SyncRules.STANDARD);
    apply(contacts, page(contact(9, "Old", 9)));
    AppliedPage merged =
        merge(
            contacts,
            page(
                contact(1, "Ann", 1),
                contact(2, "Bob", 200),
                contact(3, "Cy", 3),
                later(9, "Older")));
    assertThat(merged.outcome()).isEqualTo(new PullOutcome(2, 1, 0, 0, 1));
    assertThat(list("SELECT name FROM contact ORDER BY name"))
        .containsExactly("Ann", "Cy", "Older");
    assertThat(database.parked(CONTACTS, 9))
        .extracting(ParkedRecord::record)
        .containsExactly(id(2));
    merge(contacts, page(writeAt(9, STAMP.plusSeconds(99), ids(9), text("Old"), number("151"))));
    assertThat(database.parked(CONTACTS, 9))
        .extracting(ParkedRecord::record)
        .containsExactlyInAnyOrder(id(2), id(9));
    assertThat(list("SELECT age FROM contact WHERE name = 'Older'")).containsExactly("9");
  }

  @Test
  void a_row_without_a_link_is_found_by_its_key_and_merged() throws SQLException {
    ResolvedMapping contacts = pushed(byName());
    execute("INSERT INTO contact (name, age) VALUES ('Zoe', 50)");
    AppliedPage merged = merge(contacts, page(contact(2, "Zoe", 2)));
    assertThat(merged.outcome().updated()).isEqualTo(1);
    assertThat(list("SELECT salesforce_id, name, age FROM contact"))
        .containsExactly(id(2) + "|Zoe|2");
    assertThat(database.counts(CONTACTS).links()).isEqualTo(1);
    assertThat(merged.conflicts()).isPositive();
  }

  @Test
  void a_row_that_was_deleted_by_hand_comes_back_under_its_key() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1)));
    List<String> key = list("SELECT id FROM contact");
    execute("DELETE FROM contact");
    AppliedPage merged = merge(contacts, page(later(1, "Ann")));
    assertThat(merged.outcome().inserted()).isEqualTo(1);
    assertThat(list("SELECT id FROM contact")).isEqualTo(key);
  }

  @Test
  void a_record_that_is_gone_takes_its_row_and_entry_along() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1)));
    execute("UPDATE contact SET name = 'Row'");
    change("Row");
    AppliedPage merged = merge(contacts, gone(Map.of(id(1), Optional.empty())));
    assertThat(merged).isEqualTo(new AppliedPage(new PullOutcome(0, 0, 0, 1, 0), 0, 1));
    assertThat(list("SELECT name FROM contact")).isEmpty();
    assertThat(list("SELECT count(*) FROM " + own("outbox"))).containsExactly("0");
    assertThat(list("SELECT record_id FROM " + own("tombstone"))).containsExactly(id(1).value());
    assertThat(database.counts(CONTACTS).links()).isZero();
  }

  @Test
  void a_record_that_is_to_be_made_again_loses_its_link_and_its_entry_is_ready()
      throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1)));
    change("Ann");
    execute("UPDATE " + own("outbox") + " SET state = 'PARKED'");
    merge(contacts, gone(Map.of(id(1), Optional.empty())), _ -> new MergeDecision.Recreate());
    assertThat(list("SELECT state FROM " + own("outbox"))).containsExactly("READY");
    assertThat(database.counts(CONTACTS).links()).isZero();
    assertThat(list("SELECT name FROM contact")).containsExactly("Ann");
  }

  @Test
  void an_entry_that_has_changed_since_it_was_read_stays() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1)));
    change("Ann");
    MergeRule meanwhile =
        merging -> {
          try {
            execute("UPDATE " + own("outbox") + " SET version = version + 1");
          } catch (SQLException e) {
            throw new IllegalStateException(e);
          }
          return new RecordMerge(contacts).decide(merging);
        };
    merge(contacts, page(later(1, "Eve")), meanwhile);
    assertThat(list("SELECT version FROM " + own("outbox"))).containsExactly("2");
  }

  @Test
  void a_parked_record_leaves_the_queue_with_its_reason_in_the_history() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    database.pullQueue().add(CONTACTS, List.of(id(1)), Reason.ASKED);
    var problem = new Problem("CONFLICT-PARKED", ErrorClass.DATA, "both", "choose");
    merge(contacts, page(contact(1, "Ann", 1)), _ -> new MergeDecision.Park(problem));
    assertThat(database.parked(CONTACTS, 9))
        .extracting(ParkedRecord::problem)
        .containsExactly(problem);
    assertThat(queued()).isEmpty();
    assertThat(database.history().of(CONTACTS, Optional.of(id(1)), Optional.empty(), 9))
        .extracting(HistoryEntry::event)
        .containsExactly(HistoryEntry.Event.PARKED);
    merge(contacts, page(contact(1, "Ann", 1)));
    assertThat(database.parked(CONTACTS, 9)).isEmpty();
  }

  @Test
  void a_deferred_record_is_read_again_later_each_time() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    MergeRule defer = _ -> new MergeDecision.Defer(Reason.PENDING_CHANGE);
    assertThat(merge(contacts, page(contact(1, "Ann", 1)), defer).deferred()).isEqualTo(1);
    assertThat(database.pullQueue().dueCount(CONTACTS)).isEqualTo(1);
    merge(contacts, page(contact(1, "Ann", 1)), defer);
    merge(contacts, page(contact(1, "Ann", 1)), defer);
    assertThat(database.pullQueue().dueCount(CONTACTS)).isZero();
    assertThat(list("SELECT attempts FROM " + own("pull_queue"))).containsExactly("2");
  }

  @Test
  void links_are_set_and_removed_by_hand() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    execute("INSERT INTO contact (name, age) VALUES ('Zoe', 50)");
    var row = new RowKey(list("SELECT id FROM contact").getFirst());
    database.links().set(contacts, id(1), row);
    assertThat(database.links().ofRecord(contacts, id(1)).orElseThrow().row()).isEqualTo(row);
    assertThat(database.links().ofRow(contacts, row).orElseThrow().record().base())
        .containsOnly(Optional.empty());
    assertThat(queued()).containsExactly(id(1) + "|ASKED");
    assertThat(database.links().row(contacts, row).orElseThrow().values())
        .containsExactly(Value.NULL, text("Zoe"), number("50"));
    assertThat(code(() -> database.links().set(contacts, id(2), row))).isEqualTo("LINK-TAKEN");
    assertThat(code(() -> database.links().set(contacts, id(2), new RowKey("99999"))))
        .isEqualTo("ROW-ABSENT");
    assertThat(database.links().remove(contacts, id(1))).isTrue();
    assertThat(database.links().remove(contacts, id(1))).isFalse();
  }

  @Test
  void references_of_merged_records_are_filled_or_wait_for_their_parent() throws SQLException {
    ResolvedMapping people = Bench.bothWays(people(""), SyncRules.STANDARD);
    apply(people, page(person(1), person(2), person(3)));
    merge(people, page(boss(1, ids(2)), boss(3, ids(7))));
    String bosses = "SELECT p.name, b.name FROM person p JOIN person b ON b.id = p.boss_id";
    assertThat(list(bosses)).containsExactly("p1|p2");
    apply(people, page(person(7)));
    apply(people, page());
    assertThat(list(bosses)).containsExactlyInAnyOrder("p1|p2", "p3|p7");
  }

  private static PlannedChange boss(int number, Value boss) {
    return writeAt(number, STAMP.plusSeconds(60), text("p" + number), boss);
  }

  private static String code(Runnable call) {
    return catchThrowableOfType(ProblemException.class, call::run).problem().code();
  }

  private static MergeRule watching(List<MergeCase> cases, MergeDecision decision) {
    return merging -> {
      cases.add(merging);
      return decision;
    };
  }

  private LinkedRecord link(ResolvedMapping mapping, int number) {
    return database.links().ofRecord(mapping, id(number)).orElseThrow().record();
  }

  AppliedPage merge(ResolvedMapping mapping, PulledPage page) {
    return merge(mapping, page, new RecordMerge(mapping));
  }

  AppliedPage merge(ResolvedMapping mapping, PulledPage page, MergeRule rule) {
    Lease lease = lease();
    try (ChangeWriter writer = database.openChangeWriter(mapping)) {
      return writer.merge(lease, page, rule);
    } finally {
      database.leases().release(lease);
    }
  }

  abstract ResolvedMapping people(String constraints) throws SQLException;

  static SyncRules byName() {
    return new SyncRules(
        Optional.of(new FieldName("Name")),
        SyncRules.STANDARD.conflict(),
        SyncRules.STANDARD.deleteConflict(),
        SyncRules.STANDARD.onRowDelete());
  }

  ResolvedMapping pushed(SyncRules rules) throws SQLException {
    return Bench.bothWays(contacts(""), rules);
  }

  Lease lease() {
    return database.leases().acquire("pull/test", Duration.ofMinutes(5));
  }

  AppliedPage apply(ResolvedMapping mapping, PulledPage page) {
    Lease lease = lease();
    try (ChangeWriter writer = database.openChangeWriter(mapping)) {
      return writer.apply(lease, page);
    } finally {
      database.leases().release(lease);
    }
  }

  PulledPage page(PlannedChange... changes) {
    return new PulledPage(
        database.nextToken(), List.of(changes), Map.of(), List.of(), Optional.empty());
  }

  PulledPage gone(Map<RecordId, Optional<RecordId>> gone) {
    return new PulledPage(database.nextToken(), List.of(), gone, List.of(), Optional.empty());
  }

  static PlannedChange later(int number, String name) {
    return writeAt(
        number, STAMP.plusSeconds(60), ids(number), text(name), number(Integer.toString(number)));
  }

  static PlannedChange person(int number) {
    return person(number, "p" + number, Value.NULL);
  }

  /** An outbox entry as capture writes it. */
  void change(String name) throws SQLException {
    execute(
        "INSERT INTO %1$s (mapping_id, row_key, first_changed_at, changed_at, available_at)"
                .formatted(own("outbox"))
            + " SELECT m.id, c.id, %1$s, %1$s, %1$s FROM contact c, %2$s m"
                .formatted("CURRENT_TIMESTAMP", own("mapping"))
            + " WHERE c.name = '%s' AND m.name = 'contacts'".formatted(name));
  }

  /** A row whose create is under way. */
  void intend(String name) throws SQLException {
    database.pullQueue().add(CONTACTS, List.of(), Reason.ASKED);
    execute("INSERT INTO contact (name) VALUES ('" + name + "')");
    execute(
        "INSERT INTO %s (mapping_id, row_key, content, since)".formatted(own("intent"))
            + " SELECT m.id, c.id, '{}', CURRENT_TIMESTAMP FROM contact c, %s m"
                .formatted(own("mapping"))
            + " WHERE c.name = '%s' AND m.name = 'contacts'".formatted(name));
  }

  List<String> queued() throws SQLException {
    return list("SELECT record_id, reason FROM " + own("pull_queue") + " ORDER BY record_id");
  }
}
