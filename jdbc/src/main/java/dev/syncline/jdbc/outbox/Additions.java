package dev.syncline.jdbc.outbox;

import static dev.syncline.jdbc.outbox.SetWords.Kind.KEY;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.RowChoice;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.worker.Pace;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.Trouble;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.outbox.SetWords.RowColumn;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.RowKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Adds entries that no trigger made. It goes by small transactions that wait for nobody, so that
 * the application waits for none of them for longer than an instant and is in no deadlock.
 */
final class Additions {
  /** The most entries of one transaction. */
  private static final int PORTION = 1_000;

  /** How often a row that the application is changing is tried. */
  private static final int MAX_TRIES = 100;

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final ConnectionPool pool;
  private final SetWords words;
  private final Dialect dialect;
  private final MappingTable mappings;
  private final Pace pace;
  private final Ringer ringer;

  Additions(ConnectionPool pool, SetWords words, MappingTable mappings, Pace pace, Ringer ringer) {
    this.ringer = ringer;
    this.pool = pool;
    this.words = words;
    this.dialect = words.dialect();
    this.mappings = mappings;
    this.pace = pace;
  }

  /**
   * Adds entries for these rows, as if they had changed.
   *
   * @param priority 0 for changes, 1 for rows that are carried after
   */
  long add(ResolvedMapping mapping, Collection<RowKey> rows, int priority) {
    long mappingId = pool.transact(c -> mappings.id(c, mapping.mapping().name()));
    List<String> keys = rows.stream().map(RowKey::value).distinct().sorted().toList();
    addPortions(insert(mappingId, priority, EntryChange.set(words, words.excluded("gone"))), keys);
    return keys.size();
  }

  /** Adds entries for those of these rows that have none. */
  void addAbsent(long mappingId, Collection<RowKey> rows) {
    String same = "version = " + words.present("version");
    List<String> keys = rows.stream().map(RowKey::value).distinct().sorted().toList();
    addPortions(insert(mappingId, 0, same), keys);
  }

  /** Adds entries for the rows that are chosen, to be carried after changes. */
  long add(ResolvedMapping mapping, RowChoice choice) {
    long mappingId = pool.transact(c -> mappings.id(c, mapping.mapping().name()));
    String insert = insert(mappingId, 1, EntryChange.set(words, words.excluded("gone")));
    String key = "t." + dialect.quote(mapping.rowKey().name().value());
    String table = dialect.quote(mapping.table().name());
    String unlinked =
        choice.unlinked()
            ? dialect.sql(
                """
                 AND NOT EXISTS (
                  SELECT 1 FROM {link} k WHERE k.row_key = %s AND k.mapping_id = %d)\
                """
                    .formatted(words.asText(key), mappingId))
            : "";
    var conditions = new ConditionSql(dialect, mapping.table(), "t");
    String chosen = unlinked + choice.where().map(w -> " AND " + conditions.of(w)).orElse("");
    String after = pool.transact(c -> key + " > " + words.asKey(c, mapping, "?"));
    String first = select(key, table, "1 = 1" + chosen);
    String next = select(key, table, after + chosen);
    long total = 0;
    List<String> portion = pool.transact(c -> Sql.list(c, first, row -> row.getString(1)));
    while (!portion.isEmpty()) {
      addPortions(insert, portion);
      total += portion.size();
      String last = portion.getLast();
      portion = pool.transact(c -> Sql.list(c, next, row -> row.getString(1), last));
    }
    return total;
  }

  private String select(String key, String table, String condition) {
    return "SELECT %s FROM %s t WHERE %s ORDER BY %s LIMIT %d"
        .formatted(words.asText(key), table, condition, key, PORTION);
  }

  private String insert(long mappingId, int priority, String set) {
    String now = dialect.now();
    return words.insertInto(dialect.sql("{outbox}"))
        + """
         (mapping_id, row_key, priority, first_changed_at, changed_at, available_at)
        SELECT %1$d, v.key_v, %2$d, %3$s, %3$s, %3$s FROM %4$s ORDER BY v.key_v
        """
            .formatted(mappingId, priority, now, words.rows(List.of(new RowColumn("key_v", KEY))))
        + words.ifPresent("row_key, mapping_id", set);
  }

  private void addPortions(String insert, List<String> keys) {
    for (int from = 0; from < keys.size(); from += PORTION) {
      List<String> busy = new ArrayList<>();
      add(insert, keys.subList(from, Math.min(keys.size(), from + PORTION)), busy);
      for (String key : busy) {
        addBusy(insert, key);
      }
    }
  }

  /** Adds a range, or halves it until those stand alone that somebody else holds. */
  private void add(String insert, List<String> keys, List<String> busy) {
    try {
      addOnce(insert, keys);
    } catch (DatabaseException e) {
      requirePassing(e);
      if (keys.size() == 1) {
        busy.add(keys.getFirst());
        return;
      }
      int middle = keys.size() / 2;
      add(insert, keys.subList(0, middle), busy);
      add(insert, keys.subList(middle, keys.size()), busy);
    }
  }

  private void addBusy(String insert, String key) {
    for (int attempt = 1; ; attempt++) {
      try {
        addOnce(insert, List.of(key));
        return;
      } catch (DatabaseException e) {
        requirePassing(e);
        if (attempt == MAX_TRIES) {
          throw e;
        }
        pause(e);
      }
    }
  }

  private void addOnce(String insert, List<String> keys) {
    pool.transact(
        c -> {
          try {
            words.waitForNobody(c);
            ringer.ring(c);
            return RowSet.of("key_v", keys).update(c, insert);
          } finally {
            words.waitAgain(c);
          }
        });
  }

  private void pause(DatabaseException cause) {
    try {
      pace.waiter().await(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw cause;
    }
  }

  private static void requirePassing(DatabaseException e) {
    if (!e.problem().code().equals(Trouble.CONFLICT.code())) {
      throw e;
    }
  }
}
