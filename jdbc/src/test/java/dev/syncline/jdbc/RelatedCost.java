package dev.syncline.jdbc;

import dev.syncline.engine.database.Dependants;
import dev.syncline.engine.mapping.ResolvedMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Measures what a change of a row to which many refer costs the application, and how long its
 * dependants are looked for while the application changes some of them. Run it as a program; the
 * names of the servers are its arguments.
 */
final class RelatedCost extends RelatedFixture {
  private static final int ROWS = 100_000;
  private static final int CHANGES = 200;

  private final Access access;

  private RelatedCost(Access access) {
    this.access = access;
  }

  @Override
  Access access() {
    return access;
  }

  public static void main(String[] arguments) throws SQLException, InterruptedException {
    for (String name : arguments) {
      new RelatedCost(name.equals("mariadb") ? new MariaDbAccess() : new PostgresAccess())
          .measure(name);
    }
    System.exit(0);
  }

  private void measure(String name) throws SQLException, InterruptedException {
    openDatabase();
    ResolvedMapping mapping = companies("");
    fill(ROWS);
    settled(mapping);
    List<Long> alone = new ArrayList<>();
    for (int i = 0; i < CHANGES; i++) {
      alone.add(timed("UPDATE company SET name = 'n" + i + "' WHERE id = 1"));
    }
    print(name, "change of the related row", alone);
    var done = new AtomicBoolean();
    List<Long> beside = new ArrayList<>();
    Thread application =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; !done.get(); i++) {
                    int row = 1 + i * 37 % ROWS;
                    beside.add(quietly("UPDATE contact SET name = 'n" + i + "' WHERE id = " + row));
                    beside.add(quietly("UPDATE company SET name = 'm" + i + "' WHERE id = 2"));
                  }
                });
    long start = System.nanoTime();
    long rows = 0;
    for (Dependants.Found found = database.dependants().next(mapping); rows < ROWS; ) {
      rows += found.rows();
      found = database.dependants().next(mapping);
    }
    long took = System.nanoTime() - start;
    done.set(true);
    application.join();
    print(name, "change beside the search", beside);
    System.out.printf("%-10s %d dependants found and entered in %.1f s%n", name, rows, took / 1e9);
    closeDatabase();
  }

  private long quietly(String sql) {
    try {
      return timed(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private long timed(String sql) throws SQLException {
    long start = System.nanoTime();
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      start = System.nanoTime();
      statement.execute(sql);
    }
    return System.nanoTime() - start;
  }

  private static void print(String server, String what, List<Long> nanos) {
    List<Long> sorted = nanos.stream().sorted().toList();
    System.out.printf(
        "%-10s %-30s %d times: median %.1f ms, p99 %.1f ms, most %.1f ms%n",
        server,
        what,
        sorted.size(),
        sorted.get(sorted.size() / 2) / 1e6,
        sorted.get(sorted.size() * 99 / 100) / 1e6,
        sorted.getLast() / 1e6);
  }
}
