package dev.syncline.jdbc.link;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.org.OrgIdentity;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.MappingName;
import dev.syncline.model.OrgName;
import dev.syncline.model.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The table {@code mapping}: a number for every mapping, and the org it was filled from. */
public final class MappingTable {
  private final String find;
  private final String insert;
  private final String lockOrg;
  private final String setOrg;

  public MappingTable(Dialect dialect) {
    find = dialect.sql("SELECT id FROM {mapping} WHERE name = ?");
    insert = dialect.ifAbsent(dialect.sql("INSERT INTO {mapping} (name) VALUES (?)"), "name");
    lockOrg = dialect.sql("SELECT organization_id FROM {mapping} WHERE id = ? FOR UPDATE");
    setOrg = dialect.sql("UPDATE {mapping} SET org_name = ?, organization_id = ? WHERE id = ?");
  }

  /** The mapping's number, made if it has none. */
  public long id(Connection connection, MappingName mapping) throws SQLException {
    Optional<Long> found = find(connection, mapping);
    if (found.isEmpty()) {
      Sql.update(connection, insert, mapping.value());
      found = find(connection, mapping);
    }
    return found.orElseThrow();
  }

  /** The mapping's number; empty if it never had rows here. */
  public Optional<Long> find(Connection connection, MappingName mapping) throws SQLException {
    return Sql.first(connection, find, row -> row.getLong(1), mapping.value());
  }

  /** Binds the mapping to its first org; any other later on is refused. */
  public void bindOrg(Connection connection, MappingName mapping, OrgName org, OrgIdentity identity)
      throws SQLException {
    long id = id(connection, mapping);
    Optional<String> bound =
        Sql.first(connection, lockOrg, row -> Optional.ofNullable(row.getString(1)), id)
            .flatMap(organization -> organization);
    if (bound.isEmpty()) {
      Sql.update(connection, setOrg, org.value(), identity.organizationId(), id);
    } else if (!bound.get().equals(identity.organizationId())) {
      throw new DatabaseException(
          new Problem(
              "ORG-CHANGED",
              ErrorClass.MAPPING,
              "mapping %s was filled from the org %s, but '%s' now is the org %s"
                  .formatted(mapping, bound.get(), org, identity.organizationId()),
              "Sign in to the first org again (a refreshed sandbox is another org), or give the"
                  + " mapping a new name and table"));
    }
  }
}
