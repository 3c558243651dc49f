package dev.syncline.simulator.schema;

import dev.syncline.simulator.formula.Formula;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the org itself does when a record is saved, as its flows and triggers do.
 *
 * @param when on which saves it acts
 * @param set formulas by what they fill: a field of the record, before it is checked, or {@code
 *     Relationship.Field} of a parent, after it is saved
 */
public record Automation(String name, Formula when, Map<String, Formula> set) {
  public Automation {
    set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
  }
}
