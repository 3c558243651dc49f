package dev.syncline.jdbc.compare;

import dev.syncline.engine.database.CompareSession;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.change.RowReader;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.outbox.SetWords;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A compare's connection. Every portion and every page is a transaction of its own, so that none is
 * open for long: neither locks nor old versions of rows are held up.
 */
final class JdbcCompareSession implements CompareSession {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcCompareSession.class);

  /** Digests that are loaded by one statement. */
  private static final int PORTION = 20_000;

  private static final String STAGED =
      "SELECT record_id, high, low FROM "
          + DigestStage.TABLE
          + " WHERE record_id > ? ORDER BY record_id LIMIT ?";

  private final ConnectionPool pool;
  private final Connection connection;
  private final DigestStage stage;
  private final ResolvedMapping mapping;
  private final SetWords sets;
  private final RowWords words;

  /** Makes the stage. */
  JdbcCompareSession(
      ConnectionPool pool,
      Connection connection,
      DigestStage stage,
      ResolvedMapping mapping,
      SetWords sets,
      RowWords words) {
    this.pool = pool;
    this.connection = connection;
    this.stage = stage;
    this.mapping = mapping;
    this.sets = sets;
    this.words = words;
    execute(stage.drop());
    execute(stage.create());
  }

  private void execute(String sql) {
    pool.transact(
        connection,
        c -> {
          Sql.execute(c, sql);
          return true;
        });
  }

  @Override
  public void stage(Iterator<Digested> records) {
    while (records.hasNext()) {
      byte[] portion = portion(records);
      pool.transact(
          connection,
          c -> {
            stage.load(c, portion);
            return true;
          });
    }
    pool.transact(
        connection,
        c -> {
          stage.sort(c);
          return true;
        });
  }

  private static byte[] portion(Iterator<Digested> records) {
    var lines = new StringBuilder();
    for (int i = 0; i < PORTION && records.hasNext(); i++) {
      Digested one = records.next();
      lines.append(one.record().value()).append('\t').append(one.high()).append('\t');
      lines.append(one.low()).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public List<Digested> staged(Optional<RecordId> after, int max) {
    String from = after.map(RecordId::value).orElse("");
    return pool.transact(
        connection,
        c ->
            Sql.list(
                c,
                STAGED,
                row -> new Digested(new RecordId(row.getString(1)), row.getLong(2), row.getLong(3)),
                from,
                max));
  }

  @Override
  public List<LinkedRow> linked(Optional<RecordId> after, int max) {
    return pool.transact(
        connection,
        c -> {
          stage.preferIndexes(c);
          String key = sets.asKey(c, mapping, "k.row_key");
          return new RowReader(c, words).linked(after, max, key);
        });
  }

  @Override
  public List<RowKey> loose(Optional<RowKey> after, int max) {
    Dialect dialect = words.dialect();
    String key = "t." + words.key();
    return pool.transact(
        connection,
        c -> {
          String behind =
              after.isPresent() ? " AND " + key + " > " + sets.asKey(c, mapping, "?") : "";
          String sql =
              dialect.sql(
                  """
                  SELECT %1$s FROM %2$s t
                  WHERE NOT EXISTS (
                    SELECT 1 FROM {link} k WHERE k.row_key = %1$s AND k.mapping_id = %3$d)%4$s
                  ORDER BY %5$s LIMIT %6$d
                  """
                      .formatted(
                          words.keyText(key), words.table(), words.mappingId(), behind, key, max));
          Object[] parameters = after.stream().map(RowKey::value).toArray();
          return Sql.list(c, sql, row -> new RowKey(row.getString(1)), parameters);
        });
  }

  @Override
  public void close() {
    try (Connection closing = connection) {
      closing.rollback();
      closing.setAutoCommit(true);
      Sql.execute(closing, stage.drop());
    } catch (SQLException e) {
      LOG.debug("a compare's connection is given up: {}", e.toString());
    }
  }
}
