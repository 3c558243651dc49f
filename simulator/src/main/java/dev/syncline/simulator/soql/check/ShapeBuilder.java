package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.soql.api.Column;
import dev.syncline.simulator.soql.plan.Hop;
import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.plan.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Collects the columns of a record, those of a parent together at their first mention. */
final class ShapeBuilder {
  private record Entry(Supplier<Column> column, Supplier<Shape.Part> part) {}

  private record Parent(Hop hop, ShapeBuilder columns, int index) {}

  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Parent> parents = new HashMap<>();

  /**
   * Adds a value of the record itself or, behind hops, of a parent.
   *
   * @return the indexes that lead to it; empty when its name is taken
   */
  List<Integer> add(List<Hop> hops, Column.Value column, Operand operand) {
    if (hops.isEmpty()) {
      return claim(column.name()) ? append(column, new Shape.ValuePart(operand)) : List.of();
    }
    Parent parent = parent(hops.getFirst());
    List<Integer> rest = parent.columns().add(hops.subList(1, hops.size()), column, operand);
    if (rest.isEmpty()) {
      return rest;
    }
    var path = new ArrayList<Integer>();
    path.add(parent.index());
    path.addAll(rest);
    return path;
  }

  private Parent parent(Hop hop) {
    return parents.computeIfAbsent(
        hop.relationship().toLowerCase(Locale.ROOT),
        key -> {
          var columns = new ShapeBuilder();
          entries.add(
              new Entry(
                  () ->
                      new Column.Parent(
                          hop.relationship(),
                          columns.build().columns(),
                          hop.polymorphic() ? null : hop.targets().getFirst()),
                  () -> new Shape.ParentPart(hop, columns.build())));
          return new Parent(hop, columns, entries.size() - 1);
        });
  }

  /** Takes a name for one column; false when it is taken already. */
  boolean claim(String name) {
    return names.add(name.toLowerCase(Locale.ROOT));
  }

  /** Adds a column whose name has been claimed. */
  List<Integer> append(Column column, Shape.Part part) {
    entries.add(new Entry(() -> column, () -> part));
    return List.of(entries.size() - 1);
  }

  Shape build() {
    return new Shape(
        entries.stream().map(entry -> entry.column().get()).toList(),
        entries.stream().map(entry -> entry.part().get()).toList());
  }
}
