package dev.syncline.simulator.schema;

import java.util.Optional;

/** One way from a parent down to its children: the reference field that points up. */
public record ChildRelationship(ObjectDefinition child, FieldDefinition field) {
  /** The name that subqueries use, such as {@code Contacts}; empty when there is none. */
  public Optional<String> name() {
    return field.childRelationshipName();
  }

  /** Whether deleting the parent deletes the children. */
  public boolean cascadeDelete() {
    return field.is(FieldDefinition.Flag.CASCADE_DELETE);
  }

  /** Whether children forbid deleting the parent. */
  public boolean restrictedDelete() {
    return field.is(FieldDefinition.Flag.RESTRICTED_DELETE);
  }
}
