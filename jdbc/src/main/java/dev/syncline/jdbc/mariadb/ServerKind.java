package dev.syncline.jdbc.mariadb;

import dev.syncline.engine.database.DatabaseException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;

/**
 * Tells MariaDB from MySQL, which speaks the same protocol but knows neither {@code INSERT …
 * RETURNING} nor the collations that our tables are made with.
 */
final class ServerKind {
  private static final int OLDEST_MAJOR = 10;
  private static final int OLDEST_MINOR = 6;

  private ServerKind() {}

  /**
   * Makes sure that the server is one that Syncline can write to, before anything is written.
   *
   * @throws DatabaseException with code {@code DB-SERVER} if it is not
   */
  static void require(Connection connection) throws SQLException {
    DatabaseMetaData server = connection.getMetaData();
    int major = server.getDatabaseMajorVersion();
    int minor = server.getDatabaseMinorVersion();
    boolean recent = major > OLDEST_MAJOR || (major == OLDEST_MAJOR && minor >= OLDEST_MINOR);
    require(server.getDatabaseProductName(), server.getDatabaseProductVersion(), recent);
  }

  static void require(String product, String version, boolean recent) {
    if (!product.equals("MariaDB") || !recent) {
      throw new DatabaseException(
          new Problem(
              "DB-SERVER",
              ErrorClass.MAPPING,
              "The server is " + product + " " + version + "; nothing was written",
              "Use MariaDB 10.6 or later, or PostgreSQL; MySQL is not supported yet"));
    }
  }
}
