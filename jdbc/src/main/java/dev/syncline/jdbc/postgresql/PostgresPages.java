package dev.syncline.jdbc.postgresql;

import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.page.PageSession;
import dev.syncline.jdbc.page.StageLayout;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.model.MappingName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Opens connections with a stage for the pages of a mapping. */
public final class PostgresPages {
  private final ConnectionPool pool;
  private final MappingTable mappings;

  public PostgresPages(ConnectionPool pool, MappingTable mappings) {
    this.pool = pool;
    this.mappings = mappings;
  }

  /** Opens a session; what the table lacks is said at once. */
  public PageSession open(ResolvedMapping mapping) throws SQLException {
    Connection connection = pool.open();
    try {
      PostgresPage page = pool.transact(connection, c -> page(c, mapping));
      return new PageSession(connection, page);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private PostgresPage page(Connection connection, ResolvedMapping mapping) throws SQLException {
    StageLayout layout = StageLayout.of(mapping);
    long id = mappings.id(connection, mapping.mapping().name());
    Map<MappingName, Long> parents = new HashMap<>();
    for (StagedColumn reference : layout.references()) {
      MappingName parent = parent(reference);
      parents.put(parent, mappings.id(connection, parent));
    }
    PostgresTarget target = PostgresTarget.read(connection, pool.dialect(), layout);
    return new PostgresPage(connection, new PageScope(pool.dialect(), layout, target, id, parents));
  }

  private static MappingName parent(StagedColumn reference) {
    return switch (reference.binding().kind()) {
      case Kind.LocalKey(MappingName parent) -> parent;
      case Kind.Direct _ -> throw new IllegalArgumentException(reference.name());
    };
  }
}
