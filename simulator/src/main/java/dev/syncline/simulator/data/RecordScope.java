package dev.syncline.simulator.data;

import dev.syncline.simulator.formula.Formula;
import dev.syncline.simulator.formula.Scope;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record as its formulas see it, with its parents. Permissions do not count for formulas. */
final class RecordScope implements Scope {
  /** Formulas that name formulas that name formulas end somewhere. */
  private static final int MAX_DEPTH = 10;

  private final OrgSnapshot view;
  private final Instant now;
  private final int depth;
  private final ObjectDefinition object;
  private final Row row;
  private final @Nullable Row before;

  private RecordScope(
      OrgSnapshot view,
      Instant now,
      int depth,
      ObjectDefinition object,
      Row row,
      @Nullable Row before) {
    this.view = view;
    this.now = now;
    this.depth = depth;
    this.object = object;
    this.row = row;
    this.before = before;
  }

  /** A record that is being read. */
  static RecordScope reading(OrgSnapshot view, Instant now, ObjectDefinition object, Row row) {
    return new RecordScope(view, now, 0, object, row, row);
  }

  /**
   * A record that is being written.
   *
   * @param before the record as it was; null for a new one
   */
  static RecordScope writing(
      OrgSnapshot view, Instant now, ObjectDefinition object, Row row, @Nullable Row before) {
    return new RecordScope(view, now, 0, object, row, before);
  }

  @Override
  public @Nullable Object value(List<String> path) {
    return value(object, row, path);
  }

  @Override
  public @Nullable Object priorValue(List<String> path) {
    return before == null ? null : value(object, before, path);
  }

  @Override
  public boolean isNew() {
    return before == null;
  }

  @Override
  public Instant now() {
    return now;
  }

  /** Percents are shares of one in formulas. */
  private @Nullable Object value(ObjectDefinition type, Row record, List<String> path) {
    if (path.size() == 1) {
      Optional<FieldDefinition> field = type.field(path.getFirst());
      Object value = field.map(found -> own(type, record, found)).orElse(null);
      boolean percent = field.filter(f -> f.type() == FieldType.PERCENT).isPresent();
      return percent && value instanceof BigDecimal number ? number.movePointLeft(2) : value;
    }
    Object id = type.relationship(path.getFirst()).map(record::value).orElse(null);
    return id == null ? null : parentValue(id.toString(), path.subList(1, path.size()));
  }

  private @Nullable Object parentValue(String id, List<String> path) {
    ObjectDefinition type = view.schema().objectOfPrefix(id.substring(0, 3)).orElse(null);
    Row parent = type == null ? null : view.find(type, id).orElse(null);
    return type == null || parent == null ? null : value(type, parent, path);
  }

  private @Nullable Object own(ObjectDefinition type, Row record, FieldDefinition field) {
    Optional<Formula> formula = type.formula(field);
    if (formula.isEmpty()) {
      boolean whole = field.type() == FieldType.ADDRESS || field.type() == FieldType.LOCATION;
      return whole ? null : record.value(field);
    }
    return depth >= MAX_DEPTH
        ? null
        : fitted(
            field,
            formula.get().value(new RecordScope(view, now, depth + 1, type, record, before)));
  }

  /** The value of a formula field. */
  @Nullable Object calculated(FieldDefinition field) {
    return own(object, row, field);
  }

  /** What a formula comes to, as its field holds it. */
  static @Nullable Object fitted(FieldDefinition field, @Nullable Object value) {
    return switch (field.type()) {
      case BOOLEAN -> Boolean.TRUE.equals(value);
      case PERCENT ->
          value instanceof BigDecimal share ? scaled(field, share.movePointRight(2)) : null;
      case DOUBLE, CURRENCY, INT, LONG ->
          value instanceof BigDecimal number ? scaled(field, number) : null;
      case DATETIME ->
          value instanceof Instant moment ? moment.truncatedTo(ChronoUnit.SECONDS) : null;
      case DATE -> value instanceof LocalDate date ? date : null;
      case TIME -> value instanceof LocalTime time ? time : null;
      default -> value == null || value.toString().isEmpty() ? null : text(field, value);
    };
  }

  private static String text(FieldDefinition field, Object value) {
    String text = value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    return field.length() > 0 && text.length() > field.length()
        ? text.substring(0, field.length())
        : text;
  }

  private static BigDecimal scaled(FieldDefinition field, BigDecimal number) {
    BigDecimal rounded =
        number.scale() > field.scale()
            ? number.setScale(field.scale(), RoundingMode.HALF_UP)
            : number;
    BigDecimal stripped = rounded.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
