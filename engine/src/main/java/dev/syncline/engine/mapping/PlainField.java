package dev.syncline.engine.mapping;

import dev.syncline.model.Field;
import dev.syncline.model.FieldFlags;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import java.util.List;
import java.util.Optional;

/** Fields that no org has, in whose form computed values are kept and compared. */
final class PlainField {
  private static final FieldFlags FLAGS =
      new FieldFlags(
          true, false, false, false, true, false, false, false, false, false, false, false, false);

  private PlainField() {}

  /** A field of a type without any bound. */
  static Field of(FieldName name, FieldType type) {
    return new Field(
        name,
        name.value(),
        type,
        0,
        0,
        0,
        FLAGS,
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
