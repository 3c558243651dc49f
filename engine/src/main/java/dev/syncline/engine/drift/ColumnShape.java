package dev.syncline.engine.drift;

import dev.syncline.model.Column;
import dev.syncline.model.ColumnType;
import java.util.Locale;

/** What is remembered of a column. */
record ColumnShape(String name, ColumnType type, boolean nullable) {
  /** How a column's type stands to the one that it had. */
  enum Step {
    SAME,
    /** It holds all that it held before. */
    WIDER,
    /** It holds less of the same. */
    NARROWER,
    /** It holds something else. */
    OTHER
  }

  static ColumnShape of(Column column) {
    return new ColumnShape(column.name().value(), column.type(), column.nullable());
  }

  /** From this type to another. */
  Step to(ColumnType now) {
    if (type.equals(now)) {
      return Step.SAME;
    }
    return switch (type) {
      case ColumnType.Varchar(int max) -> isText(now) ? step(max, characters(now)) : Step.OTHER;
      case ColumnType.LongText _ -> isText(now) ? Step.NARROWER : Step.OTHER;
      case ColumnType.Whole(int bits) ->
          now instanceof ColumnType.Whole(int other) ? step(bits, other) : Step.OTHER;
      case ColumnType.Floating(int bits) ->
          now instanceof ColumnType.Floating(int other) ? step(bits, other) : Step.OTHER;
      case ColumnType.Decimal was ->
          now instanceof ColumnType.Decimal is ? digits(was, is) : Step.OTHER;
      case ColumnType.TimeOfDay(int digits) ->
          now instanceof ColumnType.TimeOfDay(int other) ? step(digits, other) : Step.OTHER;
      case ColumnType.Timestamp(boolean zone, int digits) ->
          now instanceof ColumnType.Timestamp(boolean other, int fraction) && zone == other
              ? step(digits, fraction)
              : Step.OTHER;
      case ColumnType.Truth _, ColumnType.Date _, ColumnType.Uuid _ -> Step.OTHER;
      case ColumnType.Json _, ColumnType.TextArray _, ColumnType.Other _ -> Step.OTHER;
    };
  }

  private static boolean isText(ColumnType type) {
    return type instanceof ColumnType.Varchar || type instanceof ColumnType.LongText;
  }

  private static int characters(ColumnType type) {
    return type instanceof ColumnType.Varchar(int max) ? max : Integer.MAX_VALUE;
  }

  private static Step step(int was, int is) {
    return is < was ? Step.NARROWER : Step.WIDER;
  }

  private static Step digits(ColumnType.Decimal was, ColumnType.Decimal is) {
    if (is.unbounded()) {
      return Step.WIDER;
    }
    boolean holds =
        !was.unbounded()
            && is.scale() >= was.scale()
            && is.precision() - is.scale() >= was.precision() - was.scale();
    return holds ? Step.WIDER : Step.NARROWER;
  }

  /** A type in words that {@link #type(String)} reads. */
  static String text(ColumnType type) {
    return switch (type) {
      case ColumnType.Varchar(int max) -> "varchar " + max;
      case ColumnType.LongText _ -> "text";
      case ColumnType.Truth _ -> "truth";
      case ColumnType.Whole(int bits) -> "whole " + bits;
      case ColumnType.Decimal(int precision, int scale) -> "decimal " + precision + " " + scale;
      case ColumnType.Floating(int bits) -> "floating " + bits;
      case ColumnType.Date _ -> "date";
      case ColumnType.Timestamp(boolean zone, int digits) -> "timestamp " + zone + " " + digits;
      case ColumnType.TimeOfDay(int digits) -> "time " + digits;
      case ColumnType.Uuid _ -> "uuid";
      case ColumnType.Json _ -> "json";
      case ColumnType.TextArray _ -> "texts";
      case ColumnType.Other(String name) -> "other " + FieldShape.plain(name);
    };
  }

  /** Reads what {@link #text} wrote; a word of another version is a type of its own. */
  static ColumnType type(String text) {
    String[] parts = text.split(" ", -1);
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "varchar" -> new ColumnType.Varchar(Integer.parseInt(parts[1]));
      case "text" -> new ColumnType.LongText();
      case "truth" -> new ColumnType.Truth();
      case "whole" -> new ColumnType.Whole(Integer.parseInt(parts[1]));
      case "decimal" ->
          new ColumnType.Decimal(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
      case "floating" -> new ColumnType.Floating(Integer.parseInt(parts[1]));
      case "date" -> new ColumnType.Date();
      case "timestamp" ->
          new ColumnType.Timestamp(Boolean.parseBoolean(parts[1]), Integer.parseInt(parts[2]));
      case "time" -> new ColumnType.TimeOfDay(Integer.parseInt(parts[1]));
      case "uuid" -> new ColumnType.Uuid();
      case "json" -> new ColumnType.Json();
      case "texts" -> new ColumnType.TextArray();
      default -> new ColumnType.Other(text.substring(text.indexOf(' ') + 1));
    };
  }
}
