package dev.syncline.engine.mapping;

import dev.syncline.model.Column;
import dev.syncline.model.Direction;
import dev.syncline.model.Field;
import dev.syncline.model.MappingName;

/** One field and the column it belongs to, both as they really are. */
public record FieldBinding(Field field, Column column, Direction direction, Kind kind) {
  /** How a value gets from the field to the column. */
  public sealed interface Kind {
    /** As it is, in the column's type. */
    record Direct() implements Kind {}

    /** The parent's record id becomes the row key of the parent's row in that mapping. */
    record LocalKey(MappingName parent) implements Kind {}
  }
}
