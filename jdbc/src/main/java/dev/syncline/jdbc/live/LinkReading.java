package dev.syncline.jdbc.live;

import dev.syncline.engine.database.EventPlace;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.SeenLink;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.outbox.RowSet;
import dev.syncline.jdbc.outbox.SetWords;
import dev.syncline.jdbc.outbox.SetWords.Kind;
import dev.syncline.jdbc.outbox.SetWords.RowColumn;
import dev.syncline.jdbc.page.BaseText;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads links of records of one mapping, with what tells whether they change. */
final class LinkReading {
  private final Dialect dialect;
  private final List<FieldBinding> bindings;
  private final String sql;

  /**
   * @param version an expression over a link {@code k} that tells whether it has changed
   */
  LinkReading(SetWords words, long mappingId, List<FieldBinding> bindings, String version) {
    this.dialect = words.dialect();
    this.bindings = bindings;
    this.sql =
        dialect.sql(
            """
            SELECT k.record_id, k.base, k.system_modstamp, k.read_token, k.pushed_token,
                   k.event_token, k.event_at, k.event_number, %s AS version
            FROM %s %s {link} k ON k.record_id = v.record_v AND k.mapping_id = %d
            """
                .formatted(
                    version,
                    words.rows(List.of(new RowColumn("record_v", Kind.RECORD))),
                    words.join(),
                    mappingId));
  }

  Map<RecordId, SeenLink> read(Connection connection, Collection<RecordId> records)
      throws SQLException {
    Map<RecordId, SeenLink> links = new HashMap<>();
    RowSet ids = RowSet.of("record_v", records.stream().map(RecordId::value).toList());
    for (String document : ids.documents()) {
      for (SeenLink link : Sql.list(connection, sql, this::link, document)) {
        links.put(link.record().id(), link);
      }
    }
    return links;
  }

  private SeenLink link(ResultSet row) throws SQLException {
    Optional<EventPlace> event =
        row.getObject("event_at") == null
            ? Optional.empty()
            : Optional.of(
                new EventPlace(dialect.instant(row, "event_at"), row.getLong("event_number")));
    return new SeenLink(
        new LinkedRecord(
            new RecordId(row.getString("record_id")),
            BaseText.read(row.getString("base"), bindings),
            dialect.instant(row, "system_modstamp"),
            row.getLong("read_token"),
            row.getLong("pushed_token"),
            row.getLong("event_token")),
        row.getString("version"),
        event);
  }
}
