package dev.syncline.jdbc;

import static dev.syncline.jdbc.testing.PlannedWrites.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.Doorbell;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.mapping.ResolvedMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

class PostgresDoorbellTest extends DoorbellKit {
  private static final Duration ARMED = Duration.ofMinutes(1);
  private static final long PATIENCE_SECONDS = 60;
  private static final String END = "the end";

  private final Access access = new PostgresAccess();
  private final Semaphore rings = new Semaphore(0);

  @Override
  Access access() {
    return access;
  }

  private Doorbell.Listening listen() throws InterruptedException {
    Doorbell.Listening listening = doorbell().listen(rings::release);
    awaitRing(); // it rings once it listens
    return listening;
  }

  private void awaitRing() throws InterruptedException {
    assertThat(rings.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  /** Somebody else who listens, and tells how often it has rung since. */
  private final class Witness implements AutoCloseable {
    private final Connection connection;

    Witness() throws SQLException {
      connection = connect();
      try (Statement statement = connection.createStatement()) {
        statement.execute("LISTEN syncline");
      }
    }

    int rings() throws SQLException {
      execute("NOTIFY syncline, '" + END + "'");
      List<PGNotification> rung = new ArrayList<>();
      while (rung.isEmpty() || !rung.getLast().getParameter().equals(END)) {
        rung.addAll(List.of(connection.unwrap(PGConnection.class).getNotifications(60_000)));
      }
      assertThat(rung.subList(0, rung.size() - 1)).allMatch(r -> r.getParameter().isEmpty());
      return rung.size() - 1;
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  @Test
  void a_change_rings_once_the_bell_is_armed() throws SQLException, InterruptedException {
    captured();
    try (Doorbell.Listening _ = listen()) {
      assertThat(doorbell().arm(ARMED)).isTrue();
      execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
      awaitRing();
    }
  }

  @Test
  void a_transaction_rings_once() throws SQLException, InterruptedException {
    captured();
    try (Doorbell.Listening _ = listen();
        Witness witness = new Witness()) {
      assertThat(doorbell().arm(ARMED)).isTrue();
      execute("INSERT INTO contact (id, name) SELECT n, 'x' FROM generate_series(1, 500) n");
      assertThat(witness.rings()).isEqualTo(1);
    }
  }

  @Test
  void nothing_rings_unless_the_bell_is_armed() throws SQLException, InterruptedException {
    captured();
    try (Doorbell.Listening _ = listen();
        Witness witness = new Witness()) {
      execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
      assertThat(witness.rings()).isZero();
      assertThat(doorbell().arm(ARMED)).isTrue();
      doorbell().disarm();
      execute("INSERT INTO contact (id, name) VALUES (2, 'Bob')");
      assertThat(witness.rings()).isZero();
      assertThat(doorbell().arm(Duration.ZERO)).isTrue();
      execute("INSERT INTO contact (id, name) VALUES (3, 'Cid')");
      assertThat(witness.rings()).isZero();
    }
  }

  @Test
  void what_is_rolled_back_or_not_captured_does_not_ring()
      throws SQLException, InterruptedException {
    captured();
    try (Doorbell.Listening _ = listen();
        Witness witness = new Witness();
        Connection connection = connect();
        Statement statement = connection.createStatement()) {
      execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
      assertThat(doorbell().arm(ARMED)).isTrue();
      execute("UPDATE contact SET note = 'not pushed'");
      connection.setAutoCommit(false);
      statement.execute("UPDATE contact SET name = 'Bob'");
      connection.rollback();
      assertThat(witness.rings()).isZero();
    }
  }

  @Test
  void a_transaction_that_began_before_the_bell_was_armed_rings()
      throws SQLException, InterruptedException {
    captured();
    try (Doorbell.Listening _ = listen();
        Witness witness = new Witness();
        Connection connection = connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
      statement.execute("SELECT * FROM contact");
      assertThat(doorbell().arm(ARMED)).isTrue();
      statement.execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
      connection.commit();
      assertThat(witness.rings()).isEqualTo(1);
    }
  }

  @Test
  void what_is_asked_for_rings_too() throws SQLException, InterruptedException {
    ResolvedMapping mapping = captured();
    execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
    try (Doorbell.Listening _ = listen();
        Witness witness = new Witness()) {
      assertThat(doorbell().arm(ARMED)).isTrue();
      outbox().add(mapping, List.of(key(1)));
      database.pullQueue().add(mapping.mapping().name(), List.of(id(1)), PullQueue.Reason.ASKED);
      assertThat(witness.rings()).isEqualTo(2);
    }
  }

  @Test
  void a_lost_connection_is_made_anew_and_rings() throws SQLException, InterruptedException {
    captured();
    try (Doorbell.Listening _ = listen()) {
      execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname ="
              + " current_database() AND application_name = 'syncline'");
      awaitRing();
      assertThat(doorbell().arm(ARMED)).isTrue();
      execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
      awaitRing();
    }
  }

  @Test
  void an_application_without_rights_rings() throws SQLException, InterruptedException {
    captured();
    try (Doorbell.Listening _ = listen();
        Witness witness = new Witness();
        Connection application = access.connectAsApplication("contact");
        Statement statement = application.createStatement()) {
      assertThat(doorbell().arm(ARMED)).isTrue();
      statement.execute("INSERT INTO contact (id, name) VALUES (1, 'Ann')");
      assertThat(witness.rings()).isEqualTo(1);
    }
  }
}
