package dev.syncline.jdbc.page;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection with a stage on it. */
public record PageSession(Connection connection, PageStore store) {
  private static final Logger LOG = LoggerFactory.getLogger(PageSession.class);
  private static final int VALIDATION_SECONDS = 5;

  /** How sessions are made: when a writer opens, and anew after a connection broke. */
  @FunctionalInterface
  public interface Opener {
    PageSession open() throws SQLException;
  }

  boolean isBroken() {
    try {
      return !connection.isValid(VALIDATION_SECONDS);
    } catch (SQLException e) {
      LOG.debug("asking a connection whether it works failed: {}", e.toString());
      return true;
    }
  }

  void rollback(Exception cause) {
    WriteRetries.rollback(connection, cause);
  }

  /** Removes the stage and gives the connection back. */
  void close() {
    try (Connection closing = connection) {
      closing.rollback();
      closing.setAutoCommit(true);
      store.close();
    } catch (SQLException e) {
      LOG.debug("a page writer's connection is given up: {}", e.toString());
    }
  }
}
