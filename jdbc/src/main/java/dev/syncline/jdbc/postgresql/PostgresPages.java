package dev.syncline.jdbc.postgresql;

import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.live.LiveParts;
import dev.syncline.jdbc.page.PageSession;
import dev.syncline.jdbc.page.PageStore;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.page.StageLayout;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.MappingName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Opens connections with a stage for the pages of a mapping. */
public final class PostgresPages implements LiveParts.Stores {
  private final ConnectionPool pool;
  private final MappingTable mappings;

  public PostgresPages(ConnectionPool pool, MappingTable mappings) {
    this.pool = pool;
    this.mappings = mappings;
  }

  /**
   * Opens a session; what the table lacks is said at once.
   *
   * @param mayBeFirst whether pages may be those of a first load
   */
  public PageSession open(ResolvedMapping mapping, boolean mayBeFirst) throws SQLException {
    Connection connection = pool.open();
    try {
      PostgresPage page = pool.transact(connection, c -> page(c, mapping, mayBeFirst));
      return new PageSession(connection, page);
    } catch (RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private PostgresPage page(Connection connection, ResolvedMapping mapping, boolean mayBeFirst)
      throws SQLException {
    return new PostgresPage(connection, scope(connection, mapping, false), mayBeFirst);
  }

  @Override
  public String version() {
    return LiveSql.VERSION;
  }

  @Override
  public PageStore open(Connection connection, ResolvedMapping mapping) throws SQLException {
    return new PostgresPage(connection, scope(connection, mapping, true), false);
  }

  /** The words for single rows of a mapping. */
  public RowWords words(Connection connection, ResolvedMapping mapping) throws SQLException {
    return scope(connection, mapping, false);
  }

  /** The names that statements about the mapping's rows share. */
  private PageScope scope(Connection connection, ResolvedMapping mapping, boolean live)
      throws SQLException {
    StageLayout layout = StageLayout.of(mapping, live);
    long id = mappings.id(connection, mapping.mapping().name());
    Map<MappingName, PageScope.Parent> parents = new HashMap<>();
    for (StagedColumn reference : layout.references()) {
      MappingName parent = parent(reference);
      parents.put(parent, parent(connection, parent));
    }
    PostgresTarget target = PostgresTarget.read(connection, pool.dialect(), layout);
    return new PageScope(pool.dialect(), layout, target, id, parents);
  }

  private PageScope.Parent parent(Connection connection, MappingName name) throws SQLException {
    long id = mappings.id(connection, name);
    Dialect dialect = pool.dialect();
    Optional<PageScope.ParentTable> table =
        mappings
            .place(connection, id)
            .map(
                place ->
                    new PageScope.ParentTable(
                        dialect.quote(place.table()), dialect.quote(place.key().value())));
    boolean there =
        table.isPresent()
            && Sql.first(
                    connection,
                    "SELECT to_regclass(?) IS NOT NULL",
                    row -> row.getBoolean(1),
                    table.get().table())
                .orElse(false);
    return new PageScope.Parent(id, table.filter(_ -> there));
  }

  private static MappingName parent(StagedColumn reference) {
    return switch (reference.binding().kind()) {
      case Kind.LocalKey(MappingName parent) -> parent;
      case Kind.Direct _, Kind.TypeName _, Kind.Computed _, Kind.Derived _, Kind.Related _ ->
          throw new IllegalArgumentException(reference.name());
    };
  }
}
