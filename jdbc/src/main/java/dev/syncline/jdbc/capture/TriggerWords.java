package dev.syncline.jdbc.capture;

import dev.syncline.engine.database.Capture;
import dev.syncline.engine.mapping.ResolvedMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** How one kind of database is made to write changes into the outbox. */
public interface TriggerWords {
  /** The statements that put the triggers of a mapping in place, whatever was there before. */
  List<String> install(Connection connection, ResolvedMapping mapping) throws SQLException;

  /** The statements that remove the triggers of a mapping. */
  List<String> uninstall(Connection connection, ResolvedMapping mapping) throws SQLException;

  /** The statements that make roles of least privilege. */
  List<String> roles(List<ResolvedMapping> mappings);

  /** How the triggers of a mapping stand. */
  Capture.Status status(Connection connection, ResolvedMapping mapping) throws SQLException;
}
