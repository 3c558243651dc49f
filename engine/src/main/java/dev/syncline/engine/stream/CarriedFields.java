package dev.syncline.engine.stream;

import dev.syncline.model.FieldName;
import dev.syncline.model.Value;
import java.util.Map;
import java.util.Set;

/**
 * What an event says of a record's fields, by the names that describe gives them. A field that
 * stands in neither is, after an update, as it was, as far as events tell: they never tell of what
 * an org works out by itself (SystemModstamp, roll-ups, formulas that depend on other records).
 *
 * @param values exact values; a field that was emptied has {@link Value#NULL}. Of a create or an
 *     undelete all fields that events of this object carry and the user may see
 * @param unsure fields that changed to a value that the event does not carry exactly: read them.
 *     None of them is among the values
 * @param diffs for some of the unsure fields the way to the value from the one before
 */
public record CarriedFields(
    Map<FieldName, Value> values, Set<FieldName> unsure, Map<FieldName, TextDiff> diffs) {
  /** Of a delete: nothing. */
  public static final CarriedFields NONE = new CarriedFields(Map.of(), Set.of(), Map.of());

  public CarriedFields {
    values = Map.copyOf(values);
    unsure = Set.copyOf(unsure);
    diffs = Map.copyOf(diffs);
    if (unsure.stream().anyMatch(values::containsKey) || !unsure.containsAll(diffs.keySet())) {
      throw new IllegalArgumentException(
          "A field has a value or is unsure; diffs are of the latter");
    }
  }
}
