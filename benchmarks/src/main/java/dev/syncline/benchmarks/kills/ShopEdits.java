package dev.syncline.benchmarks.kills;

import dev.syncline.benchmarks.SharedDatabase;
import dev.syncline.benchmarks.kills.Thing.Side;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Random;

/** The application: makes, changes, moves and deletes rows at random. */
final class ShopEdits implements AutoCloseable {
  /** What the marks of those begin with that only probes change. */
  static final String PARENT = "P-";

  /** Accounts that are never deleted and lead to the others. */
  static final int PARENTS = 20;

  private static final int SEEDS = 200;

  private final Connection connection;
  private final Things things;
  private final Random random;
  private int made;

  ShopEdits(SharedDatabase database, Things things, Random random) throws SQLException {
    this.connection = database.connect();
    this.things = things;
    this.random = random;
  }

  static String parent(int number) {
    return PARENT + number;
  }

  /** What is there at the beginning. */
  void seed() throws SQLException {
    for (int i = 0; i < PARENTS; i++) {
      insert(Kind.ACCOUNT, parent(i));
    }
    for (int i = 0; i < SEEDS; i++) {
      insert(Kind.any(random), "D-" + made++);
    }
  }

  /** One change; one in a while is of two rows in a transaction. */
  void edit() throws SQLException {
    int choice = random.nextInt(20);
    if (choice < 4) {
      insert(Kind.any(random), "D-" + made++);
      return;
    }
    Optional<Thing> found = things.any(random);
    if (found.isEmpty()) {
      return;
    }
    Thing thing = found.get();
    if (choice == 4) {
      delete(thing);
    } else if (choice < 8 && thing.kind() == Kind.CONTACT && thing.mark().startsWith("D-")) {
      move(thing);
    } else if (choice < 11) {
      update(thing, "phone", Kind.SHARED, "+1 " + random.nextInt(1_000_000_000));
    } else {
      update(thing, thing.kind().databaseColumn(), thing.kind().databaseField(), text());
    }
  }

  private String text() {
    return "Row " + random.nextInt(1_000_000_000);
  }

  private void insert(Kind kind, String mark) throws SQLException {
    var thing = new Thing(kind, mark);
    String name = text();
    thing.write(Side.DATABASE, kind.databaseField(), name);
    if (kind == Kind.CONTACT) {
      String parent = parent(random.nextInt(PARENTS));
      thing.write(Side.DATABASE, Kind.PARENT, parent);
      run(
          "INSERT INTO contact (shop_id, last_name, account_id)"
              + " SELECT ?, ?, id FROM account WHERE shop_id = ?",
          mark,
          name,
          parent);
    } else {
      String insert =
          "INSERT INTO %s (%s, %s) VALUES (?, ?)"
              .formatted(kind.table(), kind.markColumn(), kind.databaseColumn());
      run(insert, mark, name);
    }
    things.add(thing);
  }

  void update(Thing thing, String column, String field, String value) throws SQLException {
    Kind kind = thing.kind();
    String update =
        "UPDATE %s SET %s = ? WHERE %s = ?".formatted(kind.table(), column, kind.markColumn());
    if (run(update, value, thing.mark()) > 0) {
      things.note(thing, t -> t.write(Side.DATABASE, field, value));
    }
  }

  private void move(Thing thing) throws SQLException {
    String parent = parent(random.nextInt(PARENTS));
    int moved =
        run(
            "UPDATE contact SET account_id = (SELECT id FROM account WHERE shop_id = ?)"
                + " WHERE shop_id = ?",
            parent,
            thing.mark());
    if (moved > 0) {
      things.note(thing, t -> t.write(Side.DATABASE, Kind.PARENT, parent));
    }
  }

  private void delete(Thing thing) throws SQLException {
    Kind kind = thing.kind();
    String delete = "DELETE FROM %s WHERE %s = ?".formatted(kind.table(), kind.markColumn());
    if (run(delete, thing.mark()) > 0) {
      things.note(thing, Thing::delete);
    }
  }

  private int run(String sql, String... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
