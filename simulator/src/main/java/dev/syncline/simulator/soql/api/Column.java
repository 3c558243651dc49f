package dev.syncline.simulator.soql.api;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One column of a result in SELECT order: a value, a parent record, or child records. */
public sealed interface Column {
  /** The key in JSON: the canonical field or relationship name, the alias, or {@code expr0}. */
  String name();

  /** Where a value comes from. */
  enum Origin {
    /** A field as stored or composed. */
    FIELD,
    /** A function of one field outside grouping: {@code toLabel}, {@code FORMAT}, DISTANCE, …. */
    FUNCTION,
    /** A key of GROUP BY: a field or a date function. */
    GROUP,
    /** COUNT, SUM, AVG, MIN, MAX, COUNT_DISTINCT, GROUPING. */
    AGGREGATE
  }

  /**
   * A single value.
   *
   * @param type how the value is written; ADDRESS values are {@link Address}, LOCATION values
   *     {@link Location}, all others as {@link FieldType} says
   * @param underlying the field that the value is made from; null for {@code COUNT()}
   * @param display what a person is shown above the column: the name, or the call of an aggregate
   */
  record Value(
      String name,
      FieldType type,
      Origin origin,
      @Nullable FieldDefinition underlying,
      String display)
      implements Column {
    /** A value that is shown by its name. */
    public Value(String name, FieldType type, Origin origin, @Nullable FieldDefinition underlying) {
      this(name, type, origin, underlying, name);
    }

    /** The field that the value is made from; empty for a bare count. */
    public Optional<FieldDefinition> field() {
      return Optional.ofNullable(underlying);
    }
  }

  /**
   * A parent record, nested.
   *
   * @param columns the parent's columns, in the order of their first mention
   * @param object the parent's object; null when it can be one of several, then the record says
   */
  record Parent(String name, List<Column> columns, @Nullable ObjectDefinition object)
      implements Column {
    /** The parent's object; empty when the reference is polymorphic. */
    public Optional<ObjectDefinition> parentObject() {
      return Optional.ofNullable(object);
    }
  }

  /** A parent whose columns depend on its object (TYPEOF); the nested row says which. */
  record TypeOf(String name) implements Column {}

  /**
   * The result of a child subquery.
   *
   * @param name the child relationship, such as {@code Contacts}
   */
  record Children(String name, List<Column> columns, ObjectDefinition object) implements Column {}
}
