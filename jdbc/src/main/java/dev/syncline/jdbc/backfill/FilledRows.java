package dev.syncline.jdbc.backfill;

import dev.syncline.engine.backfill.FillRule.Verdict;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.Narrowing;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.jdbc.change.RowReader;
import dev.syncline.jdbc.outbox.RowSet;
import dev.syncline.jdbc.outbox.SetWords;
import dev.syncline.jdbc.outbox.SetWords.RowColumn;
import dev.syncline.jdbc.page.BaseText;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.page.ValueText;
import dev.syncline.jdbc.sql.Lists;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes what a chunk takes in: one statement per set of columns, and one for all links. */
final class FilledRows {
  private static final String KEY = "key_v";
  private static final String RECORD = "record_v";
  private static final String BASE = "base_v";

  private final Connection connection;
  private final SetWords sets;
  private final RowWords words;
  private final Narrowing narrowing;

  FilledRows(Connection connection, SetWords sets, RowWords words, Narrowing narrowing) {
    this.connection = connection;
    this.sets = sets;
    this.words = words;
    this.narrowing = narrowing;
  }

  /** A record that is taken in. */
  record Taken(RowReader.Linked link, PlannedChange change, Verdict.Take take) {
    private Value value(int binding) {
      return switch (change) {
        case PlannedChange.Write write -> write.write().values().get(binding);
        case PlannedChange.Park _ -> Value.NULL;
      };
    }
  }

  /** Those whose parents all have rows; the others are looked at by themselves. */
  List<Taken> withParents(List<Taken> taken, List<RecordId> look) throws SQLException {
    List<Taken> whole = new ArrayList<>(taken);
    List<FieldBinding> bindings = narrowing.narrow().bindings();
    for (int i = 0; i < bindings.size(); i++) {
      if (bindings.get(i).kind() instanceof Kind.LocalKey) {
        int place = i;
        Set<String> there = parents(bindings.get(i), whole, i);
        whole.removeIf(
            one -> {
              boolean lacks =
                  one.take().columns().contains(place)
                      && one.value(place) instanceof Value.Text(String parent)
                      && !there.contains(parent);
              if (lacks) {
                look.add(one.link().record().id());
              }
              return lacks;
            });
      }
    }
    return whole;
  }

  private Set<String> parents(FieldBinding reference, List<Taken> taken, int place)
      throws SQLException {
    Set<String> wanted = new HashSet<>();
    for (Taken one : taken) {
      if (one.value(place) instanceof Value.Text(String parent)) {
        wanted.add(parent);
      }
    }
    Set<String> there = new HashSet<>();
    for (List<String> piece : Lists.pieces(wanted)) {
      String sql =
          words
              .dialect()
              .sql(
                  "SELECT record_id FROM {link} WHERE mapping_id = ? AND record_id IN ("
                      + Lists.marks(piece.size())
                      + ")");
      there.addAll(
          Sql.list(
              connection,
              sql,
              row -> row.getString(1),
              Lists.parameters(piece, words.parentId(reference))));
    }
    return there;
  }

  /** Writes rows and links; how many rows. */
  long write(List<Taken> taken) throws SQLException {
    Map<List<Integer>, List<Taken>> byColumns = new HashMap<>();
    taken.forEach(
        one -> byColumns.computeIfAbsent(one.take().columns(), _ -> new ArrayList<>()).add(one));
    long written = 0;
    for (Map.Entry<List<Integer>, List<Taken>> some : byColumns.entrySet()) {
      if (!some.getKey().isEmpty()) {
        written += writeRows(some.getKey(), some.getValue());
      }
    }
    if (!taken.isEmpty()) {
      writeLinks(taken);
    }
    String check = words.checkNow();
    if (!check.isEmpty()) {
      Sql.execute(connection, check);
    }
    return written;
  }

  private long writeRows(List<Integer> columns, List<Taken> taken) throws SQLException {
    List<RowColumn> layout = new ArrayList<>(List.of(new RowColumn(KEY, SetWords.Kind.KEY)));
    List<String> set = new ArrayList<>();
    for (int place : columns) {
      FieldBinding binding = narrowing.narrow().bindings().get(place);
      boolean reference = binding.kind() instanceof Kind.LocalKey;
      String name = "value_" + place;
      layout.add(new RowColumn(name, reference ? SetWords.Kind.RECORD : SetWords.Kind.TEXT));
      String value = reference ? words.parentKey(binding) : words.valueParameter(binding);
      set.add(
          words.dialect().quote(binding.column().name().value())
              + " = "
              + value.replace("?", "v." + name));
    }
    var rows = new RowSet();
    for (Taken one : taken) {
      RowSet.Row row = RowSet.row(KEY, one.link().row());
      columns.forEach(
          place -> row.with("value_" + place, ValueText.of(one.value(place), words.forms())));
      rows.add(row);
    }
    String where =
        "t." + words.key() + " = " + sets.asKey(connection, narrowing.narrow(), "v." + KEY);
    return rows.update(
        connection,
        sets.updateRows(words.table() + " t", String.join(", ", set), sets.rows(layout), where));
  }

  private void writeLinks(List<Taken> taken) throws SQLException {
    var rows = new RowSet();
    for (Taken one : taken) {
      String base =
          BaseText.write(narrowing.whole().remembered(), narrowing.inOrder(one.take().base()));
      rows.add(
          RowSet.row(RECORD, one.link().record().id().value())
              .with(KEY, one.link().row())
              .with(BASE, base));
    }
    String layout =
        sets.rows(
            List.of(
                new RowColumn(RECORD, SetWords.Kind.RECORD),
                new RowColumn(KEY, SetWords.Kind.KEY),
                new RowColumn(BASE, SetWords.Kind.TEXT)));
    String where =
        "k.record_id = v.%s AND k.mapping_id = %d AND k.row_key = v.%s"
            .formatted(RECORD, words.mappingId(), KEY);
    rows.update(
        connection,
        sets.update(
            words.dialect().sql("{link} k"), "base = " + sets.asJson("v." + BASE), layout, where));
  }
}
