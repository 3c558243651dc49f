package dev.syncline.simulator.soql.testing;

import dev.syncline.simulator.soql.api.Column;
import dev.syncline.simulator.soql.api.ResultRow;
import dev.syncline.simulator.soql.api.Rows;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Results as one line of text per row. */
public final class Rendering {
  private Rendering() {}

  /** All rows. */
  public static List<String> lines(Rows rows) {
    var lines = new ArrayList<String>();
    rows.from(0).forEachRemaining(row -> lines.add(line(row)));
    return lines;
  }

  /** A row: its values with commas between; parents in braces, children in brackets. */
  public static String line(ResultRow row) {
    var cells = new ArrayList<String>();
    List<Column> columns = row.columns();
    for (int i = 0; i < columns.size(); i++) {
      cells.add(cell(row, columns.get(i), i));
    }
    return String.join(", ", cells);
  }

  private static String cell(ResultRow row, Column column, int index) {
    return switch (column) {
      case Column.Value value -> text(row.value(index));
      case Column.Parent parent -> parent(row, index);
      case Column.TypeOf typeOf -> parent(row, index);
      case Column.Children children -> lines(row.children(index)).toString();
    };
  }

  private static String parent(ResultRow row, int index) {
    return row.parent(index)
        .map(parent -> parent.object().orElseThrow().name() + "{" + line(parent) + "}")
        .orElse("null");
  }

  /** A value as text; numbers in plain form, ids of the sample org as prefix and number. */
  public static String text(@Nullable Object value) {
    if (value instanceof String id && id.length() == 18 && id.startsWith("5e", 3)) {
      return id.substring(0, 3) + "#" + Integer.parseInt(id.substring(5, 15));
    }
    return value instanceof BigDecimal number
        ? number.toPlainString()
        : Objects.toString(value, "null");
  }
}
