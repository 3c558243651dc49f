package dev.syncline.jdbc.change;

import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.MergeCase.CurrentRow;
import dev.syncline.engine.database.MergeCase.Inbound;
import dev.syncline.engine.database.MergeCase.Pending;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import dev.syncline.jdbc.page.ValueText;
import dev.syncline.jdbc.sql.Lists;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.RowWrite;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads all that is known of some records under the locks of their rows. Rows come first, without
 * waiting; all else is read once they are locked.
 */
final class CaseReader {
  private static final int SHORT_ID = 15;

  private final RowWords words;
  private final RowReader reader;
  private final RowAccess access;
  private final RenamedRows renames;
  private final Connection connection;

  CaseReader(Connection connection, RowWords words) {
    this.connection = connection;
    this.words = words;
    this.reader = new RowReader(connection, words);
    this.access = new RowAccess(connection, words);
    this.renames = new RenamedRows(connection, words);
  }

  /** A case, or a row that others have locked. */
  sealed interface Found {
    /** A case. */
    record Open(MergeCase mergeCase) implements Found {}

    /** Its row is locked, or was linked otherwise while we looked. */
    record Locked(Inbound inbound) implements Found {}
  }

  /** The cases of these records, in their order. */
  List<Found> read(List<Inbound> inbound, PulledPage page) throws SQLException {
    List<RecordId> ids = inbound.stream().map(Inbound::id).toList();
    Map<RecordId, RowAccess.Link> before = access.links(ids);
    Map<String, String> renamed =
        renames.of(before.values().stream().map(RowAccess.Link::row).toList());
    Map<RecordId, String> rows = rows(inbound, before, renamed, page.lookalikes());
    Set<String> keys = new HashSet<>(rows.values());
    Set<String> locked = access.lock(keys);
    Set<String> there = locked.size() == keys.size() ? locked : access.existing(keys);
    Set<String> others = new HashSet<>(there);
    others.removeAll(locked);
    renamed.values().removeAll(others);
    others.addAll(renames.follow(renamed));
    // Before the links: an answer that comes in between is then found among them.
    boolean unknown = before.size() < ids.size() && unknownCreates();
    Map<RecordId, RowReader.Linked> links = reader.links(ids);
    Map<String, CurrentRow> current = reader.rows(locked);
    Map<String, Pending> pending = pending(keys);
    Map<RecordId, Long> tombstones = tombstones(ids);
    List<Found> found = new ArrayList<>();
    for (Inbound one : inbound) {
      Optional<String> row = Optional.ofNullable(rows.get(one.id()));
      RowReader.Linked link = links.get(one.id());
      boolean moved =
          link == null
              ? before.containsKey(one.id())
              : !row.equals(Optional.of(link.row())) || !before.containsKey(one.id());
      boolean matchLost = row.isEmpty() && page.lookalikes().containsKey(one.id());
      if (moved || matchLost || row.filter(others::contains).isPresent()) {
        found.add(new Found.Locked(one));
        continue;
      }
      Optional<CurrentRow> now = row.flatMap(r -> Optional.ofNullable(current.get(r)));
      found.add(
          new Found.Open(
              new MergeCase(
                  page.token(),
                  one,
                  Optional.ofNullable(link).map(RowReader.Linked::record),
                  Optional.ofNullable(tombstones.get(one.id())),
                  link == null ? Optional.empty() : now,
                  row.flatMap(r -> Optional.ofNullable(pending.get(r))),
                  link == null ? now : Optional.empty(),
                  link == null && unknown)));
    }
    return found;
  }

  /** The key of each record's row: of the linked one under its newest name, or of a lookalike. */
  private Map<RecordId, String> rows(
      List<Inbound> inbound,
      Map<RecordId, RowAccess.Link> links,
      Map<String, String> renamed,
      Map<RecordId, RowKey> known)
      throws SQLException {
    Map<RecordId, String> rows = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (Inbound one : inbound) {
      RowAccess.Link link = links.get(one.id());
      if (link != null) {
        rows.put(one.id(), renamed.getOrDefault(link.row(), link.row()));
      } else if (one instanceof Inbound.Here(PlannedChange.Write(RowWrite.Put put))) {
        Optional<String> row = lookalike(put);
        if (row.isEmpty()) {
          row = unlinked(known.get(one.id()));
        }
        row.filter(taken::add).ifPresent(r -> rows.put(one.id(), r));
      }
    }
    return rows;
  }

  /** The row that matching has found, if it has no link by now. */
  private Optional<String> unlinked(@Nullable RowKey row) throws SQLException {
    return row == null || reader.linkOf(row).isPresent()
        ? Optional.empty()
        : Optional.of(row.value());
  }

  /** A row without a link that holds the record's id, or else its key. */
  private Optional<String> lookalike(RowWrite.Put put) throws SQLException {
    Optional<StagedColumn> column = words.layout().recordId();
    if (column.isPresent()) {
      String id = put.id().value();
      for (String form : List.of(id, id.substring(0, SHORT_ID))) {
        Optional<String> row = holding(column.get(), form);
        if (row.isPresent()) {
          return row;
        }
      }
    }
    Optional<StagedColumn> key = words.layout().sharedKey();
    if (key.isEmpty()) {
      return Optional.empty();
    }
    String value = ValueText.of(put.values().get(key.get().index()), words.forms());
    return value == null
        ? Optional.empty()
        : reader.unlinked(key.get().binding(), value, 1).stream()
            .findFirst()
            .map(row -> row.key().value());
  }

  /** A row without a link that holds a record's id in this form. */
  private Optional<String> holding(StagedColumn column, String form) throws SQLException {
    for (CurrentRow row : reader.unlinked(column.binding(), form, 9)) {
      String text = ValueText.of(row.values().get(column.index()), words.forms());
      if (text != null && text.strip().equals(form)) {
        return Optional.of(row.key().value());
      }
    }
    return Optional.empty();
  }

  private Map<String, Pending> pending(Collection<String> keys) throws SQLException {
    Map<String, Pending> pending = new HashMap<>();
    for (List<String> piece : Lists.pieces(keys)) {
      String sql =
          words
              .dialect()
              .sql(
                  """
                  SELECT o.row_key, o.version, o.gone, o.state, o.changed_at,
                         CASE WHEN i.row_key IS NULL THEN 0 ELSE 1 END AS intended
                  FROM {outbox} o
                  LEFT JOIN {intent} i ON i.mapping_id = o.mapping_id AND i.row_key = o.row_key
                  WHERE o.mapping_id = ? AND o.row_key IN (%s)
                  """
                      .formatted(Lists.marks(piece.size())));
      Sql.list(
              connection,
              sql,
              row -> Map.entry(row.getString(1), pending(row)),
              Lists.parameters(piece, words.mappingId()))
          .forEach(one -> pending.put(one.getKey(), one.getValue()));
    }
    return pending;
  }

  private Pending pending(ResultSet row) throws SQLException {
    String state = row.getString("state");
    return new Pending(
        row.getLong("version"),
        row.getBoolean("gone"),
        state.equals("CLAIMED") || row.getInt("intended") == 1,
        state.equals("PARKED"),
        words.dialect().instant(row, "changed_at"));
  }

  private Map<RecordId, Long> tombstones(Collection<RecordId> records) throws SQLException {
    Map<RecordId, Long> tombstones = new HashMap<>();
    for (List<String> piece : Lists.pieces(RowAccess.ids(records))) {
      String sql =
          words
              .dialect()
              .sql(
                  "SELECT record_id, token FROM {tombstone} WHERE mapping_id = ?"
                      + " AND record_id IN ("
                      + Lists.marks(piece.size())
                      + ")");
      Sql.list(
              connection,
              sql,
              row -> Map.entry(new RecordId(row.getString(1)), row.getLong(2)),
              Lists.parameters(piece, words.mappingId()))
          .forEach(one -> tombstones.put(one.getKey(), one.getValue()));
    }
    return tombstones;
  }

  /** Whether creates are under way whose records could not be told by a key. */
  private boolean unknownCreates() throws SQLException {
    boolean keyed = words.layout().sharedKey().isPresent();
    String sql =
        words
            .dialect()
            .sql(
                """
                SELECT EXISTS (
                  SELECT 1 FROM {intent} i
                  LEFT JOIN {link} k ON k.mapping_id = i.mapping_id AND k.row_key = i.row_key
                  LEFT JOIN {outbox} o ON o.mapping_id = i.mapping_id AND o.row_key = i.row_key
                  WHERE i.mapping_id = ? AND k.row_key IS NULL AND (NOT %s OR o.gone))
                """
                    .formatted(keyed));
    return Sql.first(connection, sql, row -> row.getBoolean(1), words.mappingId()).orElse(false);
  }
}
