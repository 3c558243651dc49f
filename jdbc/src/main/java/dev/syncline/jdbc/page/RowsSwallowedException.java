package dev.syncline.jdbc.page;

import java.sql.SQLException;

/** The database took rows without an error and did not store them all. */
public final class RowsSwallowedException extends SQLException {
  private static final long serialVersionUID = 1L;

  public RowsSwallowedException(long asked, long stored) {
    super("of " + asked + " rows the table took " + stored + ", without an error");
  }
}
