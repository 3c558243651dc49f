package dev.syncline.jdbc.outbox;

import static dev.syncline.jdbc.outbox.SetWords.Kind.KEY;

import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.scope.Standing;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.link.ReferenceSql;
import dev.syncline.jdbc.outbox.EntryTable.Taken;
import dev.syncline.jdbc.outbox.SetWords.RowColumn;
import dev.syncline.jdbc.page.BaseText;
import dev.syncline.jdbc.page.ColumnValues;
import dev.syncline.jdbc.page.RelatedSql;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.Column;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowChange;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Reads the rows of taken entries with their links, parents and intents, all by one statement and
 * without a lock. The entries' versions were read before, so that a later change shows.
 */
final class RowReading {
  private static final List<RowColumn> KEYS = List.of(new RowColumn("key_v", KEY));

  /** Where the condition on rows goes in. */
  private static final String STANDING = "\u0001";

  /** The columns before the row's own. */
  private static final int FIRST_COLUMN = 13;

  private final SetWords words;
  private final Dialect dialect;
  private final MappingTable mappings;

  RowReading(SetWords words, MappingTable mappings) {
    this.words = words;
    this.dialect = words.dialect();
    this.mappings = mappings;
  }

  /** A reference of a row whose parent has no record. */
  private record Missing(RowKey child, int binding, MappingName parent, RowKey row) {}

  private record Found(ClaimedRow row, List<Missing> missing) {}

  /** The entries with all that belongs to them, in the same order. */
  List<ClaimedRow> read(
      Connection connection, ResolvedMapping mapping, long mappingId, List<Taken> taken)
      throws SQLException {
    Map<String, Taken> byKey = new LinkedHashMap<>();
    taken.forEach(t -> byKey.put(t.key().value(), t));
    Map<MappingName, Long> parents = parents(connection, mapping);
    String sql = query(connection, mapping, mappingId, parents);
    Map<String, Found> found = new HashMap<>();
    for (String document : RowSet.of("key_v", byKey.keySet()).documents()) {
      for (Found one : Sql.list(connection, sql, row -> found(row, mapping, byKey), document)) {
        found.put(one.row().key().value(), one);
      }
    }
    List<Missing> missing = found.values().stream().flatMap(f -> f.missing().stream()).toList();
    Map<MappingName, Map<String, String>> states = parentStates(connection, parents, missing);
    return byKey.keySet().stream().map(found::get).map(f -> withOrphans(f, states)).toList();
  }

  private Map<MappingName, Long> parents(Connection connection, ResolvedMapping mapping)
      throws SQLException {
    Map<MappingName, Long> parents = new HashMap<>();
    for (FieldBinding binding : mapping.bindings()) {
      if (binding.kind() instanceof Kind.LocalKey(MappingName parent)) {
        parents.put(parent, mappings.id(connection, parent));
      }
    }
    return parents;
  }

  private String query(
      Connection connection,
      ResolvedMapping mapping,
      long mappingId,
      Map<MappingName, Long> parents)
      throws SQLException {
    var columns = new StringBuilder();
    for (FieldBinding binding : mapping.bindings()) {
      String column = "t." + dialect.quote(binding.column().name().value());
      switch (binding.kind()) {
        case Kind.Direct _, Kind.TypeName _, Kind.Computed _, Kind.Derived _ -> {
          for (Column read : binding.readColumns()) {
            String name = "t." + dialect.quote(read.name().value());
            columns.append(", ").append(words.asRead(read, name));
          }
        }
        case Kind.Related related ->
            RelatedSql.expressions(
                    dialect, related, name -> words.asRead(related.value(), name), words::asText)
                .forEach(expression -> columns.append(", ").append(expression));
        case Kind.LocalKey(MappingName parent) ->
            columns
                .append(", ")
                .append(
                    ReferenceSql.recordId(
                        mappingId,
                        "v.key_v",
                        new ReferenceSql.Reference(
                            binding,
                            parents.getOrDefault(parent, -1L),
                            column,
                            words.asText(column))))
                .append(", ")
                .append(words.asText(column));
      }
    }
    String key = "t." + dialect.quote(mapping.rowKey().name().value());
    String sql =
        dialect.sql(
            """
            SELECT v.key_v, k.record_id, k.base, k.system_modstamp, k.read_token, k.pushed_token,
              k.event_token, CASE WHEN k.turned_at > %1$s THEN k.turns ELSE 0 END AS turns,
              i.content, i.since, i.job_id, %2$s AS there%3$s%10$s
            FROM %4$s
            LEFT JOIN {link} k ON k.row_key = v.key_v AND k.mapping_id = %5$d
            LEFT JOIN {intent} i ON i.row_key = v.key_v AND i.mapping_id = %5$d
            LEFT JOIN %6$s t ON %7$s = %8$s AND %9$s = v.key_v
            """
                .formatted(
                    words.fromNow("-600000"),
                    words.asText(key),
                    columns,
                    words.rows(KEYS),
                    mappingId,
                    dialect.quote(mapping.table().name()),
                    key,
                    words.asKey(connection, mapping, "v.key_v"),
                    words.asText(key),
                    STANDING));
    // The condition holds texts of the user's: nothing in them is a name of ours.
    return sql.replace(STANDING, standing(mapping));
  }

  /** Whether the row is outside of the mapping's scope, and whether it is a draft. */
  private String standing(ResolvedMapping mapping) {
    var sql = new ConditionSql(dialect, mapping.table(), "t");
    String inside = mapping.rows().rows().map(sql::of).orElse("1 = 1");
    String draft = mapping.rows().draft().map(sql::of).orElse("1 = 0");
    String outside = ", CASE WHEN %s THEN 0 ELSE 1 END AS row_outside".formatted(inside);
    return outside + ", CASE WHEN %s THEN 1 ELSE 0 END AS row_draft".formatted(draft);
  }

  private Found found(ResultSet row, ResolvedMapping mapping, Map<String, Taken> byKey)
      throws SQLException {
    String key = row.getString("key_v");
    Taken entry = Objects.requireNonNull(byKey.get(key), key);
    List<Missing> missing = new ArrayList<>();
    RowChange change =
        row.getString("there") == null
            ? new RowChange.Gone(entry.key(), entry.version(), entry.changedAt())
            : new RowChange.Present(
                entry.key(),
                entry.version(),
                entry.changedAt(),
                values(row, mapping, entry.key(), missing));
    return new Found(
        new ClaimedRow(
            change,
            link(row, mapping),
            Map.of(),
            entry.attempts(),
            intent(row, entry.key()),
            entry.split(),
            entry.firstChangedAt(),
            row.getInt("turns"),
            new Standing(
                row.getInt("row_outside") == 1, row.getInt("row_draft") == 1, entry.wasOutside())),
        missing);
  }

  private static List<Value> values(
      ResultSet row, ResolvedMapping mapping, RowKey key, List<Missing> missing)
      throws SQLException {
    List<Value> values = new ArrayList<>();
    int place = FIRST_COLUMN;
    for (FieldBinding binding : mapping.bindings()) {
      switch (binding.kind()) {
        case Kind.Direct _, Kind.TypeName _, Kind.Derived _, Kind.Computed _, Kind.Related _ -> {
          values.add(ColumnValues.read(row, place, binding));
          place += ColumnValues.width(binding);
        }
        case Kind.LocalKey(MappingName parent) -> {
          String record = row.getString(place++);
          String parentKey = row.getString(place++);
          if (record == null && parentKey != null && !parentKey.isEmpty()) {
            missing.add(new Missing(key, values.size(), parent, new RowKey(parentKey)));
          }
          values.add(record == null ? Value.NULL : new Value.Text(record));
        }
      }
    }
    return values;
  }

  private Optional<LinkedRecord> link(ResultSet row, ResolvedMapping mapping) throws SQLException {
    String record = row.getString("record_id");
    if (record == null) {
      return Optional.empty();
    }
    return Optional.of(
        new LinkedRecord(
            new RecordId(record),
            BaseText.read(row.getString("base"), mapping.bindings()),
            dialect.instant(row, "system_modstamp"),
            row.getLong("read_token"),
            row.getLong("pushed_token"),
            row.getLong("event_token")));
  }

  private Optional<ClaimedRow.Intent> intent(ResultSet row, RowKey key) throws SQLException {
    String content = row.getString("content");
    if (content == null) {
      return Optional.empty();
    }
    long job = row.getLong("job_id");
    Optional<Long> carrier = row.wasNull() ? Optional.empty() : Optional.of(job);
    return Optional.of(
        new ClaimedRow.Intent(
            IntentText.read(key, content), dialect.instant(row, "since"), carrier));
  }

  /** The states of the entries that rows without a record have, by mapping and key. */
  private Map<MappingName, Map<String, String>> parentStates(
      Connection connection, Map<MappingName, Long> parents, List<Missing> missing)
      throws SQLException {
    Map<MappingName, Map<String, String>> states = new HashMap<>();
    for (Map.Entry<MappingName, Long> parent : parents.entrySet()) {
      List<String> keys =
          missing.stream()
              .filter(m -> m.parent().equals(parent.getKey()))
              .map(m -> m.row().value())
              .distinct()
              .toList();
      String sql =
          dialect.sql(
              "SELECT o.row_key, o.state FROM %s %s {outbox} o"
                      .formatted(words.rows(KEYS), words.join())
                  + " ON o.row_key = v.key_v AND o.mapping_id = "
                  + parent.getValue());
      Map<String, String> found = new HashMap<>();
      for (String document : RowSet.of("key_v", keys).documents()) {
        Sql.list(connection, sql, row -> found.put(row.getString(1), row.getString(2)), document);
      }
      states.put(parent.getKey(), found);
    }
    return states;
  }

  private static ClaimedRow withOrphans(Found found, Map<MappingName, Map<String, String>> states) {
    ClaimedRow row = found.row();
    if (found.missing().isEmpty()) {
      return row;
    }
    Map<Integer, ClaimedRow.Orphan> orphans = new HashMap<>();
    for (Missing missing : found.missing()) {
      Optional<String> state =
          Optional.ofNullable(
              states.getOrDefault(missing.parent(), Map.of()).get(missing.row().value()));
      orphans.put(
          missing.binding(),
          new ClaimedRow.Orphan(
              missing.parent(),
              missing.row(),
              state.isPresent(),
              state.filter("PARKED"::equals).isPresent()));
    }
    return new ClaimedRow(
        row.change(),
        row.link(),
        orphans,
        row.attempts(),
        row.intended(),
        row.split(),
        row.firstSeen(),
        row.turns(),
        row.standing());
  }
}
