package dev.syncline.jdbc.page;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads columns as values. What no value of its kind can be, such as infinity, comes as the text
 * that the database gives, so that planning can say what is wrong with it.
 */
public final class ColumnValues {
  private static final int LAST_YEAR = 9_999;

  private ColumnValues() {}

  /** The column at that place, from 1, in the form of its type. */
  public static Value read(ResultSet row, int place, ColumnType type) throws SQLException {
    String text = row.getString(place);
    if (text == null) {
      return Value.NULL;
    }
    return switch (type) {
      case ColumnType.Varchar _, ColumnType.LongText _, ColumnType.Json _ -> new Value.Text(text);
      case ColumnType.Uuid _ -> new Value.Text(text.toLowerCase(Locale.ROOT));
      case ColumnType.Truth _ -> new Value.Bool(row.getBoolean(place));
      case ColumnType.Whole _, ColumnType.Decimal _ -> number(text, text);
      case ColumnType.Floating f ->
          f.bits() == Float.SIZE ? number(single(text), text) : number(text, text);
      case ColumnType.Date _ -> day(text);
      case ColumnType.Timestamp t -> moment(row, place, t, text);
      case ColumnType.TimeOfDay _ -> time(text);
      case ColumnType.TextArray _, ColumnType.Other _ -> new Value.Text(text);
    };
  }

  /** How many columns of a result a binding that is no reference takes. */
  public static int width(FieldBinding binding) {
    return binding.kind() instanceof Kind.Related ? RelatedSql.WIDTH : binding.readColumns().size();
  }

  /** What a binding that is no reference reads, from that place on. */
  public static Value read(ResultSet row, int place, FieldBinding binding) throws SQLException {
    return switch (binding.kind()) {
      case Kind.Computed(List<Column> inputs, var _) -> readAll(row, place, inputs);
      case Kind.Related related -> RelatedSql.read(row, place, related);
      case Kind.Direct _, Kind.LocalKey _, Kind.TypeName _, Kind.Derived _ ->
          read(row, place, binding.column().type());
    };
  }

  /** Columns that stand together, by their names. */
  private static Value.Compound readAll(ResultSet row, int place, List<Column> columns)
      throws SQLException {
    List<Value.Component> values = new ArrayList<>();
    for (Column column : columns) {
      Value value = read(row, place + values.size(), column.type());
      values.add(new Value.Component(column.name().value(), value));
    }
    return new Value.Compound(values);
  }

  private static Value number(String digits, String text) {
    try {
      return new Value.Numeric(new BigDecimal(digits));
    } catch (NumberFormatException _) {
      return new Value.Text(text);
    }
  }

  /** The shortest digits that tell the number from all others of its width. */
  private static String single(String text) {
    try {
      return Float.toString(Float.parseFloat(text));
    } catch (NumberFormatException _) {
      return text;
    }
  }

  private static Value day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      return isCommon(day) ? new Value.Day(day) : new Value.Text(text);
    } catch (DateTimeException _) {
      return new Value.Text(text);
    }
  }

  private static Value time(String text) {
    try {
      return new Value.TimeOfDay(LocalTime.parse(text));
    } catch (DateTimeException _) {
      return new Value.Text(text);
    }
  }

  private static Value moment(ResultSet row, int place, ColumnType.Timestamp type, String text)
      throws SQLException {
    LocalDateTime utc = type.withZone() ? zoned(row, place) : local(row, place);
    return utc != null && isCommon(utc.toLocalDate())
        ? new Value.Moment(utc.toInstant(ZoneOffset.UTC))
        : new Value.Text(text);
  }

  private static @Nullable LocalDateTime zoned(ResultSet row, int place) throws SQLException {
    OffsetDateTime moment = row.getObject(place, OffsetDateTime.class);
    return moment == null || moment.equals(OffsetDateTime.MAX) || moment.equals(OffsetDateTime.MIN)
        ? null
        : moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
  }

  private static @Nullable LocalDateTime local(ResultSet row, int place) throws SQLException {
    return row.getObject(place, LocalDateTime.class);
  }

  private static boolean isCommon(LocalDate day) {
    return day.getYear() >= 0 && day.getYear() <= LAST_YEAR;
  }
}
