package dev.syncline.jdbc.mariadb;

import dev.syncline.jdbc.compare.DigestStage;
import dev.syncline.jdbc.sql.Sql;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Digests on MariaDB: a temporary table, filled by LOAD DATA. */
public final class MariaDbDigestStage implements DigestStage {
  @Override
  public String create() {
    return "CREATE TEMPORARY TABLE "
        + TABLE
        + " (record_id char(18) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,"
        + " high bigint NOT NULL, low bigint NOT NULL, KEY (record_id))"
        + " ENGINE=Aria TRANSACTIONAL=0";
  }

  @Override
  public String drop() {
    return "DROP TEMPORARY TABLE IF EXISTS " + TABLE;
  }

  @Override
  public void load(Connection connection, byte[] lines) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement
          .unwrap(org.mariadb.jdbc.Statement.class)
          .setLocalInfileInputStream(new ByteArrayInputStream(lines));
      statement.execute(
          "LOAD DATA LOCAL INFILE 'digests' INTO TABLE "
              + TABLE
              + " CHARACTER SET ascii (record_id, high, low)");
    }
  }

  @Override
  public void sort(Connection connection) throws SQLException {
    Sql.execute(connection, "ANALYZE TABLE " + TABLE);
  }

  @Override
  public void preferIndexes(Connection connection) {
    // A derived table with a limit is joined by the index of the other as it is.
  }
}
