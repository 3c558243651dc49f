package dev.syncline.engine.mapping;

import dev.syncline.model.ColumnName;
import dev.syncline.model.Field;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldSource;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.ObjectDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    var columns = new FreeColumns();
    mapping.fields().stream().flatMap(f -> f.column().stream()).forEach(columns::reserve);
    var wanted = new ArrayList<Wanted>();
    for (Field field : object.fields()) {
      Optional<FieldMapping> said = said(mapping, field);
      boolean computed = said.filter(MappedFields::isComputed).isPresent();
      if (!field.type().isSupported() || computed || !carries(mapping, field, said)) {
        continue;
      }
      Optional<ColumnName> named = said.flatMap(FieldMapping::column);
      ColumnName column = named.orElseGet(() -> columns.take(field.name()));
      wanted.add(new Wanted(field, said, column));
    }
    return List.copyOf(wanted);
  }

  /** Whether the value of a line comes from no column and no field, but is made. */
  static boolean isComputed(FieldMapping said) {
    return switch (said.source()) {
      case FieldSource.Plain _ -> false;
      case FieldSource.Constant _, FieldSource.Expression _, FieldSource.RelatedColumn _ -> true;
      case FieldSource.RecordTypeName _ -> said.column().isEmpty();
    };
  }

  /** The fields that {@code "*"} leaves out because their values are not carried. */
  static List<Field> leftOut(Mapping mapping, ObjectDescription object) {
    return mapping.allFields()
        ? object.fields().stream()
            .filter(f -> !f.type().isSupported() && said(mapping, f).isEmpty())
            .toList()
        : List.of();
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
}
