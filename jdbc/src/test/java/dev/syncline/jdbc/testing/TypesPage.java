package dev.syncline.jdbc.testing;

import dev.syncline.engine.mapping.ColumnTypes;
import dev.syncline.model.ColumnType;
import dev.syncline.model.FieldType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of docs/types.md that says which columns are created, for comparing with the code. */
public final class TypesPage {
  private static final Pattern TYPE = Pattern.compile("`(\\w+)`");
  private static final int INLINE = 40;
  private static final int BOUNDED = 4_000;
  private static final int LONG = 131_072;

  private TypesPage() {}

  /**
   * Rows of the page that say something else than the code, and types that no row names.
   *
   * @param cell 1 for PostgreSQL, 2 for MariaDB
   * @param sql the column's type as the code creates it
   */
  public static List<String> differences(int cell, Function<ColumnType, String> sql)
      throws IOException {
    List<String> differences = new ArrayList<>();
    Set<FieldType> named = EnumSet.noneOf(FieldType.class);
    Set<FieldType> last = EnumSet.noneOf(FieldType.class);
    for (String line : Files.readAllLines(Path.of("../docs/types.md"))) {
      if (line.startsWith("## Columns of your own")) {
        break;
      }
      String[] cells = line.replaceFirst("^\\| ", "").split(" \\| ?");
      boolean same = line.startsWith("| the same");
      Set<FieldType> types = same ? last : types(cells[0]);
      if (!line.startsWith("| ") || types.isEmpty()) {
        continue;
      }
      last = types;
      named.addAll(types);
      int length = length(cells[0]);
      for (FieldType type : types) {
        String expected =
            type.isSupported()
                ? "`" + sql.apply(ColumnTypes.fitting(Bench.field("X", type, length))) + "`"
                : "not supported";
        if (!cells[cell].replace("(N)", "(" + length + ")").equals(expected)) {
          differences.add(type + " of length " + length + ": " + expected + ", not " + cells[cell]);
        }
      }
    }
    Set<FieldType> missing = EnumSet.complementOf(EnumSet.copyOf(named));
    missing.forEach(type -> differences.add(type + " is missing"));
    return differences;
  }

  private static int length(String cell) {
    if (cell.contains("longer")) {
      return LONG;
    }
    return cell.contains("4,000") ? BOUNDED : INLINE;
  }

  private static Set<FieldType> types(String cell) {
    Set<FieldType> types = EnumSet.noneOf(FieldType.class);
    Matcher names = TYPE.matcher(cell);
    while (names.find()) {
      FieldType.parse(names.group(1).toUpperCase(Locale.ROOT)).ifPresent(types::add);
    }
    return types;
  }
}
