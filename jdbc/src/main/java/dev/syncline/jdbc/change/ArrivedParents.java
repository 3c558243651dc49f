package dev.syncline.jdbc.change;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.link.LinkTable;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.page.AfterPages;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Fills references of a mapping that waited for parents which other pages have brought. */
final class ArrivedParents {
  /** The most references of one transaction. */
  private static final int MAX_REFERENCES = 1_000;

  private final ResolvedMapping mapping;
  private final MappingTable mappings;
  private final LinkTable links;
  private final AfterPages afterPages;

  ArrivedParents(
      ResolvedMapping mapping, MappingTable mappings, LinkTable links, AfterPages afterPages) {
    this.mapping = mapping;
    this.mappings = mappings;
    this.links = links;
    this.afterPages = afterPages;
  }

  /** Fills some of them, the first by their records' ids. */
  void resolve(Connection connection) throws SQLException {
    long id = mappings.id(connection, mapping.mapping().name());
    List<RecordId> arrived = links.firstArrived(connection, id, MAX_REFERENCES);
    if (!arrived.isEmpty()) {
      afterPages.resolveReferences(
          connection, mapping, new AfterPages.Portion(Optional.empty(), arrived.getLast()));
    }
  }
}
