package dev.syncline.engine.mapping;

import dev.syncline.model.ColumnName;
import dev.syncline.model.FieldName;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32;

/** The names that Syncline gives to columns of tables it creates. */
public final class ColumnNames {
  /** The identity column of a created table. */
  public static final ColumnName KEY = new ColumnName("id");

  /** The column that holds the record's id. */
  public static final ColumnName RECORD_ID = new ColumnName("salesforce_id");

  /** PostgreSQL 18, "Identifiers and Key Words": NAMEDATALEN - 1; MariaDB takes 64 characters. */
  private static final int MAX_BYTES = 63;

  private ColumnNames() {}

  /**
   * The field's name in lower case with underscores: {@code LastName} becomes {@code last_name},
   * {@code Loc__Latitude__s} becomes {@code loc__latitude__s}, {@code Account.Name} {@code
   * account_name}. {@code Id} is {@link #RECORD_ID}. A name that is too long for a database ends in
   * a hash instead of its end.
   */
  public static ColumnName of(FieldName field) {
    String name = field.value().replace('.', '_');
    if (name.equals("Id")) {
      return RECORD_ID;
    }
    var column = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isUpperCase(c) && startsWord(name, i)) {
        column.append('_');
      }
      column.append(c);
    }
    return bounded(column.toString().toLowerCase(Locale.ROOT));
  }

  /**
   * The name as a database keeps it: PostgreSQL would cut a longer one, and no longer find it by
   * what was said.
   */
  static ColumnName bounded(String name) {
    if (bytes(name).length <= MAX_BYTES) {
      return new ColumnName(name);
    }
    var hash = new CRC32();
    hash.update(bytes(name));
    String end = "_" + HexFormat.of().toHexDigits((int) hash.getValue());
    int length = Math.min(name.length(), MAX_BYTES - end.length());
    while (bytes(name.substring(0, length)).length > MAX_BYTES - end.length()) {
      length--;
    }
    return new ColumnName(name.substring(0, length) + end);
  }

  private static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean startsWord(String name, int i) {
    if (i == 0 || name.charAt(i - 1) == '_') {
      return false;
    }
    boolean afterSmall = !Character.isUpperCase(name.charAt(i - 1));
    boolean beforeSmall = i + 1 < name.length() && Character.isLowerCase(name.charAt(i + 1));
    return afterSmall || beforeSmall;
  }
}
