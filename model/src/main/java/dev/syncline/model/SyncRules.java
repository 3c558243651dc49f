package dev.syncline.model;

import java.util.Optional;

/**
 * What a mapping says about both ways at once.
 *
 * @param key the external id field by which records are created and found again without making two;
 *     it must be mapped. Absent means that creates are not repeatable
 * @param conflict for fields that say nothing themselves
 * @param onRowDelete what happens to the record of a row that was deleted
 */
public record SyncRules(
    Optional<FieldName> key,
    ConflictPolicy conflict,
    DeleteConflict deleteConflict,
    DeletePolicy onRowDelete) {
  /** No key, Salesforce's value, deletions hold, records of deleted rows are deleted. */
  public static final SyncRules STANDARD =
      new SyncRules(
          Optional.empty(), ConflictPolicy.SALESFORCE, DeleteConflict.DELETE, DeletePolicy.DELETE);
}
