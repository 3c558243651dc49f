package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.EntryFilter;
import dev.syncline.engine.database.OutboxCounts;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.RowChoice;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.database.WriteJob;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.BulkOperation;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowChange;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promises of the outbox, for every kind of database the same. */
abstract class OutboxKit extends OutboxFixture {
  private static final Instant SINCE = Instant.parse("2026-05-06T07:08:09.123456Z");

  @Test
  void a_claim_reads_rows_as_their_columns_hold_them() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name, age) VALUES (1, 'Ann', 30), (2, NULL, NULL)");
    execute("INSERT INTO contact (id, name) VALUES (3, 'Cy')");
    execute("DELETE FROM contact WHERE id = 3");
    List<ClaimedRow> rows = claim(mapping);
    assertThat(words(rows)).containsExactly("1:1", "2:1", "3:2-");
    assertThat(values(rows, 1))
        .containsExactly(Value.NULL, new Value.Text("Ann"), new Value.Numeric(new BigDecimal(30)));
    assertThat(values(rows, 2)).containsExactly(Value.NULL, Value.NULL, Value.NULL);
    assertThat(rows).allSatisfy(row -> assertThat(row.link()).isEmpty());
  }

  @Test
  void two_workers_never_hold_the_same_entry() throws Exception {
    ResolvedMapping mapping = captured();
    fill(2_000);
    List<List<ClaimedRow>> taken = new ArrayList<>();
    List<Thread> workers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      workers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    List<ClaimedRow> rows;
                    do {
                      rows = outbox().claim(mapping, outbox().newClaim(), 150, HOLD);
                      synchronized (taken) {
                        taken.add(rows);
                      }
                    } while (!rows.isEmpty());
                  }));
    }
    for (Thread worker : workers) {
      worker.join();
    }
    var keys = new HashSet<String>();
    taken.forEach(rows -> rows.forEach(row -> assertThat(keys.add(row.key().value())).isTrue()));
    taken.addAll(List.of(claim(mapping)));
    assertThat(taken.stream().mapToInt(List::size).sum()).isEqualTo(2_000);
  }

  @Test
  void a_change_that_is_not_committed_is_skipped_and_found_later() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann'), (2, 'Bob')");
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("UPDATE contact SET name = 'Bo' WHERE id = 2");
      statement.execute("INSERT INTO contact (id, name) VALUES (3, 'Cy')");
      assertThat(words(claim(mapping))).containsExactly("1:1");
      connection.commit();
    }
    assertThat(words(claim(mapping))).containsExactly("2:2", "3:1");
  }

  @Test
  void an_entry_goes_with_the_version_that_was_claimed_and_stays_for_a_later_one()
      throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann'), (2, 'Bob')");
    Claim claim = outbox().newClaim();
    List<ClaimedRow> rows = sorted(claim(mapping, claim));
    execute("UPDATE contact SET name = 'Bo' WHERE id = 2");
    settle(mapping, claim, linked(rows.get(0), id(1), "Ann"), linked(rows.get(1), id(2), "Bob"));
    assertThat(entries()).containsExactly("2|2|there|READY");
    assertThat(links())
        .containsExactly(
            "1|" + id(1) + "|{\"Name\":\"Ann\"}", "2|" + id(2) + "|{\"Name\":\"Bob\"}");
    ClaimedRow again = claim(mapping).getFirst();
    assertThat(again.link().orElseThrow().base())
        .containsExactly(Optional.empty(), Optional.of(new Value.Text("Bob")), Optional.empty());
    assertThat(again.link().orElseThrow().pushedToken()).isPositive();
  }

  @Test
  void an_entry_that_the_application_is_changing_is_settled_on_the_other_side_and_ready_again()
      throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    Claim claim = outbox().newClaim();
    ClaimedRow row = claim(mapping, claim).getFirst();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("UPDATE contact SET name = 'An' WHERE id = 1");
      settle(mapping, claim, linked(row, id(1), "Ann"));
      assertThat(links()).hasSize(1);
      assertThat(claim(mapping)).isEmpty();
      connection.rollback();
    }
    assertThat(words(claim(mapping))).containsExactly("1:1");
  }

  @Test
  void an_expired_claim_is_taken_over_and_its_holder_settles_nothing() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    Claim late = outbox().newClaim();
    ClaimedRow row = outbox().claim(mapping, late, 10, Duration.ofMillis(1)).getFirst();
    Claim next = outbox().newClaim();
    assertThat(eventually(mapping, next)).hasSize(1);
    outbox().renew(late, HOLD);
    settle(mapping, late, linked(row, id(1), "Ann"));
    assertThat(links()).isEmpty();
    assertThatThrownBy(() -> outbox().intend(mapping.mapping().name(), late, List.of(intent(row))))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("CLAIM-LOST");
    settle(mapping, next, linked(row, id(1), "Ann"));
    assertThat(links()).hasSize(1);
    assertThat(entries()).isEmpty();
  }

  @Test
  void what_was_intended_is_found_by_the_next_claim_until_it_is_settled() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    Claim claim = outbox().newClaim();
    ClaimedRow row = claim(mapping, claim).getFirst();
    ClaimedRow.Intent intent = intent(row);
    outbox().intend(mapping.mapping().name(), claim, List.of(intent));
    outbox().release(claim);
    Claim next = outbox().newClaim();
    ClaimedRow found = claim(mapping, next).getFirst();
    assertThat(found.intended()).contains(intent);
    settle(
        mapping, next, new Settlement.Retry(found.key(), 1, REFUSED, Duration.ZERO, true, false));
    ClaimedRow refused = claim(mapping).getFirst();
    assertThat(refused.intended()).isEmpty();
    assertThat(refused.attempts()).isEqualTo(1);
  }

  @Test
  void a_refused_entry_waits_its_time_and_a_change_makes_it_ready_at_once() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    Claim claim = outbox().newClaim();
    ClaimedRow row = claim(mapping, claim).getFirst();
    settle(mapping, claim, new Settlement.Retry(row.key(), 1, REFUSED, HOLD, true, false));
    assertThat(claim(mapping)).isEmpty();
    OutboxCounts counts = outbox().counts(mapping.mapping().name());
    assertThat(counts.later()).isEqualTo(1);
    assertThat(counts.nextAt()).isPresent();
    execute("UPDATE contact SET name = 'An'");
    assertThat(claim(mapping).getFirst().attempts()).isZero();
  }

  @Test
  void a_parked_entry_is_listed_with_its_reason_retried_and_dropped() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann'), (2, 'Bob')");
    Claim claim = outbox().newClaim();
    claim(mapping, claim)
        .forEach(row -> settle(mapping, claim, new Settlement.Park(row.key(), 1, REFUSED)));
    EntryFilter parked = EntryFilter.parked(mapping.mapping().name());
    assertThat(outbox().list(parked, 10))
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.problem()).contains(REFUSED));
    assertThat(outbox().count(parked)).isEqualTo(2);
    var first =
        new EntryFilter(
            mapping.mapping().name(),
            Optional.of(OutboxEntry.State.PARKED),
            Optional.of(REFUSED.code()),
            Optional.of(key(1)));
    assertThat(outbox().retry(first)).isEqualTo(1);
    assertThat(words(claim(mapping))).containsExactly("1:1");
    assertThat(outbox().drop(EntryFilter.all(mapping.mapping().name()))).isEqualTo(1);
    assertThat(entries()).containsExactly("1|1|there|CLAIMED");
    assertThat(list("SELECT event, row_key FROM " + access().own("history") + " ORDER BY row_key"))
        .containsExactly("PARKED|1", "PARKED|2");
  }

  @Test
  void a_record_that_is_linked_already_parks_the_entry_of_another_row() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann'), (2, 'Bob')");
    Claim claim = outbox().newClaim();
    List<ClaimedRow> rows = sorted(claim(mapping, claim));
    settle(mapping, claim, linked(rows.get(0), id(1), "Ann"), linked(rows.get(1), id(1), "Bob"));
    assertThat(entries()).containsExactly("2|1|there|PARKED");
    assertThat(outbox().list(EntryFilter.all(mapping.mapping().name()), 9).getFirst().problem())
        .hasValueSatisfying(p -> assertThat(p.code()).isEqualTo("LINK-TAKEN"));
    assertThat(links()).hasSize(1);
  }

  @Test
  void an_unlinked_record_leaves_a_tombstone_and_its_row_if_that_is_not_to_go()
      throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann'), (2, 'Bob'), (3, 'Cy')");
    Claim claim = outbox().newClaim();
    List<ClaimedRow> rows = sorted(claim(mapping, claim));
    settle(
        mapping,
        claim,
        linked(rows.get(0), id(1), "Ann"),
        linked(rows.get(1), id(2), "Bob"),
        linked(rows.get(2), id(3), "Cy"));
    execute("UPDATE contact SET age = 1");
    Claim next = outbox().newClaim();
    claim(mapping, next);
    settle(
        mapping,
        next,
        new Settlement.Unlinked(key(1), 1, id(1), true),
        new Settlement.Unlinked(key(2), 1, id(2), false),
        new Settlement.Recreate(key(3), 1, id(3)));
    assertThat(list("SELECT id FROM contact ORDER BY id")).containsExactly("2", "3");
    assertThat(entries()).containsExactly("3|1|there|READY");
    assertThat(links()).isEmpty();
    assertThat(list("SELECT record_id FROM " + access().own("tombstone"))).hasSize(3);
  }

  @Test
  void a_row_that_is_busy_or_held_is_not_removed_and_says_so() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("CREATE TABLE child (contact BIGINT REFERENCES contact (id))");
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann'), (2, 'Bob')");
    execute("INSERT INTO child VALUES (1)");
    Claim claim = outbox().newClaim();
    claim(mapping, claim);
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SELECT id FROM contact WHERE id = 2 FOR UPDATE");
      settle(
          mapping,
          claim,
          new Settlement.Unlinked(key(1), 1, id(1), true),
          new Settlement.Unlinked(key(2), 1, id(2), true));
    }
    assertThat(list("SELECT id FROM contact ORDER BY id")).containsExactly("1", "2");
    assertThat(entries()).containsExactly("1|1|there|PARKED", "2|1|there|READY");
  }

  @Test
  void entries_are_added_for_rows_without_a_link_and_for_all() throws SQLException {
    ResolvedMapping mapping = captured();
    fill(2_500);
    execute("DELETE FROM " + access().own("outbox"));
    assertThat(outbox().add(mapping, List.of(key(1), key(2)))).isEqualTo(2);
    Claim claim = outbox().newClaim();
    List<ClaimedRow> rows = sorted(claim(mapping, claim));
    settle(mapping, claim, linked(rows.get(0), id(1), "n"), linked(rows.get(1), id(2), "n"));
    assertThat(outbox().add(mapping, RowChoice.UNLINKED)).isEqualTo(2_498);
    assertThat(outbox().add(mapping, RowChoice.ALL)).isEqualTo(2_500);
    assertThat(outbox().counts(mapping.mapping().name()).ready()).isEqualTo(2_500);
    execute("UPDATE contact SET name = 'first' WHERE id = 2000");
    assertThat(words(outbox().claim(mapping, outbox().newClaim(), 1, HOLD)))
        .containsExactly("2000:3");
  }

  @Test
  void single_rows_are_claimed_with_or_without_an_entry() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann'), (2, 'Bob'), (3, 'Cy')");
    execute("DELETE FROM " + access().own("outbox") + " WHERE row_key = '2'");
    Claim holder = outbox().newClaim();
    outbox().claimRows(mapping, holder, List.of(key(3)), HOLD);
    Claim claim = outbox().newClaim();
    assertThat(words(outbox().claimRows(mapping, claim, List.of(key(1), key(2), key(3)), HOLD)))
        .containsExactly("1:1", "2:1");
  }

  @Test
  void a_bulk_job_keeps_its_entries_and_only_who_looks_after_it_settles_them() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann'), (2, 'Bob')");
    Claim claim = outbox().newClaim();
    List<ClaimedRow> rows = outbox().claim(mapping, claim, 10, Duration.ofMillis(1));
    var name = mapping.mapping().name();
    WriteJob job =
        database
            .writeJobs()
            .start(name, claim, BulkOperation.Kind.UPSERT, Optional.of(new FieldName("Key__c")));
    outbox().intend(name, claim, rows.stream().map(OutboxKit::intent).toList());
    database.writeJobs().noteHandle(job, "750x");
    database.writeJobs().noteUploaded(job);
    Claim by = outbox().newClaim();
    try (Database other = access().again()) {
      WriteJob adopted = other.writeJobs().adopt(name, by, HOLD).orElseThrow();
      assertThat(adopted.handle()).contains("750x");
      assertThat(adopted.uploaded()).isTrue();
      assertThat(adopted.keyField()).contains(new FieldName("Key__c"));
      assertThat(other.writeJobs().adopt(name, outbox().newClaim(), HOLD)).isEmpty();
      assertThat(claim(mapping)).isEmpty();
      settle(mapping, claim, linked(rows.get(0), id(1), "Ann"));
      assertThat(links()).isEmpty();
      List<ClaimedRow> held = sorted(other.writeJobs().rows(mapping, adopted));
      assertThat(words(held)).containsExactly("1:1", "2:1");
      assertThat(held).allSatisfy(row -> assertThat(row.intended()).isPresent());
      settle(mapping, by, linked(held.get(0), id(1), "Ann"));
      assertThat(links()).hasSize(1);
      other.writeJobs().end(adopted);
    }
    ClaimedRow left = claim(mapping).getFirst();
    assertThat(left.key()).isEqualTo(key(2));
    assertThat(left.intended()).isPresent();
  }

  private static ClaimedRow.Intent intent(ClaimedRow row) {
    List<FieldWrite> fields =
        List.of(
            new FieldWrite.Plain(new FieldName("Name"), new Value.Text("a\"\\\n")),
            new FieldWrite.Plain(new FieldName("Seen__c"), new Value.Moment(SINCE)),
            new FieldWrite.ParentKey(
                new FieldName("AccountId"),
                "Account",
                new FieldName("Key__c"),
                new Value.Numeric(new BigDecimal("1.50"))));
    return new ClaimedRow.Intent(
        new RecordWrite.Create(row.key(), fields), SINCE, Optional.empty());
  }

  private void fill(int rows) throws SQLException {
    try (Connection connection = connect();
        var insert =
            connection.prepareStatement("INSERT INTO contact (id, name) VALUES (?, 'n')")) {
      connection.setAutoCommit(false);
      for (int i = 1; i <= rows; i++) {
        insert.setInt(1, i);
        insert.addBatch();
      }
      insert.executeBatch();
      connection.commit();
    }
  }

  /** A claim that waits until what it is after has expired. */
  private List<ClaimedRow> eventually(ResolvedMapping mapping, Claim claim) {
    Instant deadline = Instant.now().plusSeconds(20);
    List<ClaimedRow> rows = claim(mapping, claim);
    while (rows.isEmpty() && Instant.now().isBefore(deadline)) {
      rows = claim(mapping, claim);
    }
    return rows;
  }

  private static List<ClaimedRow> sorted(List<ClaimedRow> rows) {
    return rows.stream().sorted((a, b) -> a.key().compareTo(b.key())).toList();
  }

  private static List<Value> values(List<ClaimedRow> rows, int number) {
    RowChange change =
        rows.stream().filter(r -> r.key().equals(key(number))).findFirst().orElseThrow().change();
    return ((RowChange.Present) change).values();
  }
}
