package dev.syncline.engine.mapping;

import dev.syncline.engine.hook.MappingHooks;
import dev.syncline.engine.scope.RowScope;
import dev.syncline.model.Column;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.FieldName;
import dev.syncline.model.Mapping;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.TableDescription;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A mapping whose every name has been looked up on both sides.
 *
 * @param rowKey the single column that identifies a row
 * @param bindings the fields that are read, in the order in which values travel
 * @param rows the rows that are pushed
 * @param outOfService stand-ins for fields that are not carried for now: changes of their columns
 *     are noted, and what bases hold of them stays
 * @param hooks who is asked about records and rows on their way
 */
public record ResolvedMapping(
    Mapping mapping,
    ObjectDescription object,
    TableDescription table,
    Column rowKey,
    List<FieldBinding> bindings,
    RowScope rows,
    List<FieldBinding> outOfService,
    MappingHooks hooks) {
  public ResolvedMapping {
    bindings = List.copyOf(bindings);
    outOfService = List.copyOf(outOfService);
  }

  /** A mapping without hooks. */
  public ResolvedMapping(
      Mapping mapping,
      ObjectDescription object,
      TableDescription table,
      Column rowKey,
      List<FieldBinding> bindings,
      RowScope rows,
      List<FieldBinding> outOfService) {
    this(mapping, object, table, rowKey, bindings, rows, outOfService, MappingHooks.NONE);
  }

  /** The same mapping with these hooks, and the condition on records that they leave. */
  public ResolvedMapping hooked(MappingHooks asked, Optional<String> where) {
    return new ResolvedMapping(
        mapping.where(where), object, table, rowKey, bindings, rows, outOfService, asked);
  }

  /** A mapping of which everything is carried. */
  public ResolvedMapping(
      Mapping mapping,
      ObjectDescription object,
      TableDescription table,
      Column rowKey,
      List<FieldBinding> bindings,
      RowScope rows) {
    this(mapping, object, table, rowKey, bindings, rows, List.of());
  }

  /** A mapping that pushes all rows. */
  public ResolvedMapping(
      Mapping mapping,
      ObjectDescription object,
      TableDescription table,
      Column rowKey,
      List<FieldBinding> bindings) {
    this(mapping, object, table, rowKey, bindings, RowScope.ALL);
  }

  /** Whether some records of the object are not pulled. */
  public boolean narrowsRecords() {
    return mapping.where().isPresent() || !mapping.recordTypes().isEmpty();
  }

  /** The same mapping with another policy for the rows of records that are gone. */
  public ResolvedMapping onDelete(DeletePolicy policy) {
    Mapping m = mapping;
    return new ResolvedMapping(
        new Mapping(
            m.name(),
            m.org(),
            m.object(),
            m.database(),
            m.table(),
            m.create(),
            m.where(),
            m.recordTypes(),
            m.allFields(),
            m.fields(),
            m.direction(),
            policy,
            m.rowKey(),
            m.rules()),
        object,
        table,
        rowKey,
        bindings,
        rows,
        outOfService,
        hooks);
  }

  /** All lines of which bases hold something: those that are carried, then those that are not. */
  public List<FieldBinding> remembered() {
    return Stream.concat(bindings.stream(), outOfService.stream()).toList();
  }

  /**
   * How rows refer to others whose columns are pushed, also while they are out of service, with
   * these columns.
   */
  public Map<Relation, List<Column>> relations() {
    return relations(remembered());
  }

  /** Those of {@link #relations} of which no line is carried now. */
  public Set<Relation> restingRelations() {
    Set<Relation> resting = new LinkedHashSet<>(relations(outOfService).keySet());
    resting.removeAll(relations(bindings).keySet());
    return resting;
  }

  private static Map<Relation, List<Column>> relations(List<FieldBinding> lines) {
    Map<Relation, List<Column>> relations = new LinkedHashMap<>();
    for (FieldBinding binding : lines) {
      if (binding.kind() instanceof FieldBinding.Kind.Related(Relation relation, Column value, _)) {
        List<Column> values = relations.computeIfAbsent(relation, _ -> new ArrayList<>());
        if (!values.contains(value)) {
          values.add(value);
        }
      }
    }
    return relations;
  }

  /** Whether rows are pushed without something that is out of service. */
  public boolean holdsBack() {
    return outOfService.stream().anyMatch(b -> b.direction().pushes());
  }

  /**
   * The fields to be read of a record: one per binding that has one, and what computed columns are
   * made of. Bindings without a field are the last, so that the others keep their places.
   */
  public List<FieldName> readFields() {
    List<FieldName> fields = new ArrayList<>();
    bindings.stream().filter(FieldBinding::hasField).forEach(b -> fields.add(b.field().name()));
    for (FieldBinding binding : bindings) {
      if (binding.kind() instanceof FieldBinding.Kind.Derived(List<FieldName> inputs, var _)) {
        inputs.stream().filter(f -> !fields.contains(f)).forEach(fields::add);
      }
    }
    return List.copyOf(fields);
  }

  /**
   * What was read of a record by {@link #readFields()}, one value per binding: for a computed
   * column, what it is made of.
   */
  public List<Value> bound(List<Value> read) {
    if (bindings.stream().allMatch(FieldBinding::hasField)) {
      return read;
    }
    List<FieldName> fields = readFields();
    List<Value> bound = new ArrayList<>();
    for (FieldBinding binding : bindings) {
      bound.add(
          switch (binding.kind()) {
            case FieldBinding.Kind.Derived(List<FieldName> inputs, var _) ->
                new Value.Compound(
                    inputs.stream()
                        .map(f -> new Value.Component(f.value(), read.get(fields.indexOf(f))))
                        .toList());
            case FieldBinding.Kind.Direct _, FieldBinding.Kind.LocalKey _ -> read.get(bound.size());
            case FieldBinding.Kind.TypeName _,
                FieldBinding.Kind.Computed _,
                FieldBinding.Kind.Related _ ->
                read.get(bound.size());
          });
    }
    return bound;
  }

  /** The binding whose field is the record's own id, if the id is mapped to a column. */
  public Optional<FieldBinding> idBinding() {
    return bindings.stream().filter(b -> b.field().name().value().equals("Id")).findFirst();
  }
}
