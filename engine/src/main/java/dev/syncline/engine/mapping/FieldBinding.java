package dev.syncline.engine.mapping;

import dev.syncline.engine.value.Computation;
import dev.syncline.model.Column;
import dev.syncline.model.Direction;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldRules;
import dev.syncline.model.FieldSource.MissingRow;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordType;
import java.util.List;
import java.util.Optional;

/**
 * One field and the column it belongs to, both as they really are.
 *
 * @param rules what becomes of values that the other side cannot hold
 */
public record FieldBinding(
    Field field, Column column, Direction direction, Kind kind, FieldRules rules) {
  /** A binding under the standard rules. */
  public FieldBinding(Field field, Column column, Direction direction, Kind kind) {
    this(field, column, direction, kind, FieldRules.STANDARD);
  }

  /** How a value gets from the field to the column. */
  public sealed interface Kind {
    /** As it is, in the column's type. */
    record Direct() implements Kind {}

    /** The parent's record id becomes the row key of the parent's row in that mapping. */
    record LocalKey(MappingName parent) implements Kind {}

    /**
     * The record type's id becomes its developer name.
     *
     * @param whenNew the type of new records whose row names none
     */
    record TypeName(List<RecordType> types, Optional<RecordType> whenNew) implements Kind {
      public TypeName {
        types = List.copyOf(types);
      }
    }

    /**
     * The field is computed from columns of the row, and only pushed. The binding's own column is
     * none of the table's.
     */
    record Computed(List<Column> inputs, Computation computation) implements Kind {
      public Computed {
        inputs = List.copyOf(inputs);
      }
    }

    /**
     * The column is computed from fields of the record, and only pulled. The binding's own field is
     * none of the object's.
     */
    record Derived(List<FieldName> inputs, Computation computation) implements Kind {
      public Derived {
        inputs = List.copyOf(inputs);
      }
    }

    /**
     * The field gets a column of a row that the mapped row refers to, and is only pushed. The
     * binding's own column is none of the table's, but has that column's type.
     *
     * @param value the column of the other row
     * @param missing what becomes of a row that refers to one that is not there
     */
    record Related(Relation relation, Column value, MissingRow missing) implements Kind {}
  }

  /** The columns of the table that the binding reads. */
  public List<Column> readColumns() {
    return switch (kind) {
      case Kind.Computed computed -> computed.inputs();
      case Kind.Related related -> List.of(related.relation().through());
      case Kind.Direct _, Kind.LocalKey _, Kind.TypeName _, Kind.Derived _ -> List.of(column);
    };
  }

  /** The same binding with another column, to read that one. */
  public FieldBinding reading(Column input) {
    return new FieldBinding(field, input, direction, kind, rules);
  }

  /** Whether field and column hold the same value, but for its form, or a reference to the same. */
  public boolean isCarried() {
    return kind instanceof Kind.Direct || kind instanceof Kind.LocalKey;
  }

  /** Whether the field is one of the object's. */
  public boolean hasField() {
    return !(kind instanceof Kind.Derived);
  }

  /** Whether the column is one of the table's. */
  public boolean hasColumn() {
    return !(kind instanceof Kind.Computed) && !(kind instanceof Kind.Related);
  }

  /** Whether values go to the org and come back from it. */
  public boolean isTwoWay() {
    return direction.pushes() && direction.pulls();
  }
}
