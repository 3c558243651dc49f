package dev.syncline.simulator.schema;

import dev.syncline.simulator.formula.Formula;
import java.util.List;

/**
 * A condition under which a record is not saved.
 *
 * @param when the error condition: true refuses the record
 * @param message the admin's text
 * @param fields the field that the message stands at; none for the top of the page
 */
public record ValidationRule(String name, Formula when, String message, List<String> fields) {
  public ValidationRule {
    fields = List.copyOf(fields);
  }
}
