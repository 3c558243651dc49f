package dev.syncline.jdbc.mariadb;

import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.live.LiveParts;
import dev.syncline.jdbc.page.PageSession;
import dev.syncline.jdbc.page.PageStore;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.page.StageLayout;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.model.MappingName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Opens connections with a stage for the pages of a mapping. */
public final class MariaDbPages implements LiveParts.Stores {
  private final ConnectionPool pool;
  private final MappingTable mappings;

  public MariaDbPages(ConnectionPool pool, MappingTable mappings) {
    this.pool = pool;
    this.mappings = mappings;
  }

  /** Opens a session. */
  public PageSession open(ResolvedMapping mapping) throws SQLException {
    Connection connection = pool.open();
    try {
      return new PageSession(connection, pool.transact(connection, c -> page(c, mapping)));
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private MariaDbPage page(Connection connection, ResolvedMapping mapping) throws SQLException {
    return new MariaDbPage(connection, scope(connection, mapping));
  }

  @Override
  public String version() {
    return MariaDbLiveSql.VERSION;
  }

  @Override
  public PageStore open(Connection connection, ResolvedMapping mapping) throws SQLException {
    return new MariaDbPage(connection, scope(connection, mapping, true));
  }

  /** The words for single rows of a mapping. */
  public RowWords words(Connection connection, ResolvedMapping mapping) throws SQLException {
    return scope(connection, mapping);
  }

  MariaDbScope scope(Connection connection, ResolvedMapping mapping) throws SQLException {
    return scope(connection, mapping, false);
  }

  private MariaDbScope scope(Connection connection, ResolvedMapping mapping, boolean live)
      throws SQLException {
    StageLayout layout = StageLayout.of(mapping, live);
    long id = mappings.id(connection, mapping.mapping().name());
    Map<MappingName, Long> parents = new HashMap<>();
    for (StageLayout.StagedColumn reference : layout.references()) {
      if (reference.binding().kind() instanceof Kind.LocalKey(MappingName parent)) {
        parents.put(parent, mappings.id(connection, parent));
      }
    }
    return new MariaDbScope(pool.dialect(), layout, id, parents);
  }
}
