package dev.syncline.jdbc.mariadb;

import dev.syncline.model.ColumnType;
import dev.syncline.model.RecordId;
import java.util.Locale;

/** Column types in MariaDB's words, and back. */
final class MariaDbTypes {
  /**
   * Text up to this length is kept in the row, longer text beside it: a row has 65,535 bytes, and a
   * character up to four.
   */
  private static final int MAX_INLINE_CHARACTERS = 40;

  private static final String BINARY = " CHARACTER SET utf8mb4 COLLATE utf8mb4_nopad_bin";

  private MariaDbTypes() {}

  /** The type of a column to create. Decimals without a bound get the widest there are. */
  static String sql(ColumnType type) {
    return switch (type) {
      case ColumnType.Varchar v ->
          v.maxCharacters() == RecordId.LENGTH
              ? "varchar(18) CHARACTER SET ascii COLLATE ascii_bin"
              : text(v.maxCharacters());
      case ColumnType.LongText _ -> "longtext" + BINARY;
      case ColumnType.Truth _ -> "boolean";
      case ColumnType.Whole w -> w.bits() > 32 ? "bigint" : w.bits() > 16 ? "int" : "smallint";
      case ColumnType.Decimal d ->
          d.unbounded() ? "decimal(65,30)" : "decimal(" + d.precision() + "," + d.scale() + ")";
      case ColumnType.Floating f -> f.bits() == Float.SIZE ? "float" : "double";
      case ColumnType.Date _ -> "date";
      case ColumnType.Timestamp t -> "datetime(" + t.fractionDigits() + ")";
      case ColumnType.TimeOfDay t -> "time(" + t.fractionDigits() + ")";
      case ColumnType.Uuid _ -> "uuid";
      case ColumnType.Json _ -> "json";
      case ColumnType.TextArray _ -> "json";
      case ColumnType.Other o -> o.name();
    };
  }

  private static String text(int characters) {
    return (characters <= MAX_INLINE_CHARACTERS ? "varchar(" + characters + ")" : "text") + BINARY;
  }

  /**
   * The type that a CAST brings a row key in text to, so that it compares by index; empty for text.
   */
  static String castTo(ColumnType type) {
    return switch (type) {
      case ColumnType.Whole _ -> "SIGNED";
      case ColumnType.Decimal _ -> "DECIMAL(65,0)";
      case ColumnType.Uuid _ -> "UUID";
      case ColumnType.Varchar _, ColumnType.LongText _, ColumnType.Truth _ -> "";
      case ColumnType.Floating _, ColumnType.Date _, ColumnType.Timestamp _ -> "";
      case ColumnType.TimeOfDay _, ColumnType.Json _, ColumnType.TextArray _ -> "";
      case ColumnType.Other _ -> "";
    };
  }

  /**
   * Reads a type of the catalog.
   *
   * @param name the type without its bounds, such as {@code varchar}
   * @param full the type with them, such as {@code int(10) unsigned}
   * @param characters the most characters of a text
   */
  static ColumnType parse(
      String name, String full, long characters, int precision, int scale, int fractionDigits) {
    boolean unsigned = full.toLowerCase(Locale.ROOT).contains("unsigned");
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "tinyint" -> full.startsWith("tinyint(1)") ? new ColumnType.Truth() : whole(8, unsigned);
      case "smallint" -> whole(16, unsigned);
      case "mediumint" -> whole(24, unsigned);
      case "int", "integer" -> whole(32, unsigned);
      case "bigint" -> whole(64, unsigned);
      case "decimal", "numeric" -> new ColumnType.Decimal(precision, scale);
      case "float" -> new ColumnType.Floating(Float.SIZE);
      case "double" -> new ColumnType.Floating(Double.SIZE);
      case "char", "varchar" -> new ColumnType.Varchar(Math.toIntExact(characters));
      case "tinytext" -> new ColumnType.Varchar(63);
      case "text" -> new ColumnType.Varchar(16_383);
      case "mediumtext", "longtext" -> new ColumnType.LongText();
      case "json" -> new ColumnType.Json();
      case "date" -> new ColumnType.Date();
      case "datetime", "timestamp" -> new ColumnType.Timestamp(false, fractionDigits);
      case "time" -> new ColumnType.TimeOfDay(fractionDigits);
      case "uuid" -> new ColumnType.Uuid();
      default -> new ColumnType.Other(full);
    };
  }

  /** An unsigned column holds what a signed one of the same size holds, but for the negatives. */
  private static ColumnType whole(int bits, boolean unsigned) {
    return unsigned ? new ColumnType.Decimal(bits == 64 ? 18 : bits * 3 / 10, 0) : bits(bits);
  }

  private static ColumnType bits(int bits) {
    return new ColumnType.Whole(bits);
  }
}
