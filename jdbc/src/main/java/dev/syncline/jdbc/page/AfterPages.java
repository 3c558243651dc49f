package dev.syncline.jdbc.page;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What follows the pages of a refresh: references that waited, and rows of deleted records. */
public interface AfterPages {
  /** Fills the references whose parents have arrived; how many still wait. */
  long resolveReferences(Connection connection, ResolvedMapping mapping) throws SQLException;

  /** Treats the rows of deleted records by the mapping's policy. */
  PullOutcome applyDeletes(Connection connection, ResolvedMapping mapping, List<RecordId> records)
      throws SQLException;
}
