package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.EntryFilter;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.testing.Bench;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RowChange;
import dev.syncline.model.TableDescription;
import dev.syncline.model.Value;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The promises about rows that wait for their parents, for every kind of database the same. */
abstract class WaitingKit extends OutboxFixture {
  private static final MappingName PEOPLE = new MappingName("people");

  @Test
  void a_parent_without_a_record_is_named_with_what_becomes_of_it() throws SQLException {
    ResolvedMapping people = people();
    execute("INSERT INTO person (id, name, boss_id) VALUES (1, 'a', NULL), (2, 'b', 1)");
    execute("INSERT INTO person (id, name, boss_id) VALUES (3, 'c', 9)");
    ClaimedRow child = row(claim(people), 2);
    assertThat(child.orphanList())
        .containsExactly(new ClaimedRow.Orphan(PEOPLE, key(1), true, false));
    assertThat(((RowChange.Present) child.change()).values().get(1)).isEqualTo(Value.NULL);
    execute("UPDATE person SET name = 'd' WHERE id = 3");
    outbox().release(outbox().newClaim());
    assertThat(outbox().counts(PEOPLE).claimed()).isEqualTo(3);
  }

  @Test
  void entries_that_a_dead_process_holds_are_free_at_once() throws SQLException {
    ResolvedMapping people = people();
    execute("INSERT INTO person (id, name, boss_id) VALUES (1, 'a', NULL)");
    assertThat(claim(people)).hasSize(1);
    assertThat(claim(people)).isEmpty();
    execute("UPDATE %s SET owner_process = 2147483647".formatted(access().own("claim")));
    assertThat(claim(people)).hasSize(1);
  }

  @Test
  void a_waiting_row_is_released_when_its_parent_is_linked_and_then_refers_to_it()
      throws SQLException {
    ResolvedMapping people = people();
    execute("INSERT INTO person (id, name, boss_id) VALUES (1, 'a', NULL), (2, 'b', 1)");
    Claim claim = outbox().newClaim();
    List<ClaimedRow> rows = claim(people, claim);
    settle(people, claim, new Settlement.Wait(key(2), 1, PEOPLE, key(1)));
    assertThat(claim(people)).isEmpty();
    assertThat(outbox().releaseWaiting(people)).isZero();
    OutboxEntry waiting = waiting();
    assertThat(waiting.waitsFor()).contains(new OutboxEntry.Parent(PEOPLE, key(1)));
    settle(people, claim, linked(row(rows, 1), id(1), "a"));
    ClaimedRow child = row(claim(people), 2);
    assertThat(((RowChange.Present) child.change()).values().get(1))
        .isEqualTo(new Value.Text(id(1).value()));
    assertThat(child.orphans()).isEmpty();
  }

  @Test
  void a_row_does_not_wait_for_a_parent_that_was_linked_meanwhile_or_will_not_come()
      throws SQLException {
    ResolvedMapping people = people();
    execute("INSERT INTO person (id, name, boss_id) VALUES (1, 'a', NULL), (2, 'b', 1)");
    Claim claim = outbox().newClaim();
    List<ClaimedRow> rows = claim(people, claim);
    settle(people, claim, linked(row(rows, 1), id(1), "a"));
    settle(people, claim, new Settlement.Wait(key(2), 1, PEOPLE, key(1)));
    Claim next = outbox().newClaim();
    assertThat(words(claim(people, next))).containsExactly("2:1");
    settle(people, next, new Settlement.Wait(key(2), 1, PEOPLE, key(9)));
    assertThat(outbox().releaseWaiting(people)).isEqualTo(1);
  }

  @Test
  void a_row_whose_record_was_to_be_read_is_ready_as_soon_as_it_is_read() throws SQLException {
    ResolvedMapping people = people();
    execute("INSERT INTO person (id, name) VALUES (1, 'a'), (2, 'b')");
    Claim claim = outbox().newClaim();
    List<ClaimedRow> rows = claim(people, claim);
    settle(people, claim, linked(row(rows, 1), id(1), "a"), linked(row(rows, 2), id(2), "b"));
    execute("UPDATE person SET name = 'c'");
    Claim next = outbox().newClaim();
    claim(people, next);
    var unread = new Problem(Settlement.UNREAD, ErrorClass.TRANSIENT, "unread", "Nothing");
    settle(people, next, later(1, unread), later(2, REFUSED));
    database.pullQueue().add(PEOPLE, List.of(id(1)), PullQueue.Reason.PENDING_CHANGE);
    assertThat(outbox().releaseRead(people, List.of(id(1), id(2)))).isZero();
    assertThat(claim(people)).isEmpty();
    execute("DELETE FROM " + access().own("pull_queue"));
    assertThat(outbox().releaseRead(people, List.of(id(1), id(2)))).isEqualTo(1);
    assertThat(words(claim(people))).containsExactly("1:1");
  }

  private static Settlement later(int number, Problem why) {
    return new Settlement.Retry(key(number), 1, why, Duration.ofHours(1), false, false);
  }

  @Test
  void a_circle_is_found_by_its_edges_and_goes_apart() throws SQLException {
    ResolvedMapping people = people();
    execute("INSERT INTO person (id, name) VALUES (1, 'a'), (2, 'b')");
    execute("UPDATE person SET boss_id = 3 - id");
    Claim claim = outbox().newClaim();
    claim(people, claim);
    settle(
        people,
        claim,
        new Settlement.Wait(key(1), 2, PEOPLE, key(2)),
        new Settlement.Wait(key(2), 2, PEOPLE, key(1)));
    assertThat(outbox().waits(PEOPLE, 10))
        .extracting(edge -> edge.child().row() + ">" + edge.parent().row())
        .containsExactly("1>2", "2>1");
    outbox().split(PEOPLE, List.of(key(1)));
    Claim next = outbox().newClaim();
    ClaimedRow first = claim(people, next).getFirst();
    assertThat(first.key()).isEqualTo(key(1));
    assertThat(first.split()).isTrue();
    settle(people, next, new Settlement.Linked(key(1), 2, id(1), Map.of(), true, true));
    List<ClaimedRow> both = claim(people);
    assertThat(words(both)).containsExactly("1:2", "2:2");
    assertThat(row(both, 1).split()).isFalse();
    assertThat(row(both, 2).orphans()).isEmpty();
  }

  private OutboxEntry waiting() {
    return outbox().list(EntryFilter.all(PEOPLE), 10).stream()
        .filter(entry -> entry.state() == OutboxEntry.State.WAITING)
        .findFirst()
        .orElseThrow();
  }

  private static ClaimedRow row(List<ClaimedRow> rows, int number) {
    return rows.stream().filter(r -> r.key().equals(key(number))).findFirst().orElseThrow();
  }

  private ResolvedMapping people() throws SQLException {
    execute("CREATE TABLE person (id BIGINT PRIMARY KEY, name VARCHAR(80), boss_id BIGINT)");
    TableDescription table = Bench.table(database, "person");
    ResolvedMapping people =
        Bench.mapping(
            PEOPLE.value(),
            table,
            List.of(
                both(Bench.bind(table, "Name", "name")),
                both(Bench.bind(table, "ReportsToId", "boss_id", new Kind.LocalKey(PEOPLE)))),
            DeletePolicy.DELETE);
    capture(people);
    return people;
  }
}
