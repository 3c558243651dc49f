package dev.syncline.app.config;

import dev.syncline.app.config.shape.Checked.Objection;
import dev.syncline.model.Direction;
import java.util.ArrayList;
import java.util.List;

/** What can be said against a line about a field of a parent, such as {@code Account.Name}. */
final class ParentFieldChecks {
  private ParentFieldChecks() {}

  /** Whether the name of a field is the way to one of a parent. */
  static boolean isOfParent(String field) {
    return field.indexOf('.') >= 0;
  }

  /** What is wrong with a line; nothing if it is about a field of the object's own. */
  static List<Objection> of(String name, FieldConfig field, Direction mapping) {
    List<Objection> objections = new ArrayList<>();
    if (!isOfParent(name)) {
      return objections;
    }
    boolean pushed = field.direction().filter(d -> d != Direction.PULL).isPresent();
    if (pushed || !mapping.pulls()) {
      objections.add(
          new Objection(
              "fields." + name + (pushed ? ".direction" : ""),
              "a field of a parent is pulled, and never pushed",
              "leave "
                  + (pushed ? "direction" : "the line")
                  + " out; to write the parent, map its object"));
    }
    boolean otherwise =
        field.constant().isPresent()
            || field.expression().isPresent()
            || field.through().isPresent()
            || field.references().isPresent()
            || field.keepRecordId()
            || field.recordType().isPresent()
            || field.byDeveloperName();
    if (otherwise) {
      objections.add(
          new Objection(
              "fields." + name,
              "a field of a parent is pulled into a column as it is",
              "name the column alone, such as account_name"));
    }
    return objections;
  }
}
