package dev.syncline.jdbc.outbox;

import static dev.syncline.jdbc.outbox.SetWords.Kind.KEY;
import static dev.syncline.jdbc.outbox.SetWords.Kind.RECORD;

import dev.syncline.engine.database.Settlement;
import dev.syncline.jdbc.outbox.SetWords.RowColumn;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The links that a settlement is about, locked in the order of their records. Used once. */
final class SettledLinks {
  private final SetWords words;
  private final long mappingId;
  private final Map<String, Link> linkOfRecord = new HashMap<>();
  private final Map<String, String> recordOfRow = new HashMap<>();

  /** A link that was locked. */
  record Link(String key, String base, int turns) {}

  SettledLinks(SetWords words, long mappingId) {
    this.words = words;
    this.mappingId = mappingId;
  }

  /** The link of a record, if it has one by now. */
  Optional<Link> of(String record) {
    return Optional.ofNullable(linkOfRecord.get(record));
  }

  /** The record of a row, if it is known and there is one. */
  Optional<String> recordOf(String key) {
    return Optional.ofNullable(recordOfRow.get(key));
  }

  /** A link that is about to be made. */
  void made(String record, String key) {
    linkOfRecord.put(record, new Link(key, "{}", 1));
    recordOfRow.put(key, record);
  }

  /** A link that is about to be removed. */
  void gone(String record) {
    linkOfRecord.remove(record);
  }

  /** Locks the links of the records, and reads which records rows without such a link have. */
  void lock(Connection connection, Collection<Settlement> settlements) throws SQLException {
    var records = new TreeSet<String>();
    var rows = new TreeSet<String>();
    for (Settlement settlement : settlements) {
      recordOf(settlement).ifPresent(id -> records.add(id.value()));
      if (isAboutLink(settlement)) {
        rows.add(settlement.key().value());
      }
    }
    for (String document : RowSet.of("record_v", records).documents()) {
      Sql.list(
          connection, locked(), row -> linkOfRecord.put(row.getString(1), link(row)), document);
    }
    linkOfRecord.forEach((record, link) -> recordOfRow.put(link.key(), record));
    rows.removeAll(recordOfRow.keySet());
    for (String document : RowSet.of("key_v", rows).documents()) {
      Sql.list(
          connection,
          ofRows(),
          row -> recordOfRow.put(row.getString(1), row.getString(2)),
          document);
    }
  }

  private String locked() {
    return words
            .dialect()
            .sql(
                """
                SELECT k.record_id, k.row_key, k.base,
                  CASE WHEN k.turned_at > %s
                       THEN k.turns + CASE WHEN k.turn_side = 'push' THEN 0 ELSE 1 END
                       ELSE 1 END
                FROM %s %s {link} k%s ON k.record_id = v.record_v AND k.mapping_id = %d
                ORDER BY v.record_v
                """
                    .formatted(
                        words.fromNow("-600000"),
                        words.rows(List.of(new RowColumn("record_v", RECORD))),
                        words.join(),
                        words.keyHint(),
                        mappingId))
        + words.lock("k");
  }

  private String ofRows() {
    return words
        .dialect()
        .sql(
            "SELECT k.row_key, k.record_id FROM %s %s {link} k ON k.row_key = v.key_v"
                    .formatted(words.rows(List.of(new RowColumn("key_v", KEY))), words.join())
                + " AND k.mapping_id = "
                + mappingId);
  }

  private static Link link(ResultSet row) throws SQLException {
    return new Link(row.getString(2), row.getString(3), row.getInt(4));
  }

  /** Why a row and a record cannot be linked: either is linked with another. */
  Optional<Problem> taken(Settlement.Linked linked) {
    String key = linked.key().value();
    Link link = linkOfRecord.get(linked.id().value());
    if (link != null && !link.key().equals(key)) {
      return Optional.of(
          taken(
              "The record %s is already linked with the row %s, not with %s"
                  .formatted(linked.id(), link.key(), key)));
    }
    String other = recordOfRow.get(key);
    return other == null || other.equals(linked.id().value())
        ? Optional.empty()
        : Optional.of(
            taken(
                "The row %s is already linked with the record %s, not with %s"
                    .formatted(key, other, linked.id())));
  }

  private static Problem taken(String message) {
    return new Problem(
        "LINK-TAKEN",
        ErrorClass.DATA,
        message,
        "Merge or delete one of the two, or unlink the one that is wrong, then retry");
  }

  /** Whether it must be known what the row is linked with, to link it or to tell of it. */
  private static boolean isAboutLink(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Linked _, Settlement.Park _, Settlement.Hold _ -> true;
      case Settlement.Retry retry -> retry.countsAttempt();
      case Settlement.Nothing _, Settlement.Unlinked _, Settlement.Recreate _ -> false;
      case Settlement.Wait _, Settlement.Release _ -> false;
    };
  }

  private static Optional<RecordId> recordOf(Settlement settlement) {
    return switch (settlement) {
      case Settlement.Linked linked -> Optional.of(linked.id());
      case Settlement.Unlinked unlinked -> Optional.of(unlinked.id());
      case Settlement.Recreate recreate -> Optional.of(recreate.id());
      case Settlement.Nothing _, Settlement.Retry _, Settlement.Wait _ -> Optional.empty();
      case Settlement.Park _, Settlement.Release _, Settlement.Hold _ -> Optional.empty();
    };
  }
}
