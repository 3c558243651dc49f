package dev.syncline.jdbc.sql;

import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.model.MappingName;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mark that transactions carry which write rows of the application, so that capture tells our
 * writes from the application's.
 */
public final class OwnWriting {
  private static final Logger LOG = LoggerFactory.getLogger(OwnWriting.class);

  private OwnWriting() {}

  /**
   * Runs the work under the mark; it begins and ends within the work's transaction.
   *
   * @param mapping that rows are written for: to all other mappings they are changes
   */
  public static <T> T marked(
      Connection connection, Dialect dialect, MappingName mapping, ConnectionPool.Work<T> work)
      throws SQLException {
    Sql.execute(connection, dialect.beginWriting(mapping));
    try {
      return work.run(connection);
    } finally {
      end(connection, dialect);
    }
  }

  /** A connection that cannot even end the mark is broken, and the pool drops it. */
  private static void end(Connection connection, Dialect dialect) {
    if (dialect.endWriting().isEmpty()) {
      return;
    }
    try {
      Sql.execute(connection, dialect.endWriting());
    } catch (SQLException e) {
      LOG.debug("a connection is given up while it wrote: {}", e.toString());
    }
  }
}
