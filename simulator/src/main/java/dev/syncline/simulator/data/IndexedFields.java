package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which fields of written records have an index, and how their values are spelled in it. */
final class IndexedFields {
  private static final Set<String> STAMPS =
      Set.of("CreatedDate", "LastModifiedDate", "SystemModstamp");
  private static final long EARLIEST = -100_000_000_000L;
  private static final long LATEST = 700_000_000_000L;
  private static final long STAMP_OFFSET = 200_000_000_000L;

  private IndexedFields() {}

  /** The fields that are looked up by value: ids of parents, external ids and the like. */
  static boolean isKey(FieldDefinition field) {
    return field.isStored()
        && field.type() != FieldType.ID
        && (field.type() == FieldType.REFERENCE
            || field.is(Flag.ID_LOOKUP)
            || field.is(Flag.EXTERNAL_ID)
            || field.is(Flag.UNIQUE));
  }

  /** The stamps that ranges are asked of. */
  static boolean isStamp(FieldDefinition field) {
    return STAMPS.contains(field.name());
  }

  static List<FieldDefinition> of(ObjectDefinition object) {
    return object.fields().stream().filter(f -> isKey(f) || isStamp(f)).toList();
  }

  /** The text of a value in the index; null for no value, which is not indexed. */
  static @Nullable String text(FieldDefinition field, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case BigDecimal number -> number.stripTrailingZeros().toPlainString();
      case Instant stamp -> stampText(stamp);
      default ->
          field.is(Flag.CASE_SENSITIVE) || field.type() == FieldType.REFERENCE
              ? value.toString()
              : value.toString().toLowerCase(Locale.ROOT);
    };
  }

  /** Twelve digits that sort as the moments do. */
  static String stampText(Instant stamp) {
    long bounded = Math.clamp(stamp.getEpochSecond(), EARLIEST, LATEST);
    return Long.toString(bounded + STAMP_OFFSET);
  }
}
