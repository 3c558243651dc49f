package dev.syncline.engine.drift;

import dev.syncline.engine.mapping.ColumnTypes;
import dev.syncline.engine.mapping.ExpressionTypes;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Field;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldSource;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.TableDescription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what has changed under a mapping since its shape was remembered. Pure. */
final class SchemaDiff {
  private final SchemaShape before;
  private final Mapping mapping;
  private final ObjectDescription object;
  private final TableDescription table;
  private final List<SchemaChange> changes = new ArrayList<>();

  private SchemaDiff(
      SchemaShape before, Mapping mapping, ObjectDescription object, TableDescription table) {
    this.before = before;
    this.mapping = mapping;
    this.object = object;
    this.table = table;
  }

  /** What has changed, line by line; lines that the mapping no longer has are left out. */
  static List<SchemaChange> between(
      SchemaShape before, Mapping mapping, ObjectDescription object, TableDescription table) {
    var diff = new SchemaDiff(before, mapping, object, table);
    diff.object();
    diff.rowKey();
    before.fields().stream().filter(diff::isMapped).forEach(diff::lineOrReturn);
    diff.added();
    return List.copyOf(diff.changes);
  }

  /** Whether the mapping still means the field, and the column that it had. */
  private boolean isMapped(FieldShape shape) {
    List<FieldMapping> said =
        mapping.fields().stream()
            .filter(f -> f.field().value().equalsIgnoreCase(shape.name().value()))
            .toList();
    boolean elsewhere =
        said.stream()
            .flatMap(f -> f.column().stream())
            .anyMatch(c -> shape.column().filter(s -> isNamed(s, c.value())).isEmpty());
    boolean everyField = mapping.allFields() && shape.hasField();
    return !elsewhere && (everyField || shape.type() == FieldType.ID || !said.isEmpty());
  }

  private static boolean isNamed(ColumnShape column, String name) {
    return column.name().equalsIgnoreCase(name);
  }

  private void object() {
    if (!object.queryable()) {
      add(ChangeKind.OBJECT_NOT_READABLE, object.name() + " cannot be read any more");
    }
    boolean writable = object.createable() || object.updateable();
    if (mapping.direction().pushes() && !writable) {
      add(ChangeKind.OBJECT_NOT_WRITABLE, object.name() + " cannot be written any more");
    }
    mapping.rules().key().ifPresent(this::key);
  }

  private void rowKey() {
    if (before.rowKey().isEmpty()) {
      return;
    }
    ColumnShape key = before.rowKey().get();
    Optional<Column> column = table.column(key.name());
    boolean other =
        column.isEmpty()
            || key.to(column.get().type()) == ColumnShape.Step.OTHER
            || mapping.rowKey().filter(k -> !isNamed(key, k.value())).isPresent();
    if (other) {
      add(
          ChangeKind.ROW_KEY_CHANGED,
          "the row key %s of table %s is %s"
              .formatted(
                  key.name(),
                  table.name(),
                  column.map(c -> ColumnTypes.words(c.type()) + " now").orElse("gone")));
    }
  }

  private void key(FieldName key) {
    Optional<Field> field = object.field(key.value());
    if (before.field(key).isEmpty()) {
      return;
    }
    if (field.isEmpty()) {
      add(ChangeKind.KEY_REMOVED, "the key " + place(key) + " is gone or hidden");
    } else if (!field.get().flags().externalId() && !field.get().flags().idLookup()) {
      add(ChangeKind.KEY_NO_EXTERNAL_ID, "the key " + place(key) + " is no external id any more");
    }
  }

  private String place(FieldName field) {
    return object.name() + "." + field;
  }

  private void add(ChangeKind kind, String words) {
    changes.add(new SchemaChange(kind, Optional.empty(), words));
  }

  private void add(ChangeKind kind, FieldShape shape, String words) {
    String place =
        shape.hasField()
            ? place(shape.name())
            : "column " + table.name() + "." + shape.column().map(ColumnShape::name).orElse("");
    changes.add(new SchemaChange(kind, Optional.of(shape.name()), place + words));
  }

  /** A line that was out of service is back if nothing stands in its way. */
  private void lineOrReturn(FieldShape was) {
    int known = changes.size();
    line(was);
    boolean broken =
        changes.subList(known, changes.size()).stream()
            .anyMatch(c -> c.kind().weight() == ChangeKind.Weight.BROKEN);
    if (before.outOfService().contains(was.name()) && !broken) {
      add(ChangeKind.FIELD_RETURNED, was, " is back");
    }
  }

  private void line(FieldShape was) {
    Optional<Field> found = object.field(was.name().value());
    if (was.hasField() && found.isEmpty()) {
      if (mapping.rules().key().filter(was.name()::equals).isPresent()) {
        return; // said of the key
      }
      add(ChangeKind.FIELD_REMOVED, was, " is gone, or hidden from the integration user");
      return;
    }
    Optional<Column> column = was.column().flatMap(c -> table.column(c.name()));
    if (was.column().isPresent() && column.isEmpty()) {
      add(ChangeKind.COLUMN_REMOVED, was, ": its column " + was.column().get().name() + " is gone");
      return;
    }
    inputs(was);
    FieldType type = found.map(Field::type).orElse(was.type());
    was.column().ifPresent(c -> column(was, c, column.orElseThrow(), type));
    found.ifPresent(
        is -> {
          type(was, is, column);
          new FieldDiff(was, is, mapping.direction().pushes())
              .changes()
              .forEach(change -> add(change.kind(), was, change.words()));
        });
  }

  private void type(FieldShape was, Field is, Optional<Column> column) {
    if (was.type() == is.type()) {
      return;
    }
    String words = " is of type " + is.type() + ", it was of type " + was.type();
    boolean fits = column.isEmpty() || fits(is.type(), column.get().type(), was);
    if (!is.type().isSupported()) {
      add(ChangeKind.FIELD_UNSUPPORTED, was, words);
    } else {
      add(fits ? ChangeKind.FIELD_RETYPED : ChangeKind.FIELD_RETYPED_UNFIT, was, words);
    }
  }

  /** A column of row keys follows the parent's key, whatever the field's type. */
  private static boolean fits(FieldType field, ColumnType column, FieldShape was) {
    boolean rowKeys = field == FieldType.REFERENCE && !was.referenceTo().isEmpty();
    return ColumnTypes.compatible(field, column)
        || (rowKeys && !(column instanceof ColumnType.Other));
  }

  private void column(FieldShape was, ColumnShape then, Column column, FieldType type) {
    String place = ": its column " + then.name();
    if (column.generated()) {
      add(ChangeKind.COLUMN_GENERATED, was, place + " is computed by the database now");
      return;
    }
    String now = place + " is " + ColumnTypes.words(column.type()) + " now";
    switch (then.to(column.type())) {
      case SAME -> {}
      case WIDER -> add(ChangeKind.COLUMN_LENGTHENED, was, now);
      case NARROWER ->
          add(ChangeKind.COLUMN_SHORTENED, was, now + ", it was " + ColumnTypes.words(then.type()));
      case OTHER ->
          add(
              fits(type, column.type(), was)
                  ? ChangeKind.COLUMN_RETYPED
                  : ChangeKind.COLUMN_RETYPED_UNFIT,
              was,
              now + ", it was " + ColumnTypes.words(then.type()));
    }
    if (column.nullable() != then.nullable()) {
      add(
          column.nullable() ? ChangeKind.COLUMN_NULLABLE : ChangeKind.COLUMN_NOT_NULL,
          was,
          place + (column.nullable() ? " may" : " must not") + " be null");
    }
  }

  /** What an expression reads must be there, and be to it what it was. */
  private void inputs(FieldShape was) {
    for (String input : isMeant(was) ? was.inputs() : List.<String>of()) {
      String name = FieldShape.nameOf(input);
      Optional<String> now =
          was.hasField()
              ? FieldShape.columnOf(table, name)
                  .map(column -> name + "=" + ExpressionTypes.of(column.type()))
              : object.field(name).map(FieldShape::input);
      if (now.filter(input::equals).isEmpty()) {
        add(
            ChangeKind.EXPRESSION_INPUT_CHANGED,
            was,
            ": " + name + ", of which it is computed, is gone or of another type");
      }
    }
  }

  /** Whether a column of a related row is still the one that the mapping names. */
  private boolean isMeant(FieldShape was) {
    if (!was.isRelated()) {
      return true;
    }
    String column = FieldShape.nameOf(was.inputs().getLast());
    return mapping.fields().stream()
        .filter(f -> f.field().value().equalsIgnoreCase(was.name().value()))
        .map(FieldMapping::source)
        .anyMatch(
            source ->
                source instanceof FieldSource.RelatedColumn related
                    && Optional.ofNullable(table.neighbours().get(related.table()))
                        .filter(t -> !column.equalsIgnoreCase(t.name() + "." + related.column()))
                        .isEmpty());
  }

  private void added() {
    Set<String> known = new HashSet<>(before.otherFields());
    before.fields().forEach(f -> known.add(f.name().value()));
    object.fields().stream()
        .filter(f -> !known.contains(f.name().value()) && f.type().isSupported())
        .filter(f -> !said(f))
        .forEach(f -> add(ChangeKind.FIELD_ADDED, place(f.name()) + " is new and can be mapped"));
    Set<String> columns = new HashSet<>(before.otherColumns());
    before.fields().forEach(f -> f.column().ifPresent(c -> columns.add(c.name())));
    before.rowKey().ifPresent(k -> columns.add(k.name()));
    table.columns().stream()
        .filter(c -> !columns.contains(FieldShape.plain(c.name().value())) && !said(c))
        .forEach(
            c ->
                add(
                    ChangeKind.COLUMN_ADDED,
                    "column %s.%s is new and a field can be mapped to it"
                        .formatted(table.name(), c.name())));
  }

  private boolean said(Field field) {
    return mapping.fields().stream()
        .anyMatch(f -> f.field().value().equalsIgnoreCase(field.name().value()));
  }

  private boolean said(Column column) {
    return mapping.fields().stream()
        .flatMap(f -> f.column().stream())
        .anyMatch(c -> c.value().equalsIgnoreCase(column.name().value()));
  }
}
