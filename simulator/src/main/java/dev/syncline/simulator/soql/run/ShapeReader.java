package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soql.api.Column;
import dev.syncline.simulator.soql.api.ResultRow;
import dev.syncline.simulator.soql.api.Rows;
import dev.syncline.simulator.soql.plan.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A shape compiled for one reading thread: makes result rows of records. */
final class ShapeReader {
  /** One compiled column. */
  private sealed interface Slot {}

  private record ValueSlot(Reader<Row> reader) implements Slot {}

  private record ParentSlot(Function<Row, @Nullable Row> step, ShapeReader shape) implements Slot {}

  private record TypeOfSlot(
      Function<Row, @Nullable Row> step,
      Map<ObjectDefinition, ShapeReader> branches,
      ShapeReader otherwise)
      implements Slot {}

  private record ChildrenSlot(Shape.ChildrenPart part) implements Slot {}

  private final RunContext context;
  private final Records records;
  private final List<Column> columns;
  private final List<Slot> slots;

  ShapeReader(RunContext context, Records records, Shape shape) {
    this.context = context;
    this.records = records;
    this.columns = shape.columns();
    this.slots = shape.parts().stream().map(this::slot).toList();
  }

  private Slot slot(Shape.Part part) {
    RecordReaders readers = context.readers(records);
    return switch (part) {
      case Shape.ValuePart value -> new ValueSlot(readers.reader(value.operand()));
      case Shape.ParentPart parent ->
          new ParentSlot(
              readers.step(parent.hop()), new ShapeReader(context, records, parent.shape()));
      case Shape.TypeOfPart typeOf -> typeOf(readers, typeOf);
      case Shape.ChildrenPart children -> new ChildrenSlot(children);
    };
  }

  private Slot typeOf(RecordReaders readers, Shape.TypeOfPart typeOf) {
    Map<ObjectDefinition, ShapeReader> branches = new HashMap<>();
    typeOf
        .branches()
        .forEach((object, shape) -> branches.put(object, new ShapeReader(context, records, shape)));
    Shape otherwise = typeOf.otherwise();
    Shape rest = otherwise == null ? new Shape(List.of(), List.of()) : otherwise;
    return new TypeOfSlot(
        readers.step(typeOf.hop()), branches, new ShapeReader(context, records, rest));
  }

  ResultRow row(Row record) {
    return new RecordRow(record);
  }

  /** The reader of a value somewhere in the nested columns. */
  Reader<Row> reader(List<Integer> path) {
    Slot slot = slots.get(path.getFirst());
    List<Integer> rest = path.subList(1, path.size());
    return switch (slot) {
      case ValueSlot value -> value.reader();
      case ParentSlot parent -> {
        Reader<Row> inner = parent.shape().reader(rest);
        yield row -> {
          Row found = parent.step().apply(row);
          return found == null ? null : inner.read(found);
        };
      }
      case TypeOfSlot typeOf -> throw new IllegalStateException("A TYPEOF has no flat form.");
      case ChildrenSlot children -> throw new IllegalStateException("Children have no flat form.");
    };
  }

  private final class RecordRow implements ResultRow {
    private final Row record;

    RecordRow(Row record) {
      this.record = record;
    }

    @Override
    public List<Column> columns() {
      return columns;
    }

    @Override
    public Optional<Row> record() {
      return Optional.of(record);
    }

    @Override
    public Optional<ObjectDefinition> object() {
      return Optional.ofNullable(records.object(record.id()));
    }

    @Override
    public @Nullable Object value(int column) {
      return slots.get(column) instanceof ValueSlot value ? value.reader().read(record) : null;
    }

    @Override
    public Optional<ResultRow> parent(int column) {
      return switch (slots.get(column)) {
        case ParentSlot parent ->
            Optional.ofNullable(parent.step().apply(record)).map(parent.shape()::row);
        case TypeOfSlot typeOf ->
            Optional.ofNullable(typeOf.step().apply(record)).map(row -> branch(typeOf, row));
        case ValueSlot value -> Optional.empty();
        case ChildrenSlot children -> Optional.empty();
      };
    }

    private ResultRow branch(TypeOfSlot typeOf, Row row) {
      ObjectDefinition object = records.object(row.id());
      ShapeReader shape = object == null ? null : typeOf.branches().get(object);
      return (shape == null ? typeOf.otherwise() : shape).row(row);
    }

    @Override
    public Rows children(int column) {
      if (slots.get(column) instanceof ChildrenSlot(var part)) {
        return RecordRun.children(context, part, record.id());
      }
      throw new IllegalArgumentException("Column " + column + " holds no children.");
    }
  }
}
