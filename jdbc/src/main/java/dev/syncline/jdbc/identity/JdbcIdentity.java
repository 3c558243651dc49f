package dev.syncline.jdbc.identity;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.DatabaseIdentity;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.identity.Witness.Sight;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.jdbc.sql.Tokens;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Knows a database by what a copy of it has not: the server's own number, that of the database in
 * it, and that of a table of ours. What is restored in place is known by its tokens, which are
 * behind those that a witness has seen.
 */
public final class JdbcIdentity implements DatabaseIdentity {
  private final ConnectionPool pool;
  private final MappingTable mappings;
  private final Dialect dialect;
  private final Tokens tokens;
  private final Witness witness;

  public JdbcIdentity(ConnectionPool pool, MappingTable mappings, Witness witness) {
    this.pool = pool;
    this.mappings = mappings;
    this.dialect = pool.dialect();
    this.tokens = new Tokens(dialect);
    this.witness = witness;
  }

  @Override
  public void require(MappingName mapping) {
    pool.transact(
        c -> {
          long id = mappings.id(c, mapping);
          Sight now = sight(c);
          Optional<String> known = known(c, id);
          if (known.isEmpty()) {
            keep(c, id, now);
          } else if (!known.get().equals(now.place())) {
            throw changed(mapping, "it is a copy of the one that was synced, or was moved");
          } else if (witness.last().filter(last -> isAhead(last, now)).isPresent()) {
            throw changed(mapping, "it is older than it was when it was last synced from here");
          }
          witness.keep(now);
          return true;
        });
  }

  @Override
  public void accept(MappingName mapping) {
    pool.transact(
        c -> {
          Sight now = sight(c);
          keep(c, mappings.id(c, mapping), now);
          witness.keep(now);
          return true;
        });
  }

  private static boolean isAhead(Sight last, Sight now) {
    return last.place().equals(now.place()) && last.token() > now.token();
  }

  private Sight sight(Connection connection) throws SQLException {
    boolean whole =
        Sql.first(connection, dialect.mayReadIdentity(), row -> row.getBoolean(1)).orElse(false);
    String place =
        Sql.first(connection, dialect.sql(dialect.identity(whole)), row -> row.getString(1))
            .orElseThrow();
    return new Sight(place, tokens.next(connection));
  }

  private Optional<String> known(Connection connection, long mappingId) throws SQLException {
    return Sql.first(
        connection,
        dialect.sql("SELECT place FROM {database_identity} WHERE mapping_id = ? FOR UPDATE"),
        row -> row.getString(1),
        mappingId);
  }

  private void keep(Connection connection, long mappingId, Sight sight) throws SQLException {
    Sql.update(
        connection, dialect.sql("DELETE FROM {database_identity} WHERE mapping_id = ?"), mappingId);
    Sql.update(
        connection,
        dialect.ifAbsent(
            dialect.sql("INSERT INTO {database_identity} (mapping_id, place) VALUES (?, ?)"),
            "mapping_id"),
        mappingId,
        sight.place());
  }

  private DatabaseException changed(MappingName mapping, String how) {
    return new DatabaseException(
        new Problem(
            CHANGED,
            ErrorClass.MAPPING,
            "The database of mapping %s is not as it was left: %s".formatted(mapping, how),
            "Nothing is carried until you say which it is: 'syncline db adopt --restored' after a"
                + " backup was put back, 'syncline db adopt --moved' if this is the whole database"
                + " in a new place. A copy for tests needs orgs and mappings of its own"));
  }
}
