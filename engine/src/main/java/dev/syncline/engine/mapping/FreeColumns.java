package dev.syncline.engine.mapping;

import dev.syncline.model.ColumnName;
import dev.syncline.model.FieldName;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Gives the fields of one table their columns, each name once. Two fields may fold to one name, as
 * {@code FooBar__c} and {@code Foo_Bar__c} do: the later gets a number. Changes with each answer;
 * for one thread.
 */
public final class FreeColumns {
  private final Set<String> taken = new HashSet<>();

  /** All names are free but the one of the key of created tables. */
  public FreeColumns() {
    taken.add(ColumnNames.KEY.value());
  }

  /** Keeps a name from being given. */
  public void reserve(ColumnName name) {
    taken.add(folded(name));
  }

  /** The name of the field's column: the same for the same fields in the same order. */
  public ColumnName take(FieldName field) {
    ColumnName wanted = ColumnNames.of(field);
    ColumnName name = wanted;
    for (int i = 2; !taken.add(folded(name)); i++) {
      name = ColumnNames.bounded(wanted.value() + "_" + i);
    }
    return name;
  }

  private static String folded(ColumnName name) {
    return name.value().toLowerCase(Locale.ROOT);
  }
}
