package dev.syncline.model;

import java.util.List;
import java.util.Optional;

/**
 * One field of an object as describe shows it, with the facts that matter to a sync.
 *
 * @param length the longest text in Unicode characters; 0 where it does not apply
 * @param precision all digits of a double, currency or percent; 0 where it does not apply
 * @param scale the digits behind the point of a double, currency or percent
 * @param referenceTo the objects that a reference may point to
 * @param compound the compound field that this one is a component of
 * @param picklist the active values of a pick-list
 * @param relationship of a reference: the name by which fields of its record are asked for, such as
 *     {@code Account} of {@code AccountId}
 * @param formula how the org computes a formula; absent for all other fields, roll-ups among them
 */
public record Field(
    FieldName name,
    String label,
    FieldType type,
    int length,
    int precision,
    int scale,
    FieldFlags flags,
    List<ObjectName> referenceTo,
    Optional<FieldName> compound,
    List<String> picklist,
    Optional<String> relationship,
    Optional<String> formula) {
  public Field {
    referenceTo = List.copyOf(referenceTo);
    picklist = List.copyOf(picklist);
  }

  /** Whether a create must give a value: neither nillable nor defaulted, but createable. */
  public boolean requiredOnCreate() {
    return !flags.nillable() && !flags.defaultedOnCreate() && flags.createable();
  }
}
