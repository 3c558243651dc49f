package dev.syncline.engine.drift;

import dev.syncline.model.Field;
import dev.syncline.model.FieldFlags;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.ObjectName;
import java.util.List;
import java.util.Optional;

/** Fields of the kinds that change under mappings, and the same with one thing changed. */
final class DriftFields {
  static final FieldFlags PLAIN =
      new FieldFlags(
          true, true, true, false, false, false, false, false, false, false, false, false, false);
  static final FieldFlags KEY =
      new FieldFlags(
          true, true, true, false, false, false, false, false, false, true, true, false, false);

  private DriftFields() {}

  static Field field(String name, FieldType type, int length, int precision, int scale) {
    return new Field(
        new FieldName(name),
        name,
        type,
        length,
        precision,
        scale,
        PLAIN,
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  static Field with(Field f, FieldFlags flags) {
    return new Field(
        f.name(),
        f.label(),
        f.type(),
        f.length(),
        f.precision(),
        f.scale(),
        flags,
        f.referenceTo(),
        f.compound(),
        f.picklist(),
        Optional.empty(),
        Optional.empty());
  }

  static Field sized(Field f, FieldType type, int length, int precision, int scale) {
    return with(field(f.name().value(), type, length, precision, scale), f.flags());
  }

  static Field picked(Field f, String... values) {
    return new Field(
        f.name(),
        f.label(),
        f.type(),
        f.length(),
        f.precision(),
        f.scale(),
        f.flags(),
        f.referenceTo(),
        f.compound(),
        List.of(values),
        Optional.empty(),
        Optional.empty());
  }

  static Field leading(Field f, String... objects) {
    return new Field(
        f.name(),
        f.label(),
        f.type(),
        f.length(),
        f.precision(),
        f.scale(),
        f.flags(),
        List.of(objects).stream().map(ObjectName::new).toList(),
        f.compound(),
        f.picklist(),
        Optional.empty(),
        Optional.empty());
  }
}
