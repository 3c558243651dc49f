package dev.syncline.jdbc.compare;

import dev.syncline.engine.database.Certificate;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Direction;
import dev.syncline.model.MappingName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The table {@code certificate}: what the last compare of each way has proven. */
final class CertificateTable {
  private final Dialect dialect;

  CertificateTable(Dialect dialect) {
    this.dialect = dialect;
  }

  void put(Connection connection, long mappingId, Certificate certificate) throws SQLException {
    Sql.update(
        connection,
        dialect.sql("DELETE FROM {certificate} WHERE mapping_id = ? AND direction = ?"),
        mappingId,
        certificate.direction().name());
    Sql.update(
        connection,
        dialect.sql(
            """
            INSERT INTO {certificate} (mapping_id, direction, as_of, equal, in_flight, parked,
              different, unchecked, repairs, calls, seconds)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """),
        mappingId,
        certificate.direction().name(),
        dialect.moment(certificate.asOf()),
        certificate.equal(),
        certificate.inFlight(),
        certificate.parked(),
        certificate.different(),
        certificate.unchecked(),
        certificate.repairs(),
        certificate.calls(),
        certificate.seconds());
  }

  List<Certificate> of(Connection connection, MappingName mapping, long mappingId)
      throws SQLException {
    String sql =
        dialect.sql(
            """
            SELECT direction, as_of, equal, in_flight, parked, different, unchecked, repairs,
              calls, seconds
            FROM {certificate} WHERE mapping_id = ? ORDER BY direction
            """);
    return Sql.list(
        connection,
        sql,
        row ->
            new Certificate(
                mapping,
                Direction.valueOf(row.getString("direction")),
                dialect.instant(row, "as_of"),
                row.getLong("equal"),
                row.getLong("in_flight"),
                row.getLong("parked"),
                row.getLong("different"),
                row.getLong("unchecked"),
                row.getLong("repairs"),
                row.getLong("calls"),
                row.getLong("seconds")),
        mappingId);
  }
}
