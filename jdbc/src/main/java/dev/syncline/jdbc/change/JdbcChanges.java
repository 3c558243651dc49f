package dev.syncline.jdbc.change;

import dev.syncline.engine.database.Changes;
import dev.syncline.engine.database.Overwritten;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.change.JdbcLinks.WordsOfMapping;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.page.BaseText;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the table {@code superseded}, and gives rows back what stands there. */
public final class JdbcChanges implements Changes {
  /**
   * What a run left is what the next change found, or the base of today. Parameters: mapping, and
   * those of the condition.
   */
  private static final String SELECT =
      """
      SELECT e.id, e.run_id, e.at, e.record_id, COALESCE(k.row_key, e.row_key) AS row_key, e.event,
        e.base, COALESCE(
          (SELECT n.base FROM {superseded} n
           WHERE n.record_id = e.record_id AND n.mapping_id = e.mapping_id AND n.id > e.id
           ORDER BY n.id LIMIT 1), k.base) AS next_base
      FROM {superseded} e
      LEFT JOIN {link} k ON k.record_id = e.record_id AND k.mapping_id = e.mapping_id
      WHERE e.mapping_id = ? AND %s ORDER BY e.id DESC LIMIT ?
      """;

  private final ConnectionPool pool;
  private final MappingTable mappings;
  private final WordsOfMapping words;
  private final Dialect dialect;

  public JdbcChanges(ConnectionPool pool, MappingTable mappings, WordsOfMapping words) {
    this.pool = pool;
    this.mappings = mappings;
    this.words = words;
    this.dialect = pool.dialect();
  }

  @Override
  public List<Overwritten> of(ResolvedMapping mapping, long run, OptionalLong before, int max) {
    long from = before.orElse(Long.MAX_VALUE);
    return list(mapping, "e.run_id = ? AND e.id < ?", max, run, from);
  }

  @Override
  public List<Overwritten> of(ResolvedMapping mapping, RecordId record, int max) {
    return list(mapping, "e.record_id = ?", max, record.value());
  }

  private List<Overwritten> list(
      ResolvedMapping mapping, String which, int max, Object... parameters) {
    String sql = dialect.sql(SELECT).formatted(which);
    return pool.transact(
        c -> {
          Optional<Long> id = mappings.find(c, mapping.mapping().name());
          if (id.isEmpty()) {
            return List.of();
          }
          Object[] all = new Object[parameters.length + 2];
          all[0] = id.get();
          System.arraycopy(parameters, 0, all, 1, parameters.length);
          all[parameters.length + 1] = max;
          return Sql.list(c, sql, row -> overwritten(mapping.remembered(), row), all);
        });
  }

  private Overwritten overwritten(List<FieldBinding> remembered, ResultSet row)
      throws SQLException {
    Overwritten.Event event = Overwritten.Event.valueOf(row.getString("event"));
    String next = row.getString("next_base");
    List<Optional<Value>> nothing = Collections.nCopies(remembered.size(), Optional.empty());
    boolean known = event != Overwritten.Event.DELETED && next != null;
    return new Overwritten(
        row.getLong("id"),
        row.getLong("run_id"),
        dialect.instant(row, "at"),
        new RecordId(row.getString("record_id")),
        new RowKey(row.getString("row_key")),
        event,
        BaseText.read(row.getString("base"), remembered),
        known ? BaseText.read(next, remembered) : nothing);
  }

  @Override
  public OptionalLong madeBy(ResolvedMapping mapping, RecordId record) {
    String sql =
        dialect.sql(
            "SELECT made_run FROM {link} WHERE record_id = ? AND mapping_id = ? AND made_run > 0");
    Optional<Long> made =
        pool.transact(
            c -> {
              long id = mappings.id(c, mapping.mapping().name());
              return Sql.first(c, sql, row -> row.getLong(1), record.value(), id);
            });
    return made.map(OptionalLong::of).orElseGet(OptionalLong::empty);
  }

  @Override
  public long count(long run) {
    String sql = dialect.sql("SELECT COUNT(*) FROM {superseded} WHERE run_id = ?");
    return pool.transact(c -> Sql.first(c, sql, row -> row.getLong(1), run).orElse(0L));
  }

  @Override
  public List<Restored> restore(
      ResolvedMapping mapping, List<Overwritten> changes, Restoring restoring, boolean writes) {
    if (changes.size() > MAX_PAGE) {
      throw new IllegalArgumentException("At most " + MAX_PAGE + " changes at once");
    }
    return pool.transact(
        c -> new RestoredRows(c, words.of(c, mapping), restoring, writes).restore(changes));
  }
}
