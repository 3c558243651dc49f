package dev.syncline.simulator.tooling;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The records of the Tooling API at one moment, each object's made when it is asked for first. */
final class ToolingSnapshot implements Snapshot {
  private final Schema schema;
  private final Function<ObjectDefinition, List<Row>> source;
  private final Map<ObjectDefinition, List<Row>> made = new ConcurrentHashMap<>();

  /**
   * @param source the records of an object, in any order
   */
  ToolingSnapshot(Schema schema, Function<ObjectDefinition, List<Row>> source) {
    this.schema = schema;
    this.source = source;
  }

  private List<Row> rows(ObjectDefinition object) {
    return made.computeIfAbsent(
        object, key -> source.apply(key).stream().sorted(Comparator.comparing(Row::id)).toList());
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Optional<Row> find(ObjectDefinition object, String id) {
    Optional<FieldDefinition> durableId = object.field("DurableId");
    return rows(object).stream()
        .filter(
            row ->
                row.id().equals(id)
                    || durableId.filter(field -> id.equals(row.value(field))).isPresent())
        .findFirst();
  }

  @Override
  public Iterator<Row> scan(ObjectDefinition object) {
    return rows(object).iterator();
  }

  @Override
  public Iterator<Row> lookup(ObjectDefinition object, FieldDefinition field, Object value) {
    return rows(object).stream().filter(row -> value.equals(row.value(field))).iterator();
  }

  @Override
  public boolean isIndexed(ObjectDefinition object, FieldDefinition field) {
    return false;
  }

  @Override
  public long count(ObjectDefinition object) {
    return rows(object).size();
  }
}
