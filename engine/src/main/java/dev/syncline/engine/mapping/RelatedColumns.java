package dev.syncline.engine.mapping;

import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Direction;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Field;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldSource;
import dev.syncline.model.Mapping;
import dev.syncline.model.Problem;
import dev.syncline.model.TableDescription;
import java.util.Optional;
import java.util.function.Consumer;

/** Binds fields to columns of rows that the mapped rows refer to. */
final class RelatedColumns {
  private static final int MAX_KEY = 255;

  private final Mapping mapping;
  private final TableDescription table;
  private final Consumer<Problem> problems;

  RelatedColumns(Mapping mapping, TableDescription table, Consumer<Problem> problems) {
    this.mapping = mapping;
    this.table = table;
    this.problems = problems;
  }

  /** The binding of a field that can be written; empty if something about its column is wrong. */
  Optional<FieldBinding> of(FieldMapping said, Field field, FieldSource.RelatedColumn related) {
    Optional<Column> through = column(table, related.through(), field);
    TableDescription other = table.neighbours().get(related.table());
    if (other == null) {
      problem(
          "TABLE-MISSING",
          "there is no table '%s', of which %s gets a column"
              .formatted(related.table(), field.name()),
          "Create the table, or correct its name");
      return Optional.empty();
    }
    Optional<Column> value = column(other, related.column(), field);
    Optional<Column> key = key(other, related);
    if (through.isEmpty() || value.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    var relation = new Relation(through.get(), other.name(), key.get());
    return isAlike(relation, other) && isShort(relation, other) && fits(field, other, value.get())
        ? Optional.of(binding(said, field, relation, value.get(), related.missing()))
        : Optional.empty();
  }

  private static FieldBinding binding(
      FieldMapping said,
      Field field,
      Relation relation,
      Column value,
      FieldSource.MissingRow missing) {
    return new FieldBinding(
        field,
        relation.standIn(value),
        Direction.PUSH,
        new Kind.Related(relation, value, missing),
        said.rules());
  }

  private Optional<Column> column(TableDescription of, ColumnName name, Field field) {
    Optional<Column> column = of.column(name.value());
    if (column.isEmpty()) {
      String near =
          NearNames.nearest(name.value(), of.columns().stream().map(c -> c.name().value()))
              .map(n -> "Did you mean '" + n + "'? ")
              .orElse("");
      problem(
          "COLUMN-UNKNOWN",
          "Table " + of.name() + " has no column '" + name + "'",
          near + "Add the column, or correct the line of " + field.name());
    }
    return column;
  }

  private Optional<Column> key(TableDescription other, FieldSource.RelatedColumn related) {
    if (related.key().isEmpty() && other.primaryKey().size() == 1) {
      return other.column(other.primaryKey().getFirst().value());
    }
    Optional<Column> named = related.key().flatMap(name -> other.column(name.value()));
    if (named.filter(c -> other.isUnique(c.name())).isEmpty()) {
      problem(
          "TABLE-KEY",
          related
              .key()
              .map(k -> "'%s' is not a unique column of table %s".formatted(k, other.name()))
              .orElse("Table " + other.name() + " has no primary key of one column"),
          "Name the unique column that '" + related.through() + "' refers to as 'tableKey'");
      return Optional.empty();
    }
    return named;
  }

  /** Whether both can be compared by the index of either. */
  private boolean isAlike(Relation relation, TableDescription other) {
    ColumnType one = relation.through().type();
    ColumnType two = relation.key().type();
    boolean alike = isText(one) ? isText(two) : one.getClass().equals(two.getClass());
    if (!alike) {
      problem(
          "COLUMN-TYPE",
          "Column %s.%s is %s and cannot refer to %s.%s, which is %s"
              .formatted(
                  table.name(),
                  relation.through().name(),
                  ColumnTypes.words(one),
                  other.name(),
                  relation.key().name(),
                  ColumnTypes.words(two)),
          "Name the column that is a foreign key of table " + other.name() + " as 'through'");
    }
    return alike;
  }

  /** What is noted of a changed row is its key, in no more characters than this. */
  private boolean isShort(Relation relation, TableDescription other) {
    boolean fits =
        !(relation.key().type() instanceof ColumnType.Varchar(int most)) || most <= MAX_KEY;
    if (!fits) {
      problem(
          "TABLE-KEY",
          "Column %s.%s may hold more than %d characters"
              .formatted(other.name(), relation.key().name(), MAX_KEY),
          "Refer to a shorter unique column");
    }
    return fits;
  }

  private static boolean isText(ColumnType type) {
    return type instanceof ColumnType.Varchar || type instanceof ColumnType.LongText;
  }

  private boolean fits(Field field, TableDescription other, Column value) {
    boolean fits = ColumnTypes.compatible(field.type(), value.type());
    if (!fits) {
      problem(
          "COLUMN-TYPE",
          "Column %s.%s is %s and cannot be a value of %s, which is of type %s"
              .formatted(
                  other.name(),
                  value.name(),
                  ColumnTypes.words(value.type()),
                  field.name(),
                  field.type()),
          "Name a column that is " + ColumnTypes.words(ColumnTypes.fitting(field)));
    }
    return fits;
  }

  private void problem(String code, String message, String action) {
    problems.accept(
        new Problem(
            code, ErrorClass.MAPPING, "mapping " + mapping.name() + ": " + message, action));
  }
}
