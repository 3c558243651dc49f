package dev.syncline.jdbc.outbox;

import static dev.syncline.jdbc.outbox.SetWords.Kind.KEY;

import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.Settlement;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.outbox.SetWords.RowColumn;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.RowKey;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Taking entries of the table {@code outbox}, and what must be done before. */
final class EntryTable {
  /** The most changes of keys that one claim follows. */
  private static final int MAX_RENAMED = 2_000;

  private static final String COLUMNS =
      " o.row_key, o.version, o.attempts, o.split, o.first_changed_at, o.changed_at, o.code ";

  private static final List<RowColumn> KEYS = List.of(new RowColumn("key_v", KEY));

  private final SetWords words;
  private final Dialect dialect;

  EntryTable(SetWords words) {
    this.words = words;
    this.dialect = words.dialect();
  }

  /** An entry as it was taken. */
  record Taken(
      RowKey key,
      long version,
      int attempts,
      boolean split,
      Instant firstChangedAt,
      Instant changedAt,
      boolean wasOutside) {}

  /** Takes ready entries, changes before rows that are carried after, as far as a look saw any. */
  List<Taken> take(
      Connection connection, long claim, ClaimLook.Found look, Outbox.Which which, int max)
      throws SQLException {
    List<Taken> taken = new ArrayList<>();
    if (look.isReady()) {
      taken.addAll(ready(connection, look.mappingId(), 0, which, max));
    }
    if (look.isLaterReady() && taken.size() < max) {
      taken.addAll(ready(connection, look.mappingId(), 1, which, max - taken.size()));
    }
    hold(connection, look.mappingId(), claim, taken);
    return taken;
  }

  /** Takes the entries of these rows that nobody holds. */
  List<Taken> takeRows(Connection connection, long mappingId, long claim, Collection<RowKey> rows)
      throws SQLException {
    String sql =
        dialect.sql(
                "SELECT"
                    + COLUMNS
                    + "FROM "
                    + words.rows(KEYS)
                    + " "
                    + words.join()
                    + " {outbox} o"
                    + words.keyHint()
                    + " ON o.row_key = v.key_v AND o.mapping_id = "
                    + mappingId
                    + " WHERE o.state <> 'CLAIMED' AND o.previous_key IS NULL AND "
                    + notRenamed())
            + words.lockFree("o");
    List<Taken> taken = new ArrayList<>();
    for (String document : keys(rows).documents()) {
      taken.addAll(Sql.list(connection, sql, this::taken, document));
    }
    hold(connection, mappingId, claim, taken);
    return taken;
  }

  /** All entries that a claim holds, as they were when it took them. */
  List<Taken> held(Connection connection, long claim) throws SQLException {
    String sql =
        dialect.sql(
            """
            SELECT o.row_key, o.claimed_version AS version, o.attempts, o.split,
                   o.first_changed_at, o.changed_at, o.code
            FROM {outbox} o WHERE o.claim_id = ? ORDER BY o.row_key
            """);
    return Sql.list(connection, sql, this::taken, claim);
  }

  /**
   * Lets links follow rows whose key has changed. A row whose old entry is on its way waits until
   * that is settled, and so does the old entry until the link has gone on.
   */
  void followRenamed(Connection connection, long mappingId) throws SQLException {
    record Renamed(String key, String previous) {}
    List<Renamed> renamed =
        Sql.list(
            connection,
            dialect.sql(
                    """
                    SELECT o.row_key, o.previous_key FROM {outbox} o
                    WHERE o.mapping_id = ? AND o.previous_key IS NOT NULL AND NOT EXISTS (
                      SELECT 1 FROM {outbox} p WHERE p.mapping_id = o.mapping_id
                        AND p.row_key = o.previous_key AND p.state = 'CLAIMED')
                    LIMIT\
                    """)
                + " "
                + MAX_RENAMED
                + words.lockFree("o"),
            row -> new Renamed(row.getString(1), row.getString(2)),
            mappingId);
    for (Renamed one : renamed) {
      boolean taken =
          Sql.first(
                  connection,
                  dialect.sql("SELECT 1 FROM {link} WHERE mapping_id = ? AND row_key = ?"),
                  row -> true,
                  mappingId,
                  one.key())
              .isPresent();
      List<String> tables = new ArrayList<>(List.of("{intent}"));
      if (!taken) {
        tables.addAll(words.keyedTables());
      }
      for (String table : tables) {
        String update = "UPDATE " + table + " SET row_key = ? WHERE mapping_id = ? AND row_key = ?";
        Sql.update(connection, dialect.sql(update), one.key(), mappingId, one.previous());
      }
    }
    RowSet.of("key_v", renamed.stream().map(Renamed::key).toList())
        .update(connection, update(mappingId, "previous_key = NULL"));
  }

  /** The condition of a choice of entries. */
  static String gone(Outbox.Which which) {
    return switch (which) {
      case ALL -> "";
      case CHANGES -> " AND NOT o.gone";
      case DELETIONS -> " AND o.gone";
    };
  }

  private List<Taken> ready(
      Connection connection, long mappingId, int priority, Outbox.Which which, int max)
      throws SQLException {
    String sql =
        dialect.sql("SELECT" + COLUMNS + "FROM {outbox} o")
            + words.readyHint()
            + " WHERE o.mapping_id = ? AND o.state = 'READY' AND o.priority = ? AND"
            + " o.available_at <= "
            + words.statementTime()
            + " AND o.previous_key IS NULL AND "
            + dialect.sql(notRenamed())
            + gone(which)
            + " ORDER BY o.available_at LIMIT ?"
            + words.lockFree("o");
    return Sql.list(connection, sql, this::taken, mappingId, priority, max);
  }

  /** The entry of a key that a row has left waits until the row's link has followed it. */
  private static String notRenamed() {
    return """
    NOT (o.gone AND EXISTS (SELECT 1 FROM {outbox} p
         WHERE p.previous_key = o.row_key AND p.mapping_id = o.mapping_id))
    """;
  }

  private void hold(Connection connection, long mappingId, long claim, List<Taken> taken)
      throws SQLException {
    String set = "state = 'CLAIMED', claimed_version = version, claim_id = " + claim;
    keys(taken.stream().map(Taken::key).toList()).update(connection, update(mappingId, set));
  }

  private String update(long mappingId, String set) {
    return words.update(
        dialect.sql("{outbox} o"),
        set,
        words.rows(KEYS),
        "o.row_key = v.key_v AND o.mapping_id = " + mappingId);
  }

  private static RowSet keys(Collection<RowKey> rows) {
    return RowSet.of("key_v", rows.stream().map(RowKey::value).toList());
  }

  private Taken taken(ResultSet row) throws SQLException {
    return new Taken(
        new RowKey(row.getString("row_key")),
        row.getLong("version"),
        row.getInt("attempts"),
        row.getBoolean("split"),
        dialect.instant(row, "first_changed_at"),
        dialect.instant(row, "changed_at"),
        Settlement.OUTSIDE.equals(row.getString("code")));
  }
}
