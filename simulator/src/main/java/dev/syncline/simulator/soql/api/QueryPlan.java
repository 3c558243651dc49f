package dev.syncline.simulator.soql.api;

import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.List;
import java.util.Optional;

/** A statement that was parsed and checked: what it will answer, ready to run on any snapshot. */
public interface QueryPlan {
  /** What the rows of the answer are. */
  enum Kind {
    /** Records with their fields. */
    RECORDS,
    /** Nothing: {@code SELECT COUNT()} answers with the size alone. */
    COUNT,
    /** Groups or one aggregate ({@code AggregateResult}). */
    AGGREGATE
  }

  /** The object after FROM. */
  ObjectDefinition object();

  Kind kind();

  /** The columns in SELECT order; a parent stands where it is mentioned first. */
  List<Column> columns();

  /** The flat columns in SELECT order; empty when the plan has subqueries or a TYPEOF. */
  List<Cell> cells();

  /**
   * The fields in SELECT order when every column is a field of the object itself that its rows can
   * hand over: stored, calculated, or a person's name.
   */
  Optional<List<FieldDefinition>> plainFields();

  /**
   * Why Bulk API 2.0 refuses the statement; empty when it accepts it.
   *
   * <p>Bulk API 2.0 Developer Guide: no GROUP BY, OFFSET, TYPEOF, aggregate functions, date
   * functions in GROUP BY, compound fields, or parent-to-child relationships.
   */
  Optional<String> bulkRefusal();

  /** Binds the plan to a snapshot of the org whose schema it was prepared with. */
  QueryRun open(Snapshot snapshot);
}
