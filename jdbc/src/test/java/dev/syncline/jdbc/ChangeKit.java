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
import dev.syncline.engine.database.History;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.MergeDecision;
import dev.syncline.engine.database.Pause;
import dev.syncline.engine.database.Pauses;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.database.Watermark;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.OrgIdentity;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.Direction;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import dev.syncline.model.SyncRules;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promises of pages of pulled changes that are applied as sets. */
abstract class ChangeKit extends AlterationKit {
  private static final OrgIdentity ORG =
      new OrgIdentity("00D000000000001AAA", "005", "u", "https://a");

  private static final Duration HOUR = Duration.ofHours(1);

  /** Makes a trigger note, of every insert and update of a table, whether it carries our mark. */
  abstract void noteMarks(String table, String into) throws SQLException;

  @Test
  void a_page_writes_rows_and_links_and_moves_the_watermark_with_them() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    var watermark =
        new Watermark(
            STAMP,
            STAMP.minusSeconds(1),
            Optional.of(new Watermark.Position(STAMP, id(7), STAMP.plusSeconds(9))));
    AppliedPage applied =
        apply(contacts, page(contact(1, "Ann", 1), contact(2, "Bob", 2)), watermark);
    assertThat(applied).isEqualTo(new AppliedPage(new PullOutcome(2, 0, 0, 0, 0), 0, 0));
    assertThat(database.watermarks().find(CONTACTS)).contains(watermark);
    applied = apply(contacts, page(contact(1, "Ann", 1), later(2, "Bea")), Watermark.at(STAMP));
    assertThat(applied).isEqualTo(new AppliedPage(new PullOutcome(0, 1, 1, 0, 0), 0, 0));
    assertThat(list("SELECT name FROM contact ORDER BY id")).containsExactly("Ann", "Bea");
    assertThat(database.watermarks().find(CONTACTS)).contains(Watermark.at(STAMP));
  }

  @Test
  void tombstones_that_no_reading_can_be_older_than_are_forgotten() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1), contact(2, "Bob", 2)));
    apply(contacts, gone(Map.of(id(1), Optional.empty(), id(2), Optional.empty())));
    execute(
        "UPDATE %s SET made_at = '2020-01-01 00:00:00' WHERE record_id = '%s'"
            .formatted(own("tombstone"), id(1).value()));
    apply(contacts, page(), Watermark.at(STAMP));
    assertThat(list("SELECT record_id FROM " + own("tombstone"))).containsExactly(id(2).value());
  }

  @Test
  void the_history_of_a_record_has_a_bound() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    var problem = new Problem("ROW-REFUSED", ErrorClass.DATA, "bad", "mend it");
    for (int i = 0; i < History.MAX_PER_RECORD + 3; i++) {
      merge(contacts, page(contact(1, "Ann", 1)), _ -> new MergeDecision.Park(problem));
    }
    assertThat(database.history().of(CONTACTS, Optional.of(id(1)), Optional.empty(), 1_000))
        .hasSize(History.MAX_PER_RECORD);
  }

  @Test
  void a_pause_holds_until_its_time_is_over_or_it_is_ended() throws SQLException {
    Pauses pauses = database.pauses();
    Optional<MappingName> contacts = Optional.of(CONTACTS);
    pauses.add(Optional.empty(), contacts, Direction.PUSH, "once", Optional.empty());
    pauses.add(Optional.empty(), contacts, Direction.PUSH, "why", Optional.of(HOUR));
    pauses.add(Optional.empty(), Optional.empty(), Direction.BOTH, "all", Optional.empty());
    assertThat(pauses.active()).extracting(Pause::reason).containsExactlyInAnyOrder("why", "all");
    execute("UPDATE %s SET until_at = since WHERE reason = 'why'".formatted(own("pause")));
    assertThat(pauses.active()).extracting(Pause::reason).containsExactly("all");
    assertThat(pauses.remove(Optional.empty(), Optional.empty(), Direction.PUSH)).isFalse();
    assertThat(pauses.remove(Optional.empty(), Optional.empty(), Direction.BOTH)).isTrue();
    assertThat(pauses.active()).isEmpty();
  }

  @Test
  void a_stale_fence_applies_nothing_and_moves_nothing() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    Lease lease = lease();
    var stale = new Lease(lease.job(), lease.fence() - 1);
    PulledPage page =
        new PulledPage(
            database.nextToken(),
            List.of(contact(1, "Ann", 1)),
            Map.of(),
            List.of(),
            Optional.of(Watermark.at(STAMP)));
    try (ChangeWriter writer = database.openChangeWriter(contacts)) {
      ProblemException failure =
          catchThrowableOfType(ProblemException.class, () -> writer.apply(stale, page));
      assertThat(failure.problem().code()).isEqualTo(Lease.LOST);
    }
    assertThat(list("SELECT name FROM contact")).isEmpty();
    assertThat(database.watermarks().find(CONTACTS)).isEmpty();
    database.leases().release(lease);
  }

  @Test
  void a_row_that_the_application_has_locked_is_left_and_its_record_queued() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1), contact(2, "Bob", 2)));
    try (Connection application = connect();
        Statement statement = application.createStatement()) {
      application.setAutoCommit(false);
      statement.execute("UPDATE contact SET age = 9 WHERE salesforce_id = '" + id(1) + "'");
      AppliedPage applied = apply(contacts, page(later(1, "Eve"), later(2, "Bea")));
      assertThat(applied).isEqualTo(new AppliedPage(new PullOutcome(0, 1, 0, 0, 0), 1, 0));
      application.commit();
    }
    assertThat(list("SELECT name FROM contact ORDER BY id")).containsExactly("Ann", "Bea");
    assertThat(queued()).containsExactly(id(1) + "|LOCKED");
  }

  @Test
  void a_row_with_a_change_that_is_to_be_pushed_is_left_and_its_record_queued()
      throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1), contact(2, "Bob", 2)));
    change("Ann");
    AppliedPage applied = apply(contacts, page(later(1, "Eve"), later(2, "Bea")));
    assertThat(applied).isEqualTo(new AppliedPage(new PullOutcome(0, 1, 0, 0, 0), 1, 0));
    assertThat(list("SELECT name FROM contact ORDER BY id")).containsExactly("Ann", "Bea");
    assertThat(queued()).containsExactly(id(1) + "|PENDING_CHANGE");
  }

  @Test
  void what_was_read_before_a_push_is_read_again() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1)));
    PulledPage before = page(later(1, "Eve"));
    execute("UPDATE " + own("link") + " SET pushed_token = " + database.nextToken());
    assertThat(apply(contacts, before).deferred()).isEqualTo(1);
    assertThat(queued()).containsExactly(id(1) + "|STALE_READ");
    assertThat(apply(contacts, page(later(1, "Eve"))).outcome().updated()).isEqualTo(1);
    assertThat(queued()).isEmpty();
  }

  @Test
  void a_record_that_was_deleted_does_not_come_back_by_an_older_reading() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1)));
    PulledPage before = page(later(1, "Ann"), contact(2, "Bob", 2));
    AppliedPage gone = apply(contacts, gone(Map.of(id(1), Optional.empty())));
    assertThat(gone.outcome()).isEqualTo(new PullOutcome(0, 0, 0, 1, 0));
    assertThat(list("SELECT name FROM contact")).isEmpty();
    assertThat(apply(contacts, before).deferred()).isEqualTo(1);
    assertThat(list("SELECT name FROM contact")).containsExactly("Bob");
    assertThat(queued()).containsExactly(id(1) + "|STALE_READ");
    assertThat(apply(contacts, page(later(1, "Ann"))).outcome().inserted()).isEqualTo(1);
    assertThat(queued()).isEmpty();
  }

  @Test
  void new_records_wait_while_creates_without_a_key_may_have_made_them() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    intend("Zoe");
    assertThat(apply(contacts, page(contact(1, "Zoe", 1))).deferred()).isEqualTo(1);
    assertThat(queued()).containsExactly(id(1) + "|UNKNOWN_CREATE");
    execute("DELETE FROM " + own("intent"));
    assertThat(apply(contacts, page(contact(1, "Zoe", 1))).outcome().inserted()).isEqualTo(1);
  }

  @Test
  void by_its_key_a_new_record_is_told_from_creates_under_way() throws SQLException {
    ResolvedMapping contacts = pushed(byName());
    intend("Zoe");
    AppliedPage applied = apply(contacts, page(contact(1, "Ann", 1), contact(2, "Zoe", 2)));
    assertThat(applied).isEqualTo(new AppliedPage(new PullOutcome(1, 0, 0, 0, 0), 1, 0));
    assertThat(queued()).containsExactly(id(2) + "|UNKNOWN_CREATE");
    assertThat(list("SELECT name FROM contact ORDER BY name")).containsExactly("Ann", "Zoe");
  }

  @Test
  void of_two_readings_with_the_same_stamp_the_later_one_holds() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1)));
    PulledPage earlier = page(contact(1, "earlier", 1));
    apply(contacts, page(contact(1, "later", 1)));
    assertThat(apply(contacts, earlier).outcome()).isEqualTo(new PullOutcome(0, 0, 1, 0, 0));
    assertThat(list("SELECT name FROM contact")).containsExactly("later");
  }

  @Test
  void entries_of_the_queue_go_with_readings_that_began_after_them() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1), contact(2, "Bob", 2)));
    PulledPage before = page(contact(1, "Ann", 1));
    List<RecordId> both = List.of(id(1), id(2), id(3));
    assertThat(database.pullQueue().add(CONTACTS, both, Reason.ASKED)).isEqualTo(3);
    assertThat(database.pullQueue().add(CONTACTS, both, Reason.ASKED)).isZero();
    apply(contacts, before);
    assertThat(database.pullQueue().count(CONTACTS)).isEqualTo(3);
    long token = database.nextToken();
    apply(
        contacts,
        new PulledPage(
            token, List.of(contact(1, "Ann", 1)), Map.of(), List.of(id(3)), Optional.empty()));
    assertThat(database.pullQueue().due(CONTACTS, 9)).containsExactly(id(2));
    database.pullQueue().defer(CONTACTS, both, Duration.ofHours(1));
    assertThat(database.pullQueue().dueCount(CONTACTS)).isZero();
    assertThat(database.pullQueue().find(CONTACTS, id(2)))
        .hasValueSatisfying(
            waiting -> {
              assertThat(waiting.attempts()).isEqualTo(1);
              assertThat(waiting.nextAt()).isAfter(database.now().plus(Duration.ofMinutes(50)));
            });
    assertThat(database.pullQueue().find(CONTACTS, id(1))).isEmpty();
    assertThat(database.pullQueue().count(CONTACTS)).isEqualTo(1);
    database.pullQueue().remove(CONTACTS, both);
    assertThat(database.pullQueue().count(CONTACTS)).isZero();
  }

  @Test
  void a_deleted_record_s_row_with_a_change_of_its_own_stays_and_is_queued() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1), contact(2, "Bob", 2), contact(3, "Cy", 3)));
    change("Ann");
    try (Connection application = connect();
        Statement statement = application.createStatement()) {
      application.setAutoCommit(false);
      statement.execute("UPDATE contact SET age = 9 WHERE salesforce_id = '" + id(3) + "'");
      AppliedPage applied =
          apply(
              contacts,
              gone(
                  Map.of(
                      id(1), Optional.empty(), id(2), Optional.empty(), id(3), Optional.empty())));
      assertThat(applied).isEqualTo(new AppliedPage(new PullOutcome(0, 0, 0, 1, 0), 2, 0));
      application.rollback();
    }
    assertThat(list("SELECT name FROM contact ORDER BY name")).containsExactly("Ann", "Cy");
    assertThat(queued()).containsExactly(id(1) + "|PENDING_CHANGE", id(3) + "|LOCKED");
  }

  @Test
  void the_row_of_a_record_that_lost_a_merge_follows_the_winner() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    apply(contacts, page(contact(1, "Ann", 1)));
    apply(contacts, gone(Map.of(id(1), Optional.of(id(2)))));
    assertThat(queued()).containsExactly(id(2) + "|MERGED");
    assertThat(apply(contacts, page(later(2, "Ann"))).outcome().updated()).isEqualTo(1);
    assertThat(list("SELECT salesforce_id, name FROM contact")).containsExactly(id(2) + "|Ann");
  }

  @Test
  void rows_that_refer_to_the_row_of_a_merged_record_refer_to_the_winner_s() throws SQLException {
    ResolvedMapping people = Bench.bothWays(people(""), SyncRules.STANDARD);
    database.bindOrg(people, ORG);
    apply(people, page(person(1), person(2), person(3, "p3", ids(1))));
    apply(people, gone(Map.of(id(1), Optional.of(id(2)))));
    assertThat(list("SELECT p.name, b.name FROM person p LEFT JOIN person b ON b.id = p.boss_id"))
        .containsExactlyInAnyOrder("p2|null", "p3|p2");
    assertThat(database.pullQueue().due(people.mapping().name(), 9))
        .containsExactlyInAnyOrder(id(2), id(3));
  }

  @Test
  void fields_that_are_not_pulled_stay_in_the_base_and_their_columns_as_they_are()
      throws SQLException {
    ResolvedMapping both = pushed(SyncRules.STANDARD);
    List<FieldBinding> bindings = new ArrayList<>(both.bindings());
    FieldBinding age = bindings.get(2);
    bindings.set(2, new FieldBinding(age.field(), age.column(), Direction.PUSH, age.kind()));
    var contacts =
        new ResolvedMapping(both.mapping(), both.object(), both.table(), both.rowKey(), bindings);
    apply(both, page(contact(1, "Ann", 1)));
    AppliedPage applied = apply(contacts, page(later(1, "Eve")));
    assertThat(applied.outcome().updated()).isEqualTo(1);
    applied = apply(contacts, page(later(1, "Eve")));
    assertThat(applied.outcome().unchanged()).isEqualTo(1);
    apply(contacts, page(later(2, "Bob")));
    assertThat(list("SELECT name, age FROM contact ORDER BY id"))
        .containsExactly("Eve|1", "Bob|null");
    assertThat(database.links().ofRecord(contacts, id(1)).orElseThrow().record().base())
        .containsExactly(Optional.of(ids(1)), Optional.of(text("Eve")), Optional.of(number("1")));
    assertThat(database.links().ofRecord(contacts, id(2)).orElseThrow().record().base().get(2))
        .isEmpty();
  }

  @Test
  void our_writes_carry_the_mark_that_triggers_look_for_and_no_other_does() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    execute("CREATE TABLE seen (mark VARCHAR(10))");
    noteMarks("contact", "seen");
    apply(contacts, page(contact(1, "Ann", 1)));
    apply(contacts, page(later(1, "Eve")));
    merge(contacts, page(writeAt(1, STAMP.plusSeconds(99), ids(1), text("Zoe"), number("1"))));
    assertThat(list("SELECT DISTINCT mark FROM seen")).containsExactly("ours");
    execute("UPDATE contact SET age = 2");
    assertThat(list("SELECT DISTINCT mark FROM seen ORDER BY mark"))
        .containsExactly("ours", "theirs");
  }

  @Test
  void a_refresh_leaves_rows_with_changes_of_their_own_to_the_queue_too() throws SQLException {
    ResolvedMapping contacts = pushed(SyncRules.STANDARD);
    Bench bench = Bench.of(database, contacts);
    bench.write(contact(1, "Ann", 1), contact(2, "Bob", 2), contact(3, "Cy", 3));
    change("Ann");
    bench.nextRun();
    execute(
        "UPDATE %s SET pushed_token = %d WHERE record_id = '%s'"
            .formatted(own("link"), database.nextToken(), id(2)));
    PullOutcome outcome = bench.write(later(1, "x"), later(2, "x"), later(3, "x"));
    assertThat(outcome).isEqualTo(new PullOutcome(0, 1, 2, 0, 0));
    assertThat(queued()).containsExactly(id(1) + "|PENDING_CHANGE", id(2) + "|STALE_READ");
    assertThat(list("SELECT name FROM contact ORDER BY id")).containsExactly("Ann", "Bob", "x");
  }

  @Test
  void references_are_filled_once_another_page_has_brought_the_parent() throws SQLException {
    ResolvedMapping people = Bench.bothWays(people(""), SyncRules.STANDARD);
    apply(people, page(person(1, "p1", ids(2))));
    apply(people, page(person(2)));
    apply(people, page());
    assertThat(list("SELECT p.name, b.name FROM person p JOIN person b ON b.id = p.boss_id"))
        .containsExactly("p1|p2");
  }

  private AppliedPage apply(ResolvedMapping mapping, PulledPage page, Watermark watermark) {
    return apply(
        mapping,
        new PulledPage(
            page.token(), page.changes(), page.gone(), page.unseen(), Optional.of(watermark)));
  }
}
