package dev.syncline.jdbc.revision;

import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.Revisions;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.lease.JdbcLeases;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Lists;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.jdbc.sql.Tokens;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Revisions and pending back-fills in the tables {@code mapping_revision} and {@code back_fill}.
 */
public final class JdbcRevisions implements Revisions {
  private static final String COLUMNS =
      "SELECT number, document, made_at, made_by FROM {mapping_revision} WHERE mapping_id = ?";

  private final ConnectionPool pool;
  private final Dialect dialect;
  private final JdbcLeases leases;
  private final MappingTable mappings;
  private final Tokens tokens;

  public JdbcRevisions(ConnectionPool pool, JdbcLeases leases, MappingTable mappings) {
    this.pool = pool;
    this.dialect = pool.dialect();
    this.leases = leases;
    this.mappings = mappings;
    this.tokens = new Tokens(dialect);
  }

  @Override
  public Optional<Revision> last(MappingName mapping) {
    return list(mapping, 1).stream().findFirst();
  }

  @Override
  public Optional<Revision> find(MappingName mapping, long number) {
    return pool.transact(
        c -> {
          Optional<Long> id = mappings.find(c, mapping);
          return id.isPresent()
              ? Sql.first(
                  c, dialect.sql(COLUMNS + " AND number = ?"), this::revision, id.get(), number)
              : Optional.<Revision>empty();
        });
  }

  @Override
  public List<Revision> list(MappingName mapping, int max) {
    int most = Math.min(max, MAX_LISTED);
    return pool.transact(
        c -> {
          Optional<Long> id = mappings.find(c, mapping);
          return id.isPresent() ? list(c, id.get(), most) : List.<Revision>of();
        });
  }

  private List<Revision> list(Connection connection, long id, int max) throws SQLException {
    return Sql.list(
        connection,
        dialect.sql(COLUMNS + " ORDER BY number DESC LIMIT ?"),
        this::revision,
        id,
        max);
  }

  private Revision revision(ResultSet row) throws SQLException {
    return new Revision(
        row.getLong("number"),
        row.getString("document"),
        dialect.instant(row, "made_at"),
        Author.valueOf(row.getString("made_by")));
  }

  @Override
  public Revision keep(
      MappingName mapping,
      String document,
      Author by,
      Collection<FieldName> toFill,
      Collection<FieldName> dropped) {
    return pool.transact(
        c -> {
          long id = mappings.id(c, mapping);
          lock(c, id);
          Optional<Revision> last = list(c, id, 1).stream().findFirst();
          Optional<Revision> same = last.filter(r -> r.document().equals(document));
          if (same.isPresent()) {
            return same.get();
          }
          long number = last.map(Revision::number).orElse(0L) + 1;
          Sql.update(
              c,
              dialect.sql(
                  "INSERT INTO {mapping_revision} (mapping_id, number, document, made_by)"
                      + " VALUES (?, ?, ?, ?)"),
              id,
              number,
              document,
              by.name());
          forget(c, id, dropped);
          note(c, id, number, toFill);
          return list(c, id, 1).getFirst();
        });
  }

  @Override
  public void again(MappingName mapping, Collection<FieldName> fields) {
    pool.transact(
        c -> {
          long id = mappings.id(c, mapping);
          lock(c, id);
          Set<FieldName> there =
              pending(c, id).stream().map(Pending::field).collect(Collectors.toSet());
          note(c, id, 0, fields.stream().filter(f -> !there.contains(f)).toList());
          return true;
        });
  }

  /** Two processes that find the same change keep one revision of it. */
  private void lock(Connection connection, long id) throws SQLException {
    Sql.first(
        connection,
        dialect.sql("SELECT id FROM {mapping} WHERE id = ? FOR UPDATE"),
        row -> row.getLong(1),
        id);
  }

  private void note(Connection connection, long id, long number, Collection<FieldName> toFill)
      throws SQLException {
    boolean linked =
        Sql.first(
                connection,
                dialect.sql("SELECT 1 FROM {link} WHERE mapping_id = ? LIMIT 1"),
                row -> row.getInt(1),
                id)
            .isPresent();
    if (!linked || toFill.isEmpty()) {
      return;
    }
    long token = tokens.next(connection);
    forget(connection, id, toFill);
    for (FieldName field : toFill) {
      Sql.update(
          connection,
          dialect.sql(
              "INSERT INTO {back_fill} (mapping_id, field, revision, token) VALUES (?, ?, ?, ?)"),
          id,
          field.value(),
          number,
          token);
    }
  }

  private void forget(Connection connection, long id, Collection<FieldName> fields)
      throws SQLException {
    if (!fields.isEmpty()) {
      List<String> names = fields.stream().map(FieldName::value).toList();
      Sql.update(
          connection,
          dialect.sql("DELETE FROM {back_fill} WHERE mapping_id = ? AND " + among(names)),
          Lists.parameters(names, id));
    }
  }

  private static String among(List<String> names) {
    return "field IN (" + Lists.marks(names.size()) + ")";
  }

  @Override
  public List<Pending> pending(MappingName mapping) {
    return pool.transact(
        c -> {
          Optional<Long> id = mappings.find(c, mapping);
          return id.isPresent() ? pending(c, id.get()) : List.<Pending>of();
        });
  }

  private List<Pending> pending(Connection connection, long id) throws SQLException {
    return Sql.list(
        connection,
        dialect.sql(
            """
            SELECT field, revision, token, reached, records FROM {back_fill}
            WHERE mapping_id = ? ORDER BY field
            """),
        JdbcRevisions::pending,
        id);
  }

  private static Pending pending(ResultSet row) throws SQLException {
    return new Pending(
        new FieldName(row.getString("field")),
        row.getLong("revision"),
        row.getLong("token"),
        Optional.ofNullable(row.getString("reached")).map(RecordId::new),
        row.getLong("records"));
  }

  @Override
  public void reached(
      Lease lease, MappingName mapping, List<FieldName> fields, RecordId last, long records) {
    List<String> names = fields.stream().map(FieldName::value).toList();
    pool.transact(
        c -> {
          leases.hold(c, lease);
          return Sql.update(
              c,
              dialect.sql(
                  "UPDATE {back_fill} SET reached = ?, records = ? WHERE mapping_id = ? AND "
                      + among(names)),
              Lists.parameters(names, last.value(), records, mappings.id(c, mapping)));
        });
  }

  @Override
  public void filled(Lease lease, MappingName mapping, List<FieldName> fields) {
    pool.transact(
        c -> {
          leases.hold(c, lease);
          forget(c, mappings.id(c, mapping), fields);
          return true;
        });
  }
}
