package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soql.api.Explanation;
import dev.syncline.simulator.soql.plan.RecordPlan;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/** How the rows are found that a filter then judges. */
sealed interface Access {
  /**
   * All records whose id lies between two, both left out, in the order of their ids.
   *
   * @param after empty for the beginning
   * @param until empty for the end
   */
  record Scan(String after, String until) implements Access {}

  /**
   * Records by id.
   *
   * @param ids in ascending order, each once
   * @param field the field whose condition gave the ids
   */
  record ById(List<String> ids, String field) implements Access {}

  /** Records by an indexed field, in the order that the index has. */
  record ByIndex(FieldDefinition field, Object value) implements Access {}

  /** The scan of everything. */
  static Scan everything() {
    return new Scan("", "");
  }

  /** Whether the rows come in the order of their ids. */
  default boolean inOrderOfIds() {
    return !(this instanceof ByIndex);
  }

  /** The rows, those in the recycle bin included. */
  default Iterator<Row> rows(ObjectDefinition object, Snapshot snapshot) {
    return switch (this) {
      case Scan scan -> scan(object, snapshot, scan);
      case ById ids -> new FoundRows(ids.ids().iterator(), object, snapshot);
      case ByIndex index -> snapshot.lookup(object, index.field(), index.value());
    };
  }

  private static Iterator<Row> scan(ObjectDefinition object, Snapshot snapshot, Scan scan) {
    Iterator<Row> rows =
        scan.after().isEmpty() ? snapshot.scan(object) : snapshot.scanAfter(object, scan.after());
    return scan.until().isEmpty() ? rows : new RowsUntil(rows, scan.until());
  }

  /** The same rows without those up to an id; only where they come in the order of ids. */
  default Access after(String id) {
    return switch (this) {
      case Scan scan -> new Scan(id, scan.until());
      case ById ids -> {
        int found = Collections.binarySearch(ids.ids(), id);
        int next = found < 0 ? -found - 1 : found + 1;
        yield new ById(ids.ids().subList(next, ids.ids().size()), ids.field());
      }
      case ByIndex index -> throw new IllegalStateException("Not in the order of ids: " + index);
    };
  }

  /** The way in the words of the API's {@code explain}. */
  default Explanation explain(Snapshot snapshot, RecordPlan plan) {
    long all = snapshot.count(plan.object());
    return switch (this) {
      case Scan scan ->
          scan.equals(everything())
              ? new Explanation(Explanation.Operation.TABLE_SCAN, List.of(), all, all)
              : new Explanation(Explanation.Operation.INDEX, List.of("Id"), all, all);
      case ById ids ->
          new Explanation(Explanation.Operation.INDEX, List.of(ids.field()), ids.ids().size(), all);
      case ByIndex index ->
          new Explanation(Explanation.Operation.INDEX, List.of(index.field().name()), all, all);
    };
  }
}
