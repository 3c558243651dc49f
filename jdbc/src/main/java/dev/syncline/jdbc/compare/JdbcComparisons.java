package dev.syncline.jdbc.compare;

import dev.syncline.engine.database.Certificate;
import dev.syncline.engine.database.CompareSession;
import dev.syncline.engine.database.Comparisons;
import dev.syncline.engine.database.Links;
import dev.syncline.engine.database.MergeCase.CurrentRow;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.change.JdbcLinks.WordsOfMapping;
import dev.syncline.jdbc.change.RowReader;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.outbox.SetWords;
import dev.syncline.jdbc.page.BaseText;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.page.ValueText;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Lists;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a compare asks, each call a transaction. */
public final class JdbcComparisons implements Comparisons {
  private final ConnectionPool pool;
  private final MappingTable mappings;
  private final WordsOfMapping wordsOfMapping;
  private final SetWords sets;
  private final DigestStage stage;
  private final CertificateTable certificates;

  public JdbcComparisons(
      ConnectionPool pool,
      MappingTable mappings,
      WordsOfMapping wordsOfMapping,
      SetWords sets,
      DigestStage stage) {
    this.pool = pool;
    this.mappings = mappings;
    this.wordsOfMapping = wordsOfMapping;
    this.sets = sets;
    this.stage = stage;
    this.certificates = new CertificateTable(pool.dialect());
  }

  @Override
  public CompareSession open(ResolvedMapping mapping) {
    Connection connection = pool.open();
    boolean opened = false;
    try {
      RowWords words = pool.transact(connection, c -> wordsOfMapping.of(c, mapping));
      var session = new JdbcCompareSession(pool, connection, stage, mapping, sets, words);
      opened = true;
      return session;
    } finally {
      if (!opened) {
        giveBack(connection);
      }
    }
  }

  private void giveBack(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw pool.translate(e);
    }
  }

  private interface Work<T> {
    T run(Connection connection, RowWords words, RowReader reader) throws SQLException;
  }

  private <T> T transact(ResolvedMapping mapping, Work<T> work) {
    return pool.transact(
        c -> {
          RowWords words = wordsOfMapping.of(c, mapping);
          return work.run(c, words, new RowReader(c, words));
        });
  }

  /** Queues are read last: what has left them by then is in the link or the row. */
  @Override
  public List<Standing> standings(ResolvedMapping mapping, Collection<RecordId> records) {
    return transact(
        mapping,
        (connection, words, reader) -> {
          Map<RecordId, RowReader.Linked> links = reader.links(records);
          List<String> keys = links.values().stream().map(RowReader.Linked::row).toList();
          Map<String, CurrentRow> rows = reader.rows(keys);
          Map<String, Outgoing> outgoing = outgoing(connection, words, keys);
          List<String> ids = records.stream().map(RecordId::value).toList();
          Set<String> queued = among(connection, words, "{pull_queue}", ids);
          Set<String> parked = among(connection, words, "{parked}", ids);
          List<Standing> standings = new ArrayList<>();
          for (RecordId record : records) {
            Optional<RowReader.Linked> link = Optional.ofNullable(links.get(record));
            standings.add(
                new Standing(
                    record,
                    link.map(l -> new Links.Linked(new RowKey(l.row()), l.record())),
                    link.flatMap(l -> Optional.ofNullable(rows.get(l.row()))),
                    link.map(l -> outgoing.getOrDefault(l.row(), Outgoing.NOTHING))
                        .orElse(Outgoing.NOTHING),
                    queued.contains(record.value()),
                    parked.contains(record.value())));
          }
          return standings;
        });
  }

  private static Set<String> among(
      Connection connection, RowWords words, String table, List<String> ids) throws SQLException {
    Set<String> found = new HashSet<>();
    for (List<String> piece : Lists.pieces(ids)) {
      String sql =
          words
              .dialect()
              .sql(
                  "SELECT record_id FROM %s WHERE mapping_id = ? AND record_id IN (%s)"
                      .formatted(table, Lists.marks(piece.size())));
      found.addAll(
          Sql.list(
              connection,
              sql,
              row -> row.getString(1),
              Lists.parameters(piece, words.mappingId())));
    }
    return found;
  }

  private static Map<String, Outgoing> outgoing(
      Connection connection, RowWords words, Collection<String> keys) throws SQLException {
    Map<String, Outgoing> outgoing = new HashMap<>();
    for (String column : List.of("row_key", "previous_key")) {
      for (List<String> piece : Lists.pieces(keys)) {
        String sql =
            words
                .dialect()
                .sql(
                    "SELECT %1$s, state FROM {outbox} WHERE mapping_id = ? AND %1$s IN (%2$s)"
                        .formatted(column, Lists.marks(piece.size())));
        Sql.list(
                connection,
                sql,
                row -> Map.entry(row.getString(1), outgoing(row.getString(2))),
                Lists.parameters(piece, words.mappingId()))
            .forEach(
                entry -> outgoing.merge(entry.getKey(), entry.getValue(), JdbcComparisons::more));
      }
    }
    return outgoing;
  }

  private static Outgoing outgoing(String state) {
    return state.equals("PARKED") ? Outgoing.PARKED : Outgoing.ON_ITS_WAY;
  }

  private static Outgoing more(Outgoing one, Outgoing other) {
    return one == Outgoing.ON_ITS_WAY ? one : other;
  }

  @Override
  public List<Loose> loose(ResolvedMapping mapping, Collection<RowKey> rows) {
    List<String> keys = rows.stream().map(RowKey::value).toList();
    return transact(
        mapping,
        (connection, words, reader) -> {
          Map<String, CurrentRow> current = reader.rows(keys);
          Map<String, Outgoing> outgoing = outgoing(connection, words, keys);
          Set<String> linked = linked(connection, words, keys);
          List<Loose> loose = new ArrayList<>();
          for (String key : keys) {
            CurrentRow row = current.get(key);
            if (row != null && !linked.contains(key)) {
              loose.add(new Loose(row, outgoing.getOrDefault(key, Outgoing.NOTHING)));
            }
          }
          return loose;
        });
  }

  private static Set<String> linked(Connection connection, RowWords words, List<String> keys)
      throws SQLException {
    Set<String> linked = new HashSet<>();
    for (List<String> piece : Lists.pieces(keys)) {
      String sql =
          words
              .dialect()
              .sql(
                  "SELECT row_key FROM {link} WHERE mapping_id = ? AND row_key IN (%s)"
                      .formatted(Lists.marks(piece.size())));
      linked.addAll(
          Sql.list(
              connection,
              sql,
              row -> row.getString(1),
              Lists.parameters(piece, words.mappingId())));
    }
    return linked;
  }

  @Override
  public Optional<RowKey> holder(ResolvedMapping mapping, FieldBinding binding, Value value) {
    return transact(
        mapping,
        (connection, words, _) -> {
          String column = "t." + words.dialect().quote(binding.column().name().value());
          String sql =
              "SELECT %s FROM %s t WHERE %s = %s LIMIT 1"
                  .formatted(
                      words.keyText("t." + words.key()),
                      words.table(),
                      column,
                      words.valueParameter(binding));
          return Sql.first(
              connection,
              sql,
              row -> new RowKey(row.getString(1)),
              ValueText.of(value, words.forms()));
        });
  }

  @Override
  public boolean agree(ResolvedMapping mapping, Links.Linked before, Map<FieldName, Value> base) {
    return transact(
        mapping,
        (connection, words, reader) -> {
          RecordId record = before.record().id();
          lock(connection, words, record);
          RowReader.Linked link = reader.links(List.of(record)).get(record);
          String row = before.row().value();
          if (link == null
              || !link.row().equals(row)
              || !link.record().equals(before.record())
              || !outgoing(connection, words, List.of(row)).isEmpty()) {
            return false;
          }
          List<Optional<Value>> agreed = new ArrayList<>(link.record().base());
          for (int i = 0; i < mapping.bindings().size(); i++) {
            Value value = base.get(mapping.bindings().get(i).field().name());
            if (value != null) {
              agreed.set(i, Optional.of(value));
            }
          }
          Sql.update(
              connection,
              words
                  .dialect()
                  .sql(
                      "UPDATE {link} SET base = %s WHERE mapping_id = ? AND record_id = ?"
                          .formatted(words.baseParameter())),
              BaseText.write(mapping.remembered(), agreed),
              words.mappingId(),
              record.value());
          return true;
        });
  }

  private static void lock(Connection connection, RowWords words, RecordId record)
      throws SQLException {
    Sql.first(
        connection,
        words
            .dialect()
            .sql("SELECT 1 FROM {link} WHERE mapping_id = ? AND record_id = ? FOR UPDATE"),
        row -> row.getInt(1),
        words.mappingId(),
        record.value());
  }

  @Override
  public void certify(Certificate certificate) {
    pool.transact(
        c -> {
          certificates.put(c, mappings.id(c, certificate.mapping()), certificate);
          return true;
        });
  }

  @Override
  public List<Certificate> certificates(MappingName mapping) {
    return pool.transact(
        c -> {
          Optional<Long> id = mappings.find(c, mapping);
          return id.isPresent() ? certificates.of(c, mapping, id.get()) : List.of();
        });
  }
}
