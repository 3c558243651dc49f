package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.STAMP;
import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.ChangeWriter;
import dev.syncline.engine.database.Changes.Restored;
import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.GuardStop;
import dev.syncline.engine.database.Guards.Mass;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.MergeDecision.ColumnValue;
import dev.syncline.engine.database.Overwritten;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.database.Runs.Kind;
import dev.syncline.engine.database.Runs.Run;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.merge.RecordMerge;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.MassGuard;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Safeguards;
import dev.syncline.model.SyncRules;
import dev.syncline.model.Value;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The promises about masses that are stopped, and about what runs wrote over. */
abstract class HistoryKit extends OutboxFixture {
  private static final FieldName NAME = new FieldName("Name");

  /** Contacts both ways of which 2, and no more than a tenth, go without a person's word. */
  private ResolvedMapping guarded() throws SQLException {
    execute(
        "CREATE TABLE contact (id "
            + countedKey()
            + ", salesforce_id CHAR(18), name VARCHAR(80), age INTEGER)");
    var guard = new MassGuard(OptionalInt.of(10), OptionalInt.of(10), 2);
    ResolvedMapping mapping =
        Bench.bothWays(
            mapping("contacts", "contact"),
            SyncRules.STANDARD.guarded(new Safeguards(guard, Safeguards.STANDARD.history())));
    capture(mapping);
    return mapping;
  }

  private static PlannedChange person(int number, Optional<String> name, int version) {
    Value called = name.<Value>map(Value.Text::new).orElse(Value.NULL);
    List<Value> values = List.of(ids(number), called, number("1"));
    return new PlannedChange.Write(
        new RowWrite.Put(id(number), STAMP.plusSeconds(version), values, values));
  }

  private static List<PlannedChange> people(int count, Optional<String> name, int version) {
    List<PlannedChange> people = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      people.add(person(i, name, version));
    }
    return people;
  }

  private AppliedPage apply(ResolvedMapping mapping, List<PlannedChange> changes) {
    return write(mapping, changes, Map.of(), false);
  }

  private AppliedPage write(
      ResolvedMapping mapping,
      List<PlannedChange> changes,
      Map<RecordId, Optional<RecordId>> gone,
      boolean merges) {
    Lease lease = database.leases().acquire("pull/contacts", Duration.ofMinutes(1));
    var page = new PulledPage(database.nextToken(), changes, gone, List.of(), Optional.empty());
    try (ChangeWriter writer = database.openChangeWriter(mapping)) {
      return merges
          ? writer.merge(lease, page, new RecordMerge(mapping))
          : writer.apply(lease, page);
    } finally {
      database.leases().release(lease);
    }
  }

  private GuardStop onlyStop(ResolvedMapping mapping) {
    return database.guards().stops(mapping.mapping().name()).getFirst();
  }

  @Test
  void a_page_that_empties_many_is_not_written_before_a_person_allows_it() throws SQLException {
    ResolvedMapping contacts = guarded();
    apply(contacts, people(10, Optional.of("Ann"), 0));
    apply(contacts, people(2, Optional.empty(), 1));
    assertThat(named()).containsExactly("8");

    List<PlannedChange> more =
        List.of(person(3, Optional.empty(), 1), person(4, Optional.empty(), 1));
    DatabaseException stopped =
        catchThrowableOfType(DatabaseException.class, () -> apply(contacts, more));
    assertThat(stopped.problem().code()).isEqualTo(GuardStop.MASS_NULL);
    assertThat(named()).containsExactly("8");
    GuardStop stop = onlyStop(contacts);
    assertThat(stop.field()).contains(NAME);
    assertThat(stop.counted()).isEqualTo(4);
    assertThat(stop.most()).isEqualTo(2);
    assertThat(stop.linked()).isEqualTo(10);
    assertThat(database.pauses().active())
        .singleElement()
        .satisfies(pause -> assertThat(pause.direction()).isEqualTo(Direction.PULL))
        .satisfies(pause -> assertThat(pause.reason()).startsWith("MASS-NULL: mapping contacts"));

    database.guards().allow(contacts.mapping().name());
    assertThat(database.pauses().active()).isEmpty();
    assertThat(database.guards().stops(contacts.mapping().name())).isEmpty();
    apply(contacts, more);
    assertThat(named()).containsExactly("6");
  }

  private List<String> named() throws SQLException {
    return list("SELECT COUNT(name) FROM contact");
  }

  @Test
  void a_merge_that_deletes_or_empties_many_is_stopped_as_well() throws SQLException {
    ResolvedMapping contacts = guarded();
    apply(contacts, people(10, Optional.of("Ann"), 0));
    Map<RecordId, Optional<RecordId>> gone =
        Map.of(id(1), Optional.empty(), id(2), Optional.empty(), id(3), Optional.empty());
    assertThat(
            catchThrowableOfType(
                    DatabaseException.class, () -> write(contacts, List.of(), gone, true))
                .problem()
                .code())
        .isEqualTo(GuardStop.MASS_DELETE);
    assertThat(list("SELECT COUNT(*) FROM contact")).containsExactly("10");
    assertThat(onlyStop(contacts).field()).isEmpty();
    assertThat(
            catchThrowableOfType(
                    DatabaseException.class,
                    () -> write(contacts, people(4, Optional.empty(), 1), Map.of(), true))
                .problem()
                .code())
        .isEqualTo(GuardStop.MASS_NULL);
    database.guards().allow(contacts.mapping().name());
    write(contacts, List.of(), gone, true);
    assertThat(list("SELECT COUNT(*) FROM contact")).containsExactly("7");
  }

  @Test
  void masses_are_counted_over_many_pages_and_what_was_not_written_does_not_count()
      throws SQLException {
    ResolvedMapping contacts = guarded();
    apply(contacts, people(30, Optional.of("Ann"), 0));
    database.guards().admit(contacts, Direction.PUSH, List.of(Mass.deletions(2)));
    database.guards().admit(contacts, Direction.PUSH, List.of(Mass.deletions(1)));
    for (int i = 0; i < 2; i++) {
      assertThat(
              catchThrowableOfType(
                  DatabaseException.class,
                  () ->
                      database
                          .guards()
                          .admit(contacts, Direction.PUSH, List.of(Mass.deletions(1)))))
          .isNotNull();
      assertThat(onlyStop(contacts).counted()).isEqualTo(4);
    }
    apply(contacts, people(3, Optional.empty(), 1));
    assertThat(named()).containsExactly("27");
    database.guards().allow(contacts.mapping().name());
    database.guards().admit(contacts, Direction.PUSH, List.of(Mass.deletions(4)));
    database.guards().admit(contacts, Direction.PUSH, List.of(Mass.deletions(3)));
  }

  @Test
  void what_a_pull_wrote_over_is_known_by_its_run_and_can_be_given_back() throws SQLException {
    ResolvedMapping contacts = guarded();
    apply(contacts, people(3, Optional.of("Ann"), 0));
    Run made = database.runs().endAll().getFirst();
    assertThat(made.kind()).isEqualTo(Kind.PULL);
    assertThat(made.created()).isEqualTo(3);
    assertThat(database.changes().madeBy(contacts, id(2))).hasValue(made.number());

    apply(contacts, people(2, Optional.of("Bob"), 1));
    write(contacts, List.of(person(3, Optional.of("Bob"), 1)), Map.of(), true);
    Run changed = database.runs().endAll().getFirst();
    assertThat(changed.number()).isGreaterThan(made.number());
    assertThat(changed.updated()).isEqualTo(3);
    assertThat(database.changes().count(changed.number())).isEqualTo(3);
    apply(contacts, List.of(person(1, Optional.of("Cid"), 2)));

    List<Overwritten> changes =
        database.changes().of(contacts, changed.number(), OptionalLong.empty(), 10);
    assertThat(changes).extracting(Overwritten::record).containsExactly(id(3), id(2), id(1));
    assertThat(changes)
        .allSatisfy(c -> assertThat(c.before().get(1)).contains(new Value.Text("Ann")))
        .allSatisfy(c -> assertThat(c.after().get(1)).contains(new Value.Text("Bob")));
    assertThat(database.changes().of(contacts, id(1), 10)).hasSize(2);
    assertThat(
            database
                .changes()
                .of(contacts, changed.number(), OptionalLong.of(changes.get(1).number()), 10))
        .hasSize(1);

    List<Restored> restored =
        database
            .changes()
            .restore(
                contacts,
                changes,
                (change, row) ->
                    row.values().get(1).equals(change.after().get(1).orElseThrow())
                        ? List.of(new ColumnValue(1, change.before().get(1).orElseThrow()))
                        : List.of(),
                true);
    assertThat(restored).containsOnly(Restored.DONE);
    assertThat(list("SELECT name FROM contact ORDER BY id")).containsExactly("Cid", "Ann", "Ann");
    assertThat(entries()).hasSize(2);
  }

  @Test
  void what_a_push_wrote_over_and_what_was_deleted_is_kept() throws SQLException {
    ResolvedMapping contacts = guarded();
    apply(contacts, people(2, Optional.of("Ann"), 0));
    database.runs().endAll();
    execute("UPDATE contact SET name = 'Bob'");
    Claim claim = outbox().newClaim();
    for (ClaimedRow row : claim(contacts, claim)) {
      settle(contacts, claim, linked(row, row.link().orElseThrow().id(), "Bob"));
    }
    Run pushed = database.runs().endAll().getFirst();
    assertThat(pushed.kind()).isEqualTo(Kind.PUSH);
    assertThat(pushed.updated()).isEqualTo(2);
    assertThat(database.changes().of(contacts, pushed.number(), OptionalLong.empty(), 10))
        .hasSize(2)
        .allSatisfy(c -> assertThat(c.before().get(1)).contains(new Value.Text("Ann")))
        .allSatisfy(c -> assertThat(c.after().get(1)).contains(new Value.Text("Bob")));
    write(contacts, List.of(), Map.of(id(2), Optional.empty()), true);
    Run deleted = database.runs().endAll().getFirst();
    assertThat(deleted.deleted()).isEqualTo(1);
    assertThat(database.changes().of(contacts, deleted.number(), OptionalLong.empty(), 10))
        .singleElement()
        .satisfies(c -> assertThat(c.event()).isEqualTo(Overwritten.Event.DELETED))
        .satisfies(c -> assertThat(c.before().get(1)).contains(new Value.Text("Bob")));
    assertThat(list("SELECT mapping, record_id, event FROM " + own("v_changes")))
        .hasSize(3)
        .contains("contacts|" + id(2) + "|DELETED");
    assertThat(list("SELECT mapping, to_push FROM " + own("v_lag"))).containsExactly("contacts|0");
    assertThat(list("SELECT * FROM " + own("v_errors"))).isEmpty();
  }

  @Test
  void runs_and_what_they_wrote_over_are_forgotten_when_their_time_is_over() throws SQLException {
    ResolvedMapping contacts = guarded();
    apply(contacts, people(3, Optional.of("Ann"), 0));
    apply(contacts, people(3, Optional.of("Bob"), 1));
    Run old = database.runs().endAll().getFirst();
    execute("UPDATE %s SET last_at = '2020-01-01 00:00:00'".formatted(own("run")));
    apply(contacts, people(1, Optional.of("Cid"), 2));
    assertThat(database.runs().find(old.number())).isEmpty();
    assertThat(database.changes().count(old.number())).isZero();
    assertThat(database.runs().list(Optional.of(contacts.mapping().name()), 10)).hasSize(1);
  }

  @Test
  void nothing_is_kept_of_a_mapping_that_says_so() throws SQLException {
    ResolvedMapping guarded = guarded();
    ResolvedMapping contacts =
        Bench.bothWays(
            guarded, SyncRules.STANDARD.guarded(new Safeguards(MassGuard.OFF, Optional.empty())));
    apply(contacts, people(3, Optional.of("Ann"), 0));
    apply(contacts, people(3, Optional.empty(), 1));
    assertThat(database.runs().endAll()).isEmpty();
    assertThat(list("SELECT * FROM " + own("superseded"))).isEmpty();
    assertThat(named()).containsExactly("0");
  }
}
