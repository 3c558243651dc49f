package dev.syncline.jdbc.page;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.run.OpenRun;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What follows the pages of a refresh: references that waited, and rows of deleted records. */
public interface AfterPages {
  /**
   * Some of the records that wait for a parent.
   *
   * @param after where the portion before ended; absent for the first
   * @param last the last record
   */
  record Portion(Optional<RecordId> after, RecordId last) {
    /** The id that all records of the portion lie behind. */
    public String from() {
      return after.map(RecordId::value).orElse("");
    }
  }

  /** Fills the references of a portion whose parents have arrived. The portion is not empty. */
  void resolveReferences(Connection connection, ResolvedMapping mapping, Portion portion)
      throws SQLException;

  /** Treats the rows of deleted records by the mapping's policy, and notes what they held. */
  PullOutcome applyDeletes(
      Connection connection, ResolvedMapping mapping, List<RecordId> records, OpenRun run)
      throws SQLException;
}
