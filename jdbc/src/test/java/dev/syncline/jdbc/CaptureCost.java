package dev.syncline.jdbc;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.testing.PlannedWrites;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures what the triggers cost per row, and how many entries can be claimed and settled in a
 * second. Run it as a program; the names of the servers are its arguments.
 */
final class CaptureCost extends OutboxFixture {
  private static final int ROWS = 100_000;

  private final Access access;

  private CaptureCost(Access access) {
    this.access = access;
  }

  @Override
  Access access() {
    return access;
  }

  public static void main(String[] arguments) throws SQLException {
    for (String name : arguments) {
      new CaptureCost(name.equals("mariadb") ? new MariaDbAccess() : new PostgresAccess())
          .measure(name);
    }
    System.exit(0);
  }

  private void measure(String name) throws SQLException {
    openDatabase();
    ResolvedMapping mapping = captured();
    database.capture().run(database.capture().uninstallStatements(List.of(mapping)));
    print(name, "insert without triggers", fill());
    print(name, "update without triggers", timed("UPDATE contact SET age = 1"));
    execute("DELETE FROM contact");
    capture(mapping);
    print(name, "insert with triggers", fill());
    execute("DELETE FROM " + own("outbox"));
    print(name, "update that changes nothing", timed("UPDATE contact SET note = 'x'"));
    print(name, "update, first change", timed("UPDATE contact SET age = 2"));
    print(name, "update, next change", timed("UPDATE contact SET age = 3"));
    long start = System.nanoTime();
    int carried = carry(mapping);
    print(name, "claim, read and settle a create (" + carried + ")", System.nanoTime() - start);
    execute("UPDATE contact SET age = 4");
    start = System.nanoTime();
    carried = carry(mapping);
    print(name, "claim, read and settle an update (" + carried + ")", System.nanoTime() - start);
    closeDatabase();
  }

  private int carry(ResolvedMapping mapping) {
    int carried = 0;
    List<ClaimedRow> rows;
    do {
      Claim claim = outbox().newClaim();
      rows = outbox().claim(mapping, claim, 2_000, HOLD);
      List<Settlement> settlements = new ArrayList<>();
      for (ClaimedRow row : rows) {
        int number = Integer.parseInt(row.key().value());
        settlements.add(linked(row, PlannedWrites.id(number), "n"));
      }
      outbox().settle(mapping, claim, settlements);
      carried += rows.size();
    } while (!rows.isEmpty());
    return carried;
  }

  private long fill() throws SQLException {
    long start = System.nanoTime();
    for (int from = 0; from < ROWS; from += 1_000) {
      var sql = new StringBuilder("INSERT INTO contact (id, name, age) VALUES ");
      for (int i = from + 1; i <= from + 1_000; i++) {
        sql.append(i > from + 1 ? "," : "").append("(").append(i).append(",'name',7)");
      }
      execute(sql.toString());
    }
    return System.nanoTime() - start;
  }

  private long timed(String sql) throws SQLException {
    long start = System.nanoTime();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
    return System.nanoTime() - start;
  }

  private static void print(String server, String what, long nanos) {
    System.out.printf("%-10s %-50s %6.1f µs a row%n", server, what, nanos / 1_000.0 / ROWS);
  }
}
