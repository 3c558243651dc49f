package dev.syncline.engine.mapping;

import dev.syncline.model.ColumnName;
import dev.syncline.model.Field;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.ObjectDescription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Which fields of an object a mapping carries, and the columns they are to have. */
final class MappedFields {
  /** A field, what the user said of it, and the column it is to have. */
  record Wanted(Field field, Optional<FieldMapping> said, ColumnName column) {}

  private MappedFields() {}

  /**
   * The fields in describe's order: those listed; with {@code "*"} also all others that have a
   * value of their own; and the id, which every created table gets.
   */
  static List<Wanted> of(Mapping mapping, ObjectDescription object) {
    Set<String> taken = new HashSet<>();
    taken.add(ColumnNames.KEY.value());
    mapping.fields().stream()
        .flatMap(f -> f.column().stream())
        .forEach(c -> taken.add(c.value().toLowerCase(Locale.ROOT)));
    var wanted = new ArrayList<Wanted>();
    for (Field field : object.fields()) {
      Optional<FieldMapping> said = said(mapping, field);
      if (!field.type().isSupported() || !carries(mapping, field, said)) {
        continue;
      }
      Optional<ColumnName> named = said.flatMap(FieldMapping::column);
      ColumnName column = named.orElseGet(() -> free(ColumnNames.of(field.name()), taken));
      wanted.add(new Wanted(field, said, column));
    }
    return List.copyOf(wanted);
  }

  private static Optional<FieldMapping> said(Mapping mapping, Field field) {
    return mapping.fields().stream()
        .filter(m -> m.field().value().equalsIgnoreCase(field.name().value()))
        .findFirst();
  }

  private static boolean carries(Mapping mapping, Field field, Optional<FieldMapping> said) {
    if (said.isPresent()) {
      return true;
    }
    boolean isId = field.type() == FieldType.ID;
    return mapping.allFields() ? !field.type().isCompound() : isId && mapping.create();
  }

  /** Two fields may fold to one name, as {@code AB} and {@code Ab} do: the later gets a number. */
  private static ColumnName free(ColumnName wanted, Set<String> taken) {
    String name = wanted.value();
    for (int i = 2; !taken.add(name.toLowerCase(Locale.ROOT)); i++) {
      name = wanted.value() + "_" + i;
    }
    return new ColumnName(name);
  }
}
