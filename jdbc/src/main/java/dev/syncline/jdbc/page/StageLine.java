package dev.syncline.jdbc.page;

import dev.syncline.engine.database.LiveChange;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.jdbc.page.StageLayout.StagedColumn;
import dev.syncline.model.Alteration;
import dev.syncline.model.FieldName;
import dev.syncline.model.Problem;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes planned changes as lines of tab-separated text, which COPY of PostgreSQL and LOAD DATA of
 * MariaDB both read. A line is: sequence number, record id, system modstamp, problem, base, what
 * rules altered where they may, of an event the link's version, its place and whether it is our
 * own, values.
 *
 * <p>Source: PostgreSQL documentation, COPY, "Text Format"; MariaDB documentation, LOAD DATA, with
 * its default escapes. Used by one thread.
 */
public final class StageLine {
  private static final byte[] NULL = {'\\', 'N'};

  private final List<StagedColumn> columns;
  private final int bindings;
  private final byte[][] names;
  private final boolean alters;
  private final Forms forms;
  private final Bytes base = new Bytes();
  private final boolean[] emptied;

  /**
   * How a dialect wants values whose text differs.
   *
   * @param momentSuffix what stands behind a moment in UTC
   */
  public record Forms(char yes, char no, String momentSuffix) {}

  public StageLine(StageLayout layout, Forms forms) {
    this.columns = layout.columns();
    this.forms = forms;
    this.alters = layout.mayAlter();
    this.bindings = layout.mapping().bindings().size();
    this.names =
        columns.stream()
            .map(c -> fieldName(c.binding().field().name().value()))
            .toArray(byte[][]::new);
    this.emptied = new boolean[names.length];
  }

  /** The fields that were empty in a line since this was asked last. */
  List<FieldName> takeEmptied() {
    List<FieldName> fields = new ArrayList<>();
    for (int i = 0; i < emptied.length; i++) {
      if (emptied[i]) {
        fields.add(columns.get(i).binding().field().name());
        emptied[i] = false;
      }
    }
    return fields;
  }

  void put(Bytes out, int sequence, PlannedChange change, boolean emptyKey) {
    out.putAscii(Integer.toString(sequence));
    out.put('\t');
    switch (change) {
      case PlannedChange.Write write -> putWrite(out, write.write());
      case PlannedChange.Park park -> putPark(out, park);
    }
    if (emptyKey) {
      out.put('\t');
      out.put(NULL);
    }
    out.put('\n');
  }

  /** As above, of what events ask for. */
  void put(Bytes out, int sequence, LiveChange change, boolean emptyKey) {
    out.putAscii(Integer.toString(sequence));
    out.put('\t');
    RowWrite.Put write = change.write();
    putHead(out, write);
    out.put('\t');
    change.version().ifPresentOrElse(version -> putText(out, version), () -> out.put(NULL));
    out.put('\t');
    putMoment(out, change.place().at());
    out.put('\t');
    out.putAscii(Long.toString(change.place().number()));
    out.put('\t');
    out.put(change.own() ? forms.yes() : forms.no());
    putValues(out, write);
    if (emptyKey) {
      out.put('\t');
      out.put(NULL);
    }
    out.put('\n');
  }

  private void putWrite(Bytes out, RowWrite.Put write) {
    putHead(out, write);
    putValues(out, write);
  }

  private void putHead(Bytes out, RowWrite.Put write) {
    if (write.values().size() != bindings || write.fields().size() != bindings) {
      throw new IllegalArgumentException(
          write.values().size() + " values for " + bindings + " bindings of " + write.id());
    }
    out.putAscii(write.id().value());
    out.put('\t');
    putMoment(out, write.systemModstamp());
    out.put('\t');
    out.put(NULL);
    out.put('\t');
    putBase(out, write.fields());
    if (alters) {
      out.put('\t');
      putAlterations(out, write.alterations());
    }
  }

  private void putValues(Bytes out, RowWrite.Put write) {
    for (StagedColumn column : columns) {
      out.put('\t');
      putValue(out, write.values().get(column.index()));
    }
  }

  private void putPark(Bytes out, PlannedChange.Park park) {
    out.putAscii(park.record().value());
    out.put('\t');
    out.put(NULL);
    out.put('\t');
    base.clear();
    putProblem(park.problem());
    escape(out, base);
    out.put('\t');
    out.put(NULL);
    for (int i = 0; i < columns.size() + (alters ? 1 : 0); i++) {
      out.put('\t');
      out.put(NULL);
    }
  }

  private void putAlterations(Bytes out, List<Alteration> alterations) {
    if (alterations.isEmpty()) {
      out.put(NULL);
      return;
    }
    base.clear();
    char before = '[';
    for (Alteration alteration : alterations) {
      base.put(before);
      AlterationText.put(base, alteration);
      before = ',';
    }
    base.put(']');
    escape(out, base);
  }

  private void putProblem(Problem problem) {
    base.putAscii("{\"code\":");
    JsonText.putString(base, problem.code());
    base.putAscii(",\"class\":");
    JsonText.putString(base, problem.errorClass().name());
    base.putAscii(",\"message\":");
    JsonText.putString(base, ProblemText.storable(problem.message()));
    base.putAscii(",\"action\":");
    JsonText.putString(base, ProblemText.storable(problem.action()));
    base.put('}');
  }

  private void putBase(Bytes out, List<Value> fields) {
    base.clear();
    base.put('{');
    for (int i = 0; i < names.length; i++) {
      base.put(names[i]);
      Value value = fields.get(columns.get(i).index());
      emptied[i] = emptied[i] || value instanceof Value.Null;
      JsonText.put(base, value);
      base.put(i + 1 < names.length ? ',' : '}');
    }
    if (names.length == 0) {
      base.put('}');
    }
    escape(out, base);
  }

  /** JSON holds neither tabs nor line breaks, so that only backslashes need an escape. */
  private static void escape(Bytes out, Bytes json) {
    byte[] source = json.array();
    int length = json.length();
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (source[i] == '\\') {
        out.put(source, from, i + 1 - from);
        out.put('\\');
        from = i + 1;
      }
    }
    out.put(source, from, length - from);
  }

  private void putValue(Bytes out, Value value) {
    switch (value) {
      case Value.Null _ -> out.put(NULL);
      case Value.Text text -> putText(out, text.text());
      case Value.Bool bool -> out.put(bool.truth() ? forms.yes() : forms.no());
      case Value.Numeric numeric -> out.putAscii(numeric.number().toPlainString());
      case Value.Day day -> TimeText.putDate(out, day.date());
      case Value.Moment moment -> putMoment(out, moment.instant());
      case Value.TimeOfDay time -> TimeText.putTime(out, time.time());
      case Value.Compound _ -> {
        base.clear();
        JsonText.put(base, value);
        escape(out, base);
      }
    }
  }

  private void putMoment(Bytes out, Instant instant) {
    TimeText.putMoment(out, instant, ' ');
    out.putAscii(forms.momentSuffix());
  }

  private static void putText(Bytes out, String text) {
    int length = text.length();
    for (int i = 0; i < length; ) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        i += out.putWide(text, i);
        continue;
      }
      switch (c) {
        case '\\' -> out.putAscii("\\\\");
        case '\t' -> out.putAscii("\\t");
        case '\n' -> out.putAscii("\\n");
        case '\r' -> out.putAscii("\\r");
        default -> out.put(c);
      }
      i++;
    }
  }

  private static byte[] fieldName(String name) {
    var bytes = new Bytes();
    JsonText.putString(bytes, name);
    bytes.put(':');
    return bytes.toString().getBytes(StandardCharsets.UTF_8);
  }
}
