package dev.syncline.jdbc.postgresql;

import dev.syncline.jdbc.compare.DigestStage;
import dev.syncline.jdbc.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Digests on PostgreSQL: a temporary table, filled by COPY. */
public final class PostgresDigestStage implements DigestStage {
  @Override
  public String create() {
    return "CREATE TEMPORARY TABLE "
        + TABLE
        + " (record_id text COLLATE \"C\" NOT NULL, high bigint NOT NULL, low bigint NOT NULL)";
  }

  @Override
  public String drop() {
    return "DROP TABLE IF EXISTS pg_temp." + TABLE;
  }

  @Override
  public void load(Connection connection, byte[] lines) throws SQLException {
    CopyIn copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + TABLE + " (record_id, high, low) FROM STDIN");
    try {
      copy.writeToCopy(lines, 0, lines.length);
      copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  @Override
  public void sort(Connection connection) throws SQLException {
    Sql.execute(connection, "CREATE INDEX ON " + TABLE + " (record_id)");
    Sql.execute(connection, "ANALYZE " + TABLE);
  }

  @Override
  public void preferIndexes(Connection connection) throws SQLException {
    Sql.execute(connection, "SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off");
  }
}
