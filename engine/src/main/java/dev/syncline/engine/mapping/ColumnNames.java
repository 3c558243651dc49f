package dev.syncline.engine.mapping;

import dev.syncline.model.ColumnName;
import dev.syncline.model.FieldName;
import java.util.Locale;

/** The names that Syncline gives to columns of tables it creates. */
public final class ColumnNames {
  /** The identity column of a created table. */
  public static final ColumnName KEY = new ColumnName("id");

  /** The column that holds the record's id. */
  public static final ColumnName RECORD_ID = new ColumnName("salesforce_id");

  private ColumnNames() {}

  /**
   * The field's name in lower case with underscores: {@code LastName} becomes {@code last_name},
   * {@code Loc__Latitude__s} becomes {@code loc__latitude__s}. {@code Id} is {@link #RECORD_ID}.
   */
  public static ColumnName of(FieldName field) {
    String name = field.value();
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
    return new ColumnName(column.toString().toLowerCase(Locale.ROOT));
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
