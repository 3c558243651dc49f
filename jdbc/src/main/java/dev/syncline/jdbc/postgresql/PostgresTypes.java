package dev.syncline.jdbc.postgresql;

import dev.syncline.model.ColumnType;

/** Column types as PostgreSQL writes them, both ways. */
final class PostgresTypes {
  private static final int VARCHAR_HEADER = 4;
  private static final int MICROSECOND_DIGITS = 6;
  private static final int PRECISION_SHIFT = 16;
  private static final int SCALE_MASK = 0x7FF;
  private static final int SCALE_SIGN = 1_024;

  private PostgresTypes() {}

  /** The SQL of the column that Syncline creates. */
  static String sql(ColumnType type) {
    return switch (type) {
      case ColumnType.Varchar v -> "varchar(" + v.maxCharacters() + ")";
      case ColumnType.LongText _ -> "text";
      case ColumnType.Truth _ -> "boolean";
      case ColumnType.Whole whole -> whole(whole.bits());
      case ColumnType.Decimal d ->
          d.unbounded() ? "numeric" : "numeric(" + d.precision() + "," + d.scale() + ")";
      case ColumnType.Floating f -> f.bits() == Float.SIZE ? "real" : "double precision";
      case ColumnType.Date _ -> "date";
      case ColumnType.Timestamp t ->
          (t.withZone() ? "timestamptz(" : "timestamp(") + t.fractionDigits() + ")";
      case ColumnType.TimeOfDay t -> "time(" + t.fractionDigits() + ")";
      case ColumnType.Uuid _ -> "uuid";
      case ColumnType.Json _ -> "jsonb";
      case ColumnType.TextArray _ -> "text[]";
      case ColumnType.Other o -> throw new IllegalArgumentException(o.name());
    };
  }

  /**
   * The SQL of the column that stages values on their way: never narrower than any column of that
   * type, so that staging does not fail on account of one row.
   */
  static String stagingSql(ColumnType type) {
    return switch (type) {
      case ColumnType.Varchar _, ColumnType.LongText _, ColumnType.Json _ -> "text";
      case ColumnType.Truth _ -> "boolean";
      case ColumnType.Whole whole -> whole(whole.bits());
      case ColumnType.Decimal _ -> "numeric";
      case ColumnType.Floating _ -> "double precision";
      case ColumnType.Date _ -> "date";
      case ColumnType.Timestamp t -> t.withZone() ? "timestamptz" : "timestamp";
      case ColumnType.TimeOfDay _ -> "time";
      case ColumnType.Uuid _ -> "uuid";
      case ColumnType.TextArray _, ColumnType.Other _ -> "text";
    };
  }

  /**
   * The type of a catalog entry.
   *
   * @param name {@code pg_type.typname} of the column's type, or of a domain's base type
   * @param modifier {@code atttypmod}; -1 where there is none
   * @param inWords what to call a type that Syncline does not write
   */
  static ColumnType parse(String name, int modifier, String inWords) {
    return switch (name) {
      case "varchar", "bpchar" ->
          modifier < 0
              ? new ColumnType.LongText()
              : new ColumnType.Varchar(modifier - VARCHAR_HEADER);
      case "text" -> new ColumnType.LongText();
      case "bool" -> new ColumnType.Truth();
      case "int2" -> new ColumnType.Whole(Short.SIZE);
      case "int4" -> new ColumnType.Whole(Integer.SIZE);
      case "int8" -> new ColumnType.Whole(Long.SIZE);
      case "numeric" -> numeric(modifier, inWords);
      case "float4" -> new ColumnType.Floating(Float.SIZE);
      case "float8" -> new ColumnType.Floating(Double.SIZE);
      case "date" -> new ColumnType.Date();
      case "timestamptz" -> new ColumnType.Timestamp(true, fractionDigits(modifier));
      case "timestamp" -> new ColumnType.Timestamp(false, fractionDigits(modifier));
      case "time" -> new ColumnType.TimeOfDay(fractionDigits(modifier));
      case "uuid" -> new ColumnType.Uuid();
      case "json", "jsonb" -> new ColumnType.Json();
      case "_text", "_varchar" -> new ColumnType.TextArray();
      default -> new ColumnType.Other(inWords);
    };
  }

  /** Precision and scale packed into one number, as {@code numeric_typmod_*} does. */
  private static ColumnType numeric(int modifier, String inWords) {
    if (modifier < VARCHAR_HEADER) {
      return new ColumnType.Decimal(0, 0);
    }
    int packed = modifier - VARCHAR_HEADER;
    int scale = ((packed & SCALE_MASK) ^ SCALE_SIGN) - SCALE_SIGN;
    int precision = packed >> PRECISION_SHIFT;
    return scale < 0 ? new ColumnType.Other(inWords) : new ColumnType.Decimal(precision, scale);
  }

  private static int fractionDigits(int modifier) {
    return modifier < 0 ? MICROSECOND_DIGITS : modifier;
  }

  private static String whole(int bits) {
    return switch (bits) {
      case Short.SIZE -> "smallint";
      case Integer.SIZE -> "integer";
      default -> "bigint";
    };
  }
}
