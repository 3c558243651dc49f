package dev.syncline.engine.mapping;

import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.value.Computation;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.engine.value.Fit;
import dev.syncline.engine.value.TypedText;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Direction;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Field;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldSource;
import dev.syncline.model.Mapping;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordType;
import dev.syncline.model.TableDescription;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Binds the lines of a mapping whose value is made, not carried: constants and expressions. */
final class ComputedBindings {
  /** Stands where a binding has no column of the table. */
  private static final Column NO_COLUMN =
      new Column(new ColumnName("(computed)"), new ColumnType.LongText(), true, false, false);

  private static final String ROW = "row.";
  private static final String RECORD = "record.";

  private final Mapping mapping;
  private final ObjectDescription object;
  private final TableDescription table;
  private final Expressions expressions;
  private final Consumer<Problem> problems;

  ComputedBindings(
      Mapping mapping,
      ObjectDescription object,
      TableDescription table,
      Expressions expressions,
      Consumer<Problem> problems) {
    this.mapping = mapping;
    this.object = object;
    this.table = table;
    this.expressions = expressions;
    this.problems = problems;
  }

  /** Those with a field first, those of columns alone last. */
  List<FieldBinding> all() {
    List<FieldBinding> bindings = new ArrayList<>();
    for (FieldMapping said : mapping.fields()) {
      if (said.hasField() && MappedFields.isComputed(said)) {
        object
            .field(said.field().value())
            .flatMap(field -> value(said, field))
            .ifPresent(bindings::add);
      }
    }
    for (FieldMapping said : mapping.fields()) {
      if (!said.hasField()) {
        column(said).ifPresent(bindings::add);
      }
    }
    return bindings;
  }

  private Optional<FieldBinding> value(FieldMapping said, Field field) {
    return switch (said.source()) {
      case FieldSource.Plain _ -> Optional.empty();
      case FieldSource.Constant(String text) -> constant(said, field, text);
      case FieldSource.Expression(String text) ->
          isWritable(field) ? expression(said, field, text) : Optional.empty();
      case FieldSource.RecordTypeName(Optional<String> whenNew) -> recordType(said, field, whenNew);
      case FieldSource.RelatedColumn related ->
          isWritable(field)
              ? new RelatedColumns(mapping, table, problems).of(said, field, related)
              : Optional.empty();
    };
  }

  private Optional<FieldBinding> recordType(
      FieldMapping said, Field field, Optional<String> whenNew) {
    var types = new RecordTypes(mapping, object, problems);
    if (whenNew.isEmpty()) {
      problem(
          "COLUMN-MISSING",
          object.name() + "." + field.name() + " has neither a column nor a record type",
          "Name the column, or the record type of new records as 'recordType'");
      return Optional.empty();
    }
    Optional<RecordType> type =
        types.isField(field) ? types.named(whenNew.get()) : Optional.empty();
    return type.map(t -> computed(said, field, new Value.Text(t.id().value())));
  }

  private Optional<FieldBinding> constant(FieldMapping said, Field field, String text) {
    if (!isWritable(field)) {
      return Optional.empty();
    }
    return switch (FieldForm.ofColumn(field, new Value.Text(text))) {
      case Fit.Fits(Value value) -> Optional.of(computed(said, field, value));
      case Fit.Misfit misfit -> {
        problem(
            "CONSTANT-UNFIT",
            "the constant of " + object.name() + "." + field.name() + " " + misfit.reason(),
            "Write a constant that the field can hold");
        yield Optional.empty();
      }
      case Fit.Altered _, Fit.Unsaid _ -> Optional.empty();
    };
  }

  private boolean isWritable(Field field) {
    boolean writable = field.flags().createable() || field.flags().updateable();
    if (!writable || !mapping.direction().pushes()) {
      problem(
          "COMPUTED-IDLE",
          "%s.%s cannot be computed: %s"
              .formatted(
                  object.name(),
                  field.name(),
                  writable ? "the mapping does not push" : "nobody may write the field"),
          "Leave the line out; what a column is computed of stands under 'columns'");
      return false;
    }
    return true;
  }

  private Optional<FieldBinding> expression(FieldMapping said, Field field, String text) {
    Map<String, Column> columns = new LinkedHashMap<>();
    Map<String, Expressions.Type> types = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      columns.put(ROW + column.name().value(), column);
      types.put(ROW + column.name().value(), ExpressionTypes.of(column.type()));
    }
    return made(object.name() + "." + field.name(), text, types)
        .map(
            right ->
                new FieldBinding(
                    field,
                    NO_COLUMN,
                    Direction.PUSH,
                    new Kind.Computed(
                        right.inputs().stream()
                            .flatMap(i -> Optional.ofNullable(columns.get(i)).stream())
                            .toList(),
                        right.computation()),
                    said.rules()));
  }

  private Optional<FieldBinding> expression(FieldMapping said, Column column, String text) {
    Map<String, FieldName> fields = new LinkedHashMap<>();
    Map<String, Expressions.Type> types = new LinkedHashMap<>();
    for (Field field : object.fields()) {
      if (field.type().isSupported() && !field.type().isCompound()) {
        fields.put(RECORD + field.name().value(), field.name());
        types.put(RECORD + field.name().value(), ExpressionTypes.of(field.type()));
      }
    }
    return made(table.name() + "." + column.name(), text, types)
        .map(
            right ->
                new FieldBinding(
                    PlainField.of(said.field(), ExpressionTypes.fieldType(right.result())),
                    column,
                    Direction.PULL,
                    new Kind.Derived(
                        right.inputs().stream()
                            .flatMap(i -> Optional.ofNullable(fields.get(i)).stream())
                            .toList(),
                        right.computation()),
                    said.rules()));
  }

  private Optional<Expressions.Made.Right> made(
      String place, String text, Map<String, Expressions.Type> types) {
    return switch (expressions.make(text, types)) {
      case Expressions.Made.Right right -> Optional.of(right);
      case Expressions.Made.Wrong(String reason) -> {
        problem(
            "EXPRESSION-WRONG",
            "the expression of " + place + ": " + reason,
            "Correct the expression; docs/fields.md says what it may read and do");
        yield Optional.empty();
      }
    };
  }

  private static FieldBinding computed(FieldMapping said, Field field, Value value) {
    return new FieldBinding(
        field,
        NO_COLUMN,
        Direction.PUSH,
        new Kind.Computed(List.of(), new Computation.Constant(value)),
        said.rules());
  }

  private Optional<FieldBinding> column(FieldMapping said) {
    String name = said.column().map(ColumnName::value).orElseThrow();
    Optional<Column> column = table.column(name);
    if (column.isEmpty() || column.get().generated()) {
      problem(
          column.isEmpty() ? "COLUMN-UNKNOWN" : "COLUMN-GENERATED",
          "Table %s has no column '%s' that can be written".formatted(table.name(), name),
          "Add the column, or correct its name under 'columns'");
      return Optional.empty();
    }
    if (said.source() instanceof FieldSource.Expression(String expression)) {
      return expression(said, column.get(), expression);
    }
    if (!(said.source() instanceof FieldSource.Constant(String text))) {
      return Optional.empty();
    }
    Value value = TypedText.of(column.get().type(), new Value.Text(text));
    return Optional.of(
        new FieldBinding(
            PlainField.of(said.field(), TypedText.fieldType(column.get().type())),
            column.get(),
            Direction.PULL,
            new Kind.Derived(List.of(), new Computation.Constant(value)),
            said.rules()));
  }

  private void problem(String code, String message, String action) {
    problems.accept(
        new Problem(
            code, ErrorClass.MAPPING, "mapping " + mapping.name() + ": " + message, action));
  }
}
