package dev.syncline.plugin;

import dev.syncline.model.FieldName;
import dev.syncline.model.Value;
import java.util.Map;
import java.util.Set;

/**
 * What a hook changes of the values that are to be sent.
 *
 * @param set the values that fields are sent with instead; {@link Value.Null} empties a field. Each
 *     field is one that the mapping pushes
 * @param leave fields of which nothing is said: their records keep what they hold
 */
public record FieldChanges(Map<FieldName, Value> set, Set<FieldName> leave) {
  /** Nothing is changed. */
  public static final FieldChanges NONE = new FieldChanges(Map.of(), Set.of());

  public FieldChanges {
    set = Map.copyOf(set);
    leave = Set.copyOf(leave);
  }

  /** Changes of values alone. */
  public static FieldChanges set(Map<FieldName, Value> values) {
    return new FieldChanges(values, Set.of());
  }
}
