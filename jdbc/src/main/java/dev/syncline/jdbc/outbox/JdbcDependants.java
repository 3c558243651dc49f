package dev.syncline.jdbc.outbox;

import static dev.syncline.jdbc.outbox.SetWords.Kind.KEY;

import dev.syncline.engine.database.Dependants;
import dev.syncline.engine.mapping.Relation;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.worker.Pace;
import dev.syncline.jdbc.capture.CaptureNames;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.outbox.SetWords.RowColumn;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.RowKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds dependants batch by batch: a batch is some changed rows of one relation, and is gone
 * through in the order of the dependants' keys. Marks of changed rows are the application's, which
 * may hold them: whoever holds one is not waited for, and a mark that changes meanwhile leaves its
 * batch and belongs to a later one.
 */
public final class JdbcDependants implements Dependants {
  /** The most changed rows of one batch: their dependants are found by one join. */
  private static final int MAX_CHANGED = 1_000;

  /** Entries behind those that the application's own changes made. */
  private static final int AFTER = 1;

  private static final List<RowColumn> KEYS = List.of(new RowColumn("key_v", KEY));

  private final ConnectionPool pool;
  private final SetWords words;
  private final Dialect dialect;
  private final MappingTable mappings;
  private final Additions additions;

  public JdbcDependants(
      ConnectionPool pool, SetWords words, MappingTable mappings, Pace pace, Ringer ringer) {
    this.pool = pool;
    this.words = words;
    this.dialect = words.dialect();
    this.mappings = mappings;
    this.additions = new Additions(pool, words, mappings, pace, ringer);
  }

  /** Changed rows whose dependants are being found. */
  private record Batch(long mappingId, long number, String relation, Optional<String> reached) {}

  @Override
  public long pending(ResolvedMapping mapping) {
    String sql = "SELECT COUNT(*) FROM {related_change} WHERE mapping_id = ?" + carried(mapping);
    return pool.transact(
        c -> {
          Optional<Long> id = mappings.find(c, mapping.mapping().name());
          return id.isEmpty()
              ? 0L
              : Sql.first(c, dialect.sql(sql), row -> row.getLong(1), id.get()).orElse(0L);
        });
  }

  /** The condition on changed rows that leaves those of lines alone that are out of service. */
  private static String carried(ResolvedMapping mapping) {
    String resting =
        mapping.restingRelations().stream()
            .map(relation -> CaptureNames.literal(CaptureNames.of(relation)))
            .collect(Collectors.joining(", "));
    return resting.isEmpty() ? "" : " AND relation NOT IN (" + resting + ")";
  }

  @Override
  public Found next(ResolvedMapping mapping) {
    Optional<Batch> batch = pool.transact(c -> batch(c, mapping));
    if (batch.isEmpty()) {
      return Found.NONE;
    }
    Optional<Relation> relation =
        mapping.relations().keySet().stream()
            .filter(r -> CaptureNames.of(r).equals(batch.get().relation()))
            .findFirst();
    if (relation.isEmpty()) {
      end(batch.get()); // of a line that the mapping does not have any more
      return new Found(0, true);
    }
    if (mapping.restingRelations().contains(relation.get())) {
      pool.transact(c -> leave(c, batch.get())); // what is noted stays until the line is back
      return new Found(0, true);
    }
    List<String> rows = pool.transact(c -> dependants(c, mapping, relation.get(), batch.get()));
    additions.add(mapping, rows.stream().map(RowKey::new).toList(), AFTER);
    if (rows.size() < PORTION) {
      end(batch.get());
    } else {
      reach(batch.get(), rows.getLast());
    }
    return new Found(rows.size(), true);
  }

  private Optional<Batch> batch(Connection connection, ResolvedMapping mapping)
      throws SQLException {
    long mappingId = mappings.id(connection, mapping.mapping().name());
    Optional<Batch> begun =
        Sql.first(
            connection,
            dialect.sql(
                "SELECT batch, relation, reached FROM {related_batch} WHERE mapping_id = ?"),
            row ->
                new Batch(
                    mappingId,
                    row.getLong(1),
                    row.getString(2),
                    Optional.ofNullable(row.getString(3))),
            mappingId);
    return begun.isPresent() ? begun : begin(connection, mappingId, carried(mapping));
  }

  private Optional<Batch> begin(Connection connection, long mappingId, String carried)
      throws SQLException {
    Optional<String> relation =
        Sql.first(
            connection,
            dialect.sql("SELECT relation FROM {related_change} WHERE mapping_id = ?")
                + carried
                + " LIMIT 1",
            row -> row.getString(1),
            mappingId);
    if (relation.isEmpty()) {
      return Optional.empty();
    }
    List<String> keys =
        Sql.list(
            connection,
            dialect.sql(
                    """
                    SELECT m.related_key FROM {related_change} m
                    WHERE m.mapping_id = ? AND m.relation = ? LIMIT\
                    """)
                + " "
                + MAX_CHANGED
                + words.lockFree("m"),
            row -> row.getString(1),
            mappingId,
            relation.get());
    if (keys.isEmpty()) {
      return Optional.empty(); // the application holds them all
    }
    long number = Sql.first(connection, words.nextToken(), row -> row.getLong(1)).orElseThrow();
    RowSet.of("key_v", keys)
        .update(
            connection,
            words.update(
                dialect.sql("{related_change} m"),
                "batch = " + number,
                words.rows(KEYS),
                "m.related_key = v.key_v AND m.mapping_id = %d AND m.relation = %s"
                    .formatted(mappingId, CaptureNames.literal(relation.get()))));
    Sql.update(
        connection,
        dialect.sql("INSERT INTO {related_batch} (mapping_id, batch, relation) VALUES (?, ?, ?)"),
        mappingId,
        number,
        relation.get());
    return Optional.of(new Batch(mappingId, number, relation.get(), Optional.empty()));
  }

  private List<String> dependants(
      Connection connection, ResolvedMapping mapping, Relation relation, Batch batch)
      throws SQLException {
    String key = "t." + dialect.quote(mapping.rowKey().name().value());
    String through = "t." + dialect.quote(relation.through().name().value());
    String changed =
        words.asColumn(connection, mapping.table().name(), relation.through(), "m.related_key");
    String after =
        batch.reached().isPresent()
            ? " AND " + key + " > " + words.asKey(connection, mapping, "?")
            : "";
    String sql =
        dialect.sql(
                "SELECT %s FROM {related_change} m %s ".formatted(words.asText(key), words.join()))
            + "%s t ON %s = %s WHERE m.batch = %d%s ORDER BY %s LIMIT %d"
                .formatted(
                    dialect.quote(mapping.table().name()),
                    through,
                    changed,
                    batch.number(),
                    after,
                    key,
                    PORTION);
    return Sql.list(connection, sql, row -> row.getString(1), batch.reached().stream().toArray());
  }

  private void reach(Batch batch, String row) {
    String sql = "UPDATE {related_batch} SET reached = ? WHERE mapping_id = ? AND batch = ?";
    pool.transact(c -> Sql.update(c, dialect.sql(sql), row, batch.mappingId(), batch.number()));
  }

  /** Marks that the application holds at this moment are left, to be found again. */
  private void end(Batch batch) {
    pool.transact(
        c -> {
          List<String> done =
              Sql.list(
                  c,
                  dialect.sql("SELECT m.related_key FROM {related_change} m WHERE m.batch = ?")
                      + words.lockFree("m"),
                  row -> row.getString(1),
                  batch.number());
          RowSet.of("key_v", done)
              .update(
                  c,
                  words.delete(
                      dialect.sql("{related_change}"),
                      "m",
                      words.rows(KEYS),
                      "m.related_key = v.key_v AND m.mapping_id = %d AND m.relation = %s"
                          .formatted(batch.mappingId(), CaptureNames.literal(batch.relation()))));
          return leave(c, batch);
        });
  }

  private int leave(Connection connection, Batch batch) throws SQLException {
    String sql = "DELETE FROM {related_batch} WHERE mapping_id = ? AND batch = ?";
    return Sql.update(connection, dialect.sql(sql), batch.mappingId(), batch.number());
  }
}
