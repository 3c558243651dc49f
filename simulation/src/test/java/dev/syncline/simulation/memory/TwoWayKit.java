package dev.syncline.simulation.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowKey;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The promises of the port for two-way sync. Whoever runs them brings a database and a table. */
abstract class TwoWayKit {
  static final RecordId RECORD = RecordId.of("001000000000001");
  static final RecordId OTHER = RecordId.of("001000000000002");
  private static final Duration HOLD = Duration.ofMinutes(5);
  private static final Problem PROBLEM =
      new Problem("TEST-REFUSED", ErrorClass.DATA, "refused", "change it");

  abstract Database database();

  /** A mapping whose bindings are a text alone, captured. */
  abstract ResolvedMapping mapping();

  /** The application inserts a row with this text. */
  abstract RowKey insert(String text);

  /** The application updates the text of a row. */
  abstract void update(RowKey row, String text);

  /** The application deletes a row. */
  abstract void delete(RowKey row);

  /** The text of a row; empty if the row is not there. */
  abstract Optional<String> text(RowKey row);

  /** The application updates a row and does not commit; the action runs meanwhile. */
  abstract void whileLocked(RowKey row, Runnable action);

  /** Time passes for the database. */
  abstract void pass(Duration duration);

  private MappingName name() {
    return mapping().mapping().name();
  }

  private List<ClaimedRow> claim(Claim claim) {
    return database().outbox().claim(mapping(), claim, 10, HOLD);
  }

  private Settlement.Linked linked(ClaimedRow row, RecordId record, String text) {
    return new Settlement.Linked(
        row.key(),
        row.change().version(),
        record,
        Map.of(new FieldName("Name"), new Value.Text(text)),
        true,
        false);
  }

  private RowKey linkedRow(String text, RecordId record) {
    RowKey row = insert(text);
    Claim claim = database().outbox().newClaim();
    settle(claim, linked(claim(claim).getFirst(), record, text));
    return row;
  }

  private void settle(Claim claim, Settlement settlement) {
    database().outbox().settle(mapping(), claim, List.of(settlement));
  }

  private PulledPage page(long token, RecordId record, String text, Instant stamp) {
    List<Value> values = List.of(new Value.Text(text));
    var put = new RowWrite.Put(record, stamp, values, values);
    return new PulledPage(
        token, List.of(new PlannedChange.Write(put)), Map.of(), List.of(), Optional.empty());
  }

  private PulledPage gone(long token, RecordId record, Optional<RecordId> winner) {
    return new PulledPage(token, List.of(), Map.of(record, winner), List.of(), Optional.empty());
  }

  private long apply(PulledPage page) {
    Lease lease = database().leases().acquire("pull/" + name(), HOLD);
    try (var writer = database().openChangeWriter(mapping())) {
      return writer.apply(lease, page).deferred();
    } finally {
      database().leases().release(lease);
    }
  }

  @Test
  void changes_of_one_row_make_one_entry_whose_version_counts_them() {
    RowKey row = insert("one");
    update(row, "two");
    update(row, "two");
    ClaimedRow claimed = claim(database().outbox().newClaim()).getFirst();
    assertThat(claimed.change().version()).isEqualTo(2);
    assertThat(database().outbox().counts(name()).claimed()).isEqualTo(1);
  }

  @Test
  void a_claimed_entry_is_nobody_elses_until_its_time_is_over() {
    insert("one");
    assertThat(claim(database().outbox().newClaim())).hasSize(1);
    assertThat(claim(database().outbox().newClaim())).isEmpty();
    pass(HOLD.plusSeconds(1));
    assertThat(claim(database().outbox().newClaim())).hasSize(1);
  }

  @Test
  void a_row_that_the_application_holds_is_neither_claimed_nor_settled() {
    RowKey row = insert("one");
    whileLocked(row, () -> assertThat(claim(database().outbox().newClaim())).isEmpty());
    Claim claim = database().outbox().newClaim();
    ClaimedRow claimed = claim(claim).getFirst();
    whileLocked(
        row,
        () -> {
          settle(claim, linked(claimed, RECORD, "one"));
          assertThat(database().links().ofRow(mapping(), row)).isEmpty();
        });
  }

  @Test
  void an_entry_that_changed_since_the_claim_is_ready_again_after_it_was_settled() {
    RowKey row = insert("one");
    Claim claim = database().outbox().newClaim();
    ClaimedRow claimed = claim(claim).getFirst();
    update(row, "two");
    settle(claim, linked(claimed, RECORD, "one"));
    assertThat(database().links().ofRow(mapping(), row)).isPresent();
    assertThat(database().outbox().counts(name()).ready()).isEqualTo(1);
  }

  @Test
  void a_claim_that_was_lost_settles_nothing() {
    RowKey row = insert("one");
    Claim lost = database().outbox().newClaim();
    ClaimedRow claimed = claim(lost).getFirst();
    pass(HOLD.plusSeconds(1));
    claim(database().outbox().newClaim());
    settle(lost, linked(claimed, RECORD, "one"));
    assertThat(database().links().ofRow(mapping(), row)).isEmpty();
  }

  @Test
  void what_was_intended_is_found_by_the_next_claim() {
    RowKey row = insert("one");
    Claim claim = database().outbox().newClaim();
    claim(claim);
    var write = new RecordWrite.Create(row, List.of());
    var intent = new ClaimedRow.Intent(write, Instant.EPOCH, Optional.empty());
    database().outbox().intend(name(), claim, List.of(intent));
    database().outbox().release(claim);
    ClaimedRow again = claim(database().outbox().newClaim()).getFirst();
    assertThat(again.intended()).contains(intent);
  }

  @Test
  void a_record_without_a_row_is_not_made_while_a_create_is_in_doubt() {
    RowKey row = insert("one");
    Claim claim = database().outbox().newClaim();
    claim(claim);
    var intent =
        new ClaimedRow.Intent(
            new RecordWrite.Create(row, List.of()), Instant.EPOCH, Optional.empty());
    database().outbox().intend(name(), claim, List.of(intent));
    assertThat(apply(page(database().nextToken(), RECORD, "one", Instant.EPOCH))).isEqualTo(1);
    assertThat(database().pullQueue().count(name())).isEqualTo(1);
  }

  @Test
  void a_parked_entry_is_ready_when_its_row_changes() {
    RowKey row = insert("one");
    Claim claim = database().outbox().newClaim();
    ClaimedRow claimed = claim(claim).getFirst();
    settle(claim, new Settlement.Park(row, claimed.change().version(), PROBLEM));
    assertThat(claim(database().outbox().newClaim())).isEmpty();
    update(row, "two");
    assertThat(claim(database().outbox().newClaim())).hasSize(1);
  }

  @Test
  void our_own_writes_make_no_entry() {
    RowKey row = linkedRow("one", RECORD);
    apply(page(database().nextToken(), RECORD, "two", Instant.EPOCH.plusSeconds(9)));
    assertThat(text(row)).contains("two");
    assertThat(database().outbox().counts(name()).pending()).isZero();
  }

  @Test
  void a_reading_that_began_before_a_push_is_read_again() {
    long before = database().nextToken();
    RowKey row = linkedRow("one", RECORD);
    assertThat(apply(page(before, RECORD, "old", Instant.EPOCH.plusSeconds(9)))).isEqualTo(1);
    assertThat(text(row)).contains("one");
  }

  @Test
  void a_row_with_a_change_of_its_own_is_left_to_the_merge() {
    RowKey row = linkedRow("one", RECORD);
    update(row, "mine");
    apply(page(database().nextToken(), RECORD, "theirs", Instant.EPOCH.plusSeconds(9)));
    assertThat(text(row)).contains("mine");
    assertThat(database().pullQueue().due(name(), 10)).containsExactly(RECORD);
  }

  @Test
  void a_deleted_record_is_not_made_again_by_an_older_reading() {
    RowKey row = linkedRow("one", RECORD);
    long older = database().nextToken();
    apply(gone(database().nextToken(), RECORD, Optional.empty()));
    assertThat(text(row)).isEmpty();
    apply(page(older, RECORD, "one", Instant.EPOCH.plusSeconds(9)));
    assertThat(database().links().ofRecord(mapping(), RECORD)).isEmpty();
  }

  @Test
  void the_link_of_a_merged_record_goes_to_the_winner_if_that_has_no_row() {
    RowKey row = linkedRow("one", RECORD);
    apply(gone(database().nextToken(), RECORD, Optional.of(OTHER)));
    assertThat(database().links().ofRecord(mapping(), OTHER))
        .hasValueSatisfying(l -> assertThat(l.row()).isEqualTo(row));
  }

  @Test
  void an_entry_of_the_pull_queue_goes_with_a_reading_that_began_after_it() {
    long before = database().nextToken();
    database().pullQueue().add(name(), List.of(RECORD), PullQueue.Reason.ASKED);
    apply(page(before, RECORD, "one", Instant.EPOCH));
    assertThat(database().pullQueue().count(name())).isEqualTo(1);
    assertThat(database().pullQueue().find(name(), RECORD)).isPresent();
    apply(page(database().nextToken(), RECORD, "one", Instant.EPOCH));
    assertThat(database().pullQueue().count(name())).isZero();
    assertThat(database().pullQueue().find(name(), RECORD)).isEmpty();
  }

  @Test
  void a_deleted_row_is_claimed_as_gone() {
    RowKey row = linkedRow("one", RECORD);
    delete(row);
    ClaimedRow claimed = claim(database().outbox().newClaim()).getFirst();
    assertThat(claimed.change()).isInstanceOf(dev.syncline.model.RowChange.Gone.class);
    assertThat(claimed.link()).isPresent();
  }

  @Test
  void who_lost_the_lease_writes_nothing() {
    Lease lost = database().leases().acquire("pull/" + name(), HOLD);
    pass(HOLD.plusSeconds(1));
    database().leases().acquire("pull/" + name(), HOLD);
    try (var writer = database().openChangeWriter(mapping())) {
      PulledPage page = page(database().nextToken(), RECORD, "one", Instant.EPOCH);
      assertThatThrownBy(() -> writer.apply(lost, page))
          .isInstanceOf(DatabaseException.class)
          .hasMessageContaining(Lease.LOST);
    }
    assertThat(database().links().ofRecord(mapping(), RECORD)).isEmpty();
  }
}
