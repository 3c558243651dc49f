package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Doorbell;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.MappingName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A look sees what queues hold. */
abstract class DoorbellKit extends OutboxFixture {
  private static final MappingName CONTACTS = new MappingName("contacts");

  Doorbell doorbell() {
    return database.doorbell();
  }

  @Test
  void a_look_at_empty_queues_sees_nothing() throws SQLException {
    captured();
    assertThat(doorbell().look().isEmpty()).isTrue();
    assertThat(doorbell().left()).isEmpty();
  }

  @Test
  void a_look_sees_changed_rows_until_they_are_taken() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    assertThat(doorbell().look().rows()).containsExactly(CONTACTS);
    assertThat(doorbell().look().records()).isEmpty();
    assertThat(outbox().ready(CONTACTS, 10)).isEqualTo(1);
    claim(mapping);
    assertThat(doorbell().look().rows()).isEmpty();
    assertThat(outbox().ready(CONTACTS, 10)).isZero();
  }

  @Test
  void a_look_sees_rows_that_are_carried_after() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann'), (2, 'Bob'), (3, 'Cid')");
    execute("DELETE FROM " + own("outbox"));
    outbox().addLater(mapping, List.of(key(1), key(2), key(3)));
    assertThat(doorbell().look().rows()).containsExactly(CONTACTS);
    assertThat(outbox().ready(CONTACTS, 2)).isEqualTo(2);
  }

  @Test
  void a_look_sees_no_rows_that_rest_or_are_parked() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann'), (2, 'Bob')");
    Claim claim = outbox().newClaim();
    List<ClaimedRow> rows = claim(mapping, claim);
    settle(
        mapping,
        claim,
        new Settlement.Retry(key(1), version(rows, 1), REFUSED, Duration.ofHours(1), true, false),
        new Settlement.Park(key(2), version(rows, 2), REFUSED));
    assertThat(doorbell().look().isEmpty()).isTrue();
  }

  private static long version(List<ClaimedRow> rows, int key) {
    return rows.stream()
        .filter(row -> row.key().equals(key(key)))
        .findFirst()
        .orElseThrow()
        .change()
        .version();
  }

  @Test
  void a_look_sees_records_that_are_due() throws SQLException {
    captured();
    database.pullQueue().add(CONTACTS, List.of(id(1)), PullQueue.Reason.ASKED);
    assertThat(doorbell().look().records()).containsExactly(CONTACTS);
    assertThat(doorbell().look().rows()).isEmpty();
    database.pullQueue().defer(CONTACTS, List.of(id(1)), Duration.ofHours(1));
    assertThat(doorbell().look().isEmpty()).isTrue();
  }

  @Test
  void what_waits_for_a_parent_may_be_left_behind() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    Claim claim = outbox().newClaim();
    List<ClaimedRow> rows = claim(mapping, claim);
    settle(mapping, claim, new Settlement.Wait(key(1), version(rows, 1), CONTACTS, key(2)));
    assertThat(doorbell().look().isEmpty()).isTrue();
    assertThat(doorbell().left()).containsExactly(CONTACTS);
  }

  @Test
  void what_another_process_holds_may_be_left_behind() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    claim(mapping);
    assertThat(doorbell().left()).isEmpty();
    execute("UPDATE " + own("claim") + " SET owner_process = owner_process + 1");
    assertThat(doorbell().left()).containsExactly(CONTACTS);
  }

  @Test
  void what_a_claim_held_too_long_is_left_behind() throws SQLException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    outbox().claim(mapping, outbox().newClaim(), 10, Duration.ofSeconds(-1));
    assertThat(doorbell().left()).containsExactly(CONTACTS);
  }

  @Test
  void a_bell_that_nobody_hears_is_not_armed() throws SQLException {
    Database here = database;
    captured();
    assertThat(here.doorbell().arm(Duration.ofMinutes(1))).isFalse();
    here.doorbell().disarm();
  }
}
