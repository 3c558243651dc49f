package dev.syncline.engine.mapping;

import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.TableName;
import dev.syncline.model.Value;
import java.util.List;

/**
 * How rows of the mapped table refer to rows of another table, or of the same: one step.
 *
 * @param through the column of the mapped table that refers
 * @param table the table that is referred to, as the catalog names it
 * @param key its column that is referred to, unique there
 */
public record Relation(Column through, TableName table, Column key) {
  /** The relation by its names alone, which tell it from the others of its mapping. */
  public String name() {
    return through.name() + " -> " + table + "." + key.name();
  }

  /**
   * Stands where a binding has no column of the mapped table: of the type of the related one, and
   * of a name that no column has.
   */
  public Column standIn(Column value) {
    var name = new ColumnName("(" + table.name() + "." + value.name() + ")");
    return new Column(name, value.type(), true, false, false);
  }

  /**
   * What is read instead of a value where the row that is referred to is not there: unlike an empty
   * reference, and unlike an empty column.
   *
   * @param reference what the referring column holds
   */
  public Value missing(Value reference) {
    return new Value.Compound(List.of(new Value.Component(through.name().value(), reference)));
  }
}
