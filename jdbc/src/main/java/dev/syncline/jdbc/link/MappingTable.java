package dev.syncline.jdbc.link;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.OrgIdentity;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The table {@code mapping}: a number for every mapping, and what it was filled from and into. */
public final class MappingTable {
  private final String find;
  private final String name;
  private final String insert;
  private final String place;
  private final String lock;
  private final String set;
  private final String references;
  private final String forgetReferences;
  private final String noteReference;

  /** What a mapping is bound to; all of it once the org is. */
  private record Bound(Optional<String> organization, String table, String key) {}

  public MappingTable(Dialect dialect) {
    find = dialect.sql("SELECT id FROM {mapping} WHERE name = ?");
    name = dialect.sql("SELECT name FROM {mapping} WHERE id = ?");
    insert = dialect.ifAbsent(dialect.sql("INSERT INTO {mapping} (name) VALUES (?)"), "name");
    place =
        dialect.sql("SELECT organization_id, table_name, key_column FROM {mapping} WHERE id = ?");
    lock = place + " FOR UPDATE";
    references =
        dialect.sql(
            """
            SELECT mapping_id, column_name FROM {reference} WHERE parent_mapping_id = ?
            ORDER BY mapping_id, column_name
            """);
    forgetReferences = dialect.sql("DELETE FROM {reference} WHERE mapping_id = ?");
    noteReference =
        dialect.ifAbsent(
            dialect.sql(
                """
                INSERT INTO {reference} (mapping_id, column_name, parent_mapping_id)
                VALUES (?, ?, ?)
                """),
            "column_name");
    set =
        dialect.sql(
            """
            UPDATE {mapping}
            SET org_name = ?, organization_id = ?, table_name = ?, key_column = ? WHERE id = ?
            """);
  }

  /** Where the rows of a mapping are. */
  public record Place(TableName table, ColumnName key) {}

  /** Where the mapping's rows are; empty until it is bound. */
  public Optional<Place> place(Connection connection, long mappingId) throws SQLException {
    return Sql.first(connection, place, MappingTable::bound, mappingId)
        .filter(bound -> bound.organization().isPresent())
        .map(bound -> new Place(TableName.parse(bound.table()), new ColumnName(bound.key())));
  }

  /** The name of a mapping. */
  public MappingName name(Connection connection, long mappingId) throws SQLException {
    return Sql.first(connection, name, row -> new MappingName(row.getString(1)), mappingId)
        .orElseThrow();
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

  /** A column of a mapping that holds row keys of another mapping. */
  public record Reference(long mappingId, ColumnName column) {}

  /** The columns that hold row keys of a mapping, of mappings that were bound. */
  public List<Reference> references(Connection connection, long parentId) throws SQLException {
    return Sql.list(
        connection,
        references,
        row -> new Reference(row.getLong(1), new ColumnName(row.getString(2))),
        parentId);
  }

  /** Remembers which columns of a mapping hold row keys of others. */
  private void noteReferences(Connection connection, ResolvedMapping mapping, long id)
      throws SQLException {
    Sql.update(connection, forgetReferences, id);
    for (FieldBinding binding : mapping.bindings()) {
      switch (binding.kind()) {
        case Kind.Direct _, Kind.TypeName _, Kind.Computed _, Kind.Derived _, Kind.Related _ -> {}
        case Kind.LocalKey(MappingName parent) ->
            Sql.update(
                connection,
                noteReference,
                id,
                binding.column().name().value(),
                id(connection, parent));
      }
    }
  }

  /** Binds the mapping to its first org, table and row key; any other later on is refused. */
  public void bind(Connection connection, ResolvedMapping mapping, OrgIdentity identity)
      throws SQLException {
    Mapping said = mapping.mapping();
    long id = id(connection, said.name());
    noteReferences(connection, mapping, id);
    String table = mapping.table().name().toString();
    String key = mapping.rowKey().name().value();
    Bound bound = Sql.first(connection, lock, MappingTable::bound, id).orElseThrow();
    if (bound.organization().isEmpty()) {
      Sql.update(connection, set, said.org().value(), identity.organizationId(), table, key, id);
      return;
    }
    String organization = bound.organization().get();
    if (!organization.equals(identity.organizationId())) {
      throw new DatabaseException(
          new Problem(
              "ORG-CHANGED",
              ErrorClass.MAPPING,
              "mapping %s was filled from the org %s, but '%s' now is the org %s"
                  .formatted(said.name(), organization, said.org(), identity.organizationId()),
              "Sign in to the first org again (a refreshed sandbox is another org), or give the"
                  + " mapping a new name and table"));
    }
    if (!bound.table().equals(table) || !bound.key().equals(key)) {
      throw new DatabaseException(
          new Problem(
              "TABLE-CHANGED",
              ErrorClass.MAPPING,
              "mapping %s was filled into %s with the key %s, and is to go into %s with the key %s"
                  .formatted(said.name(), bound.table(), bound.key(), table, key),
              "Name the first table and key again, or give the mapping a new name: its links"
                  + " belong to the rows of the first table"));
    }
  }

  private static Bound bound(ResultSet row) throws SQLException {
    return new Bound(
        Optional.ofNullable(row.getString(1)),
        String.valueOf(row.getString(2)),
        String.valueOf(row.getString(3)));
  }
}
