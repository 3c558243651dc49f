package dev.syncline.jdbc.compare;

import java.sql.Connection;
import java.sql.SQLException;

/** How a database takes digests in, on a table that only one connection sees. */
public interface DigestStage {
  /** The table. */
  String TABLE = "syncline_digest";

  /** Makes the table. */
  String create();

  /** Takes the table away. */
  String drop();

  /**
   * Adds digests.
   *
   * @param lines record id, first and second half of the digest, tab-separated, one line each
   */
  void load(Connection connection, byte[] lines) throws SQLException;

  /** Makes the table ready to be read in the order of the ids. */
  void sort(Connection connection) throws SQLException;

  /** For the rest of the transaction rows are looked up one by one, not joined as a whole. */
  void preferIndexes(Connection connection) throws SQLException;
}
