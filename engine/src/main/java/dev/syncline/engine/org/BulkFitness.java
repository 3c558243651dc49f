package dev.syncline.engine.org;

import dev.syncline.model.FieldWrite;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.Value;
import java.util.List;

/** Judges whether a write can be said in the CSV of a bulk job. */
final class BulkFitness {
  private static final String NULL = "#N/A";
  private static final int MAX_CELLS = 5_000;
  private static final int MAX_ROW_CHARACTERS = 400_000;

  /** More than any value but a text takes. */
  private static final int SHORT = 150;

  private BulkFitness() {}

  static boolean fits(RecordWrite write) {
    return switch (write) {
      case RecordWrite.Create(var _, List<FieldWrite> fields) ->
          !fields.isEmpty() && fits(fields, 0);
      case RecordWrite.Upsert(var _, var _, Value key, List<FieldWrite> fields) ->
          isKey(key) && fits(fields, length(key));
      case RecordWrite.Update(var _, var _, List<FieldWrite> fields) -> fits(fields, SHORT);
      case RecordWrite.Delete _ -> true;
    };
  }

  private static boolean fits(List<FieldWrite> fields, int before) {
    long characters = before;
    for (FieldWrite field : fields) {
      boolean fits =
          switch (field) {
            case FieldWrite.Plain(var _, Value value) -> isCell(value);
            case FieldWrite.ParentKey(var _, var _, var _, Value key) -> isKey(key);
          };
      if (!fits) {
        return false;
      }
      characters += length(value(field)) + 1L;
    }
    return fields.size() < MAX_CELLS && characters <= MAX_ROW_CHARACTERS;
  }

  /** The most bytes that a write takes in a file of UTF-8, quotes and separators included. */
  static long bytes(RecordWrite write) {
    return switch (write) {
      case RecordWrite.Create(var _, List<FieldWrite> fields) -> bytes(fields);
      case RecordWrite.Upsert(var _, var _, Value key, List<FieldWrite> fields) ->
          bytes(fields) + bytes(key);
      case RecordWrite.Update(var _, var _, List<FieldWrite> fields) -> bytes(fields) + SHORT;
      case RecordWrite.Delete _ -> SHORT;
    };
  }

  private static long bytes(List<FieldWrite> fields) {
    return fields.stream().mapToLong(field -> bytes(value(field))).sum();
  }

  /** A character takes three bytes at most, one of two halves two; a doubled quote takes two. */
  private static long bytes(Value value) {
    return 3L * length(value) + 3;
  }

  private static boolean isKey(Value key) {
    return isCell(key)
        && !key.equals(Value.NULL)
        && !(key instanceof Value.Text(String text) && text.isEmpty());
  }

  private static boolean isCell(Value value) {
    if (value instanceof Value.Compound) {
      return false;
    }
    return !(value instanceof Value.Text(String text)) || text.isEmpty() || isText(text);
  }

  private static boolean isText(String text) {
    return text.length() <= BulkWriting.MAX_CELL_CHARACTERS
        && !text.isBlank()
        && !text.strip().equalsIgnoreCase(NULL)
        && text.codePoints().noneMatch(BulkFitness::isHalf);
  }

  /** A surrogate without its other half, which UTF-8 cannot say. */
  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static Value value(FieldWrite field) {
    return switch (field) {
      case FieldWrite.Plain(var _, Value value) -> value;
      case FieldWrite.ParentKey(var _, var _, var _, Value key) -> key;
    };
  }

  private static int length(Value value) {
    return value instanceof Value.Text(String text) ? text.length() : SHORT;
  }
}
