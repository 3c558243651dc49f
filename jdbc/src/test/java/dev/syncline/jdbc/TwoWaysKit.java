package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.STAMP;
import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static dev.syncline.jdbc.testing.PlannedWrites.text;
import static dev.syncline.jdbc.testing.PlannedWrites.writeAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.OrgIdentity;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.FieldName;
import dev.syncline.model.Operation;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowChange;
import dev.syncline.model.RowKey;
import dev.syncline.model.Scope;
import dev.syncline.model.SyncRules;
import dev.syncline.model.Triggers;
import dev.syncline.model.Value;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The promises where what is pulled meets what is to be pushed. */
abstract class TwoWaysKit extends ChangeKit {
  private static final OrgIdentity ORG =
      new OrgIdentity("00D000000000001AAA", "005", "u", "https://a");
  private static final Duration HOLD = Duration.ofMinutes(5);

  private ResolvedMapping pulling(Operation... operations) throws SQLException {
    SyncRules usual = SyncRules.STANDARD;
    return pushed(
        new SyncRules(
            usual.key(),
            usual.conflict(),
            usual.deleteConflict(),
            usual.onRowDelete(),
            usual.changeDate(),
            usual.timing(),
            Scope.of(new Triggers(Set.of(operations), Triggers.ALL.push()))));
  }

  @Test
  void a_page_makes_no_rows_where_creates_are_not_carried() throws SQLException {
    ResolvedMapping contacts = pulling(Operation.UPDATE);
    AppliedPage applied = apply(contacts, page(contact(1, "Ann", 1)));
    assertThat(applied.outcome()).isEqualTo(new PullOutcome(0, 0, 1, 0, 0));
    assertThat(list("SELECT name FROM contact")).isEmpty();
    assertThat(list("SELECT record_id FROM " + own("link"))).isEmpty();
    assertThat(Bench.of(database, contacts).write(contact(2, "Bob", 2)))
        .isEqualTo(new PullOutcome(0, 0, 1, 0, 0));
    assertThat(list("SELECT name FROM contact")).isEmpty();
  }

  @Test
  void a_page_changes_no_rows_and_no_bases_where_updates_are_not_carried() throws SQLException {
    ResolvedMapping contacts = pulling(Operation.CREATE);
    apply(contacts, page(contact(1, "Ann", 1)));
    List<String> before = list("SELECT base FROM " + own("link"));
    AppliedPage applied = apply(contacts, page(later(1, "Eve"), contact(2, "Bob", 2)));
    assertThat(applied.outcome()).isEqualTo(new PullOutcome(1, 0, 1, 0, 0));
    assertThat(list("SELECT name FROM contact ORDER BY name")).containsExactly("Ann", "Bob");
    assertThat(list("SELECT base FROM %s ORDER BY record_id".formatted(own("link"))))
        .startsWith(before.getFirst());
    apply(Bench.bothWays(contacts, SyncRules.STANDARD), page(later(1, "Eve")));
    assertThat(list("SELECT name FROM contact ORDER BY name")).containsExactly("Bob", "Eve");
  }

  @Test
  void a_reference_that_waits_for_its_parent_is_pushed_as_that_parent_and_not_as_empty()
      throws SQLException {
    ResolvedMapping people = Bench.bothWays(people(""), SyncRules.STANDARD);
    apply(people, page(person(1, "p1", ids(2))));
    ClaimedRow row = claim(people, newClaim(), "SELECT id FROM person");
    assertThat(((RowChange.Present) row.change()).values()).containsExactly(text("p1"), ids(2));
    assertThat(row.link().orElseThrow().base())
        .containsExactly(Optional.of(text("p1")), Optional.of(ids(2)));
    assertThat(row.orphans()).isEmpty();
  }

  @Test
  void a_turn_counts_when_the_other_side_is_written_and_a_rest_begins_anew() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1)));
    apply(contacts, page(later(1, "Eve")));
    apply(contacts, page(named("Zoe", 70)));
    assertThat(turns()).containsExactly("1|pull");
    push(contacts);
    push(contacts);
    assertThat(turns()).containsExactly("2|push");
    merge(contacts, page(named("Fay", 80)));
    merge(contacts, page(named("Gus", 90)));
    assertThat(turns()).containsExactly("3|pull");
    push(contacts);
    execute("UPDATE " + own("link") + " SET turned_at = '2020-01-01 00:00:00'");
    push(contacts);
    assertThat(turns()).containsExactly("1|push");
  }

  @Test
  void the_deletion_of_a_merged_record_s_row_is_not_handed_to_the_winner() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1), contact(3, "Cy", 3)));
    change("Ann");
    execute("UPDATE " + own("outbox") + " SET gone = true");
    execute("DELETE FROM contact");
    apply(contacts, gone(Map.of(id(3), Optional.of(id(4)))));
    assertThat(queued()).containsExactly(id(4) + "|MERGED");
    merge(contacts, gone(Map.of(id(1), Optional.of(id(2)))));
    assertThat(list("SELECT record_id FROM " + own("link"))).isEmpty();
    assertThat(list("SELECT row_key FROM " + own("outbox"))).isEmpty();
    merge(contacts, page(contact(2, "Ann", 1)));
    assertThat(list("SELECT salesforce_id, name FROM contact")).containsExactly(id(2) + "|Ann");
  }

  @Test
  void rows_keep_their_parent_if_the_winner_of_a_merge_has_a_deleted_row() throws SQLException {
    ResolvedMapping people = Bench.bothWays(people(""), SyncRules.STANDARD);
    database.bindOrg(people, ORG);
    apply(people, page(person(1), person(2), person(3, "p3", ids(1))));
    List<String> boss = list("SELECT boss_id FROM person WHERE name = 'p3'");
    execute("DELETE FROM person WHERE name = 'p2'");
    apply(people, gone(Map.of(id(1), Optional.of(id(2)))));
    assertThat(list("SELECT boss_id FROM person WHERE name = 'p3'")).isEqualTo(boss);
  }

  @Test
  void a_record_that_is_gone_takes_its_row_along_under_the_key_that_the_row_has_now()
      throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1)));
    rename("Ann");
    apply(contacts, gone(Map.of(id(1), Optional.empty())));
    assertThat(queued()).containsExactly(id(1) + "|PENDING_CHANGE");
    merge(contacts, gone(Map.of(id(1), Optional.empty())));
    assertThat(list("SELECT name FROM contact")).isEmpty();
    assertThat(list("SELECT record_id FROM " + own("link"))).isEmpty();
    assertThat(list("SELECT row_key FROM " + own("outbox") + " WHERE NOT gone")).isEmpty();
  }

  @Test
  void a_merged_record_s_link_follows_the_key_of_its_row() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1)));
    rename("Ann");
    assertThat(merge(contacts, page(later(1, "Eve"))).outcome().updated()).isEqualTo(1);
    assertThat(list("SELECT id, name FROM contact")).containsExactly("1001|Eve");
    assertThat(list("SELECT row_key FROM " + own("link"))).containsExactly("1001");
    assertThat(list("SELECT row_key, previous_key FROM " + own("outbox") + " WHERE NOT gone"))
        .isEmpty();
  }

  @Test
  void a_record_waits_while_its_row_is_pushed_under_the_key_before() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1)));
    rename("Ann");
    execute("UPDATE " + own("outbox") + " SET state = 'CLAIMED' WHERE gone");
    assertThat(merge(contacts, page(later(1, "Eve"))).deferred()).isEqualTo(1);
    assertThat(list("SELECT id, name FROM contact")).containsExactly("1001|Ann");
    assertThat(list("SELECT count(*) FROM " + own("outbox") + " WHERE previous_key IS NOT NULL"))
        .containsExactly("1");
  }

  @Test
  void the_children_of_a_merge_s_loser_refer_to_the_winner_s_row_under_its_new_key()
      throws SQLException {
    ResolvedMapping people = Bench.bothWays(people(""), SyncRules.STANDARD);
    database.bindOrg(people, ORG);
    apply(people, page(person(1), person(2), person(3, "p3", ids(1))));
    rename("person", "person", "p2");
    apply(people, gone(Map.of(id(1), Optional.of(id(2)))));
    assertThat(list("SELECT boss_id FROM person WHERE name = 'p3'"))
        .isEqualTo(list("SELECT id FROM person WHERE name = 'p2'"));
  }

  @Test
  void a_create_that_was_intended_and_not_settled_keeps_new_records_waiting() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    execute("INSERT INTO contact (name) VALUES ('Zoe')");
    Claim claim = newClaim();
    ClaimedRow row = claim(contacts, claim, "SELECT id FROM contact");
    RecordWrite create = new RecordWrite.Create(row.key(), List.of());
    var intent = new ClaimedRow.Intent(create, STAMP, Optional.empty());
    database.outbox().intend(CONTACTS, claim, List.of(intent));
    assertThat(apply(contacts, page(contact(1, "Zoe", 1))).deferred()).isEqualTo(1);
    assertThat(merge(contacts, page(contact(1, "Zoe", 1))).deferred()).isEqualTo(1);
    assertThat(queued()).containsExactly(id(1) + "|UNKNOWN_CREATE");
    var linked =
        new Settlement.Linked(row.key(), row.change().version(), id(1), Map.of(), true, false);
    database.outbox().settle(contacts, claim, List.of(linked));
    assertThat(merge(contacts, page(contact(1, "Zoe", 1))).outcome().updated()).isEqualTo(1);
    assertThat(list("SELECT salesforce_id, name FROM contact")).containsExactly(id(1) + "|Zoe");
  }

  @Test
  void a_keyed_create_whose_answer_is_unknown_keeps_new_records_waiting_once_its_row_is_gone()
      throws SQLException {
    ResolvedMapping contacts = pushed(byName());
    execute("INSERT INTO contact (name) VALUES ('Zoe')");
    Claim claim = newClaim();
    ClaimedRow row = claim(contacts, claim, "SELECT id FROM contact");
    RecordWrite create =
        new RecordWrite.Upsert(row.key(), new FieldName("Name"), new Value.Text("Zoe"), List.of());
    var intent = new ClaimedRow.Intent(create, STAMP, Optional.empty());
    database.outbox().intend(CONTACTS, claim, List.of(intent));
    assertThat(apply(contacts, page(contact(2, "Other", 1))).deferred()).isZero();
    execute("DELETE FROM contact WHERE name = 'Zoe'");
    execute("UPDATE " + own("outbox") + " SET gone = true");
    assertThat(apply(contacts, page(contact(1, "Zoe", 1))).deferred()).isEqualTo(1);
    assertThat(merge(contacts, page(contact(1, "Zoe", 1))).deferred()).isEqualTo(1);
    assertThat(list("SELECT name FROM contact")).containsExactly("Other");
  }

  /** Changes a contact's key as the application does, with the entries that capture writes. */
  private void rename(String name) throws SQLException {
    rename("contact", "contacts", name);
  }

  private void rename(String table, String mapping, String name) throws SQLException {
    String entry =
        "INSERT INTO %s (mapping_id, row_key, gone, previous_key, first_changed_at, changed_at,"
                .formatted(own("outbox"))
            + " available_at) SELECT m.id, %s, %s, %s, %4$s, %4$s, %4$s FROM %5$s t, %6$s m"
            + " WHERE t.name = '%7$s' AND m.name = '%8$s'";
    String[] rest = {"CURRENT_TIMESTAMP", table, own("mapping"), name, mapping};
    execute(entry.formatted("t.id", "true", "NULL", rest[0], rest[1], rest[2], rest[3], rest[4]));
    execute(entry.formatted("1001", "false", "t.id", rest[0], rest[1], rest[2], rest[3], rest[4]));
    execute("UPDATE %s SET id = 1001 WHERE name = '%s'".formatted(table, name));
  }

  private static PlannedChange named(String name, int seconds) {
    return writeAt(1, STAMP.plusSeconds(seconds), ids(1), text(name), number("1"));
  }

  private List<String> turns() throws SQLException {
    return list("SELECT turns, turn_side FROM " + own("link"));
  }

  private void push(ResolvedMapping contacts) throws SQLException {
    Claim claim = newClaim();
    ClaimedRow row = claim(contacts, claim, "SELECT id FROM contact");
    var linked =
        new Settlement.Linked(row.key(), row.change().version(), id(1), Map.of(), true, false);
    database.outbox().settle(contacts, claim, List.of(linked));
  }

  private Claim newClaim() {
    return database.outbox().newClaim();
  }

  /** Claims the one row whose key a query finds. */
  private ClaimedRow claim(ResolvedMapping mapping, Claim claim, String key) throws SQLException {
    List<RowKey> rows = list(key).stream().map(RowKey::new).toList();
    return database.outbox().claimRows(mapping, claim, rows, HOLD).getFirst();
  }
}
