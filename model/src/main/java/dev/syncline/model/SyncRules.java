package dev.syncline.model;

import java.util.Optional;

/**
 * What a mapping says about both ways at once.
 *
 * @param key the external id field by which records are created and found again without making two;
 *     it must be mapped. Absent means that creates are not repeatable
 * @param conflict for fields that say nothing themselves
 * @param onRowDelete what happens to the record of a row that was deleted
 * @param changeDate the date-time field by which changed records are found; absent means by the
 *     org's own lists of changes, or by SystemModstamp where it has none
 */
public record SyncRules(
    Optional<FieldName> key,
    ConflictPolicy conflict,
    DeleteConflict deleteConflict,
    DeletePolicy onRowDelete,
    Optional<FieldName> changeDate,
    Timing timing) {
  /** No key, Salesforce's value, deletions hold, records of deleted rows are deleted. */
  public static final SyncRules STANDARD =
      new SyncRules(
          Optional.empty(), ConflictPolicy.SALESFORCE, DeleteConflict.DELETE, DeletePolicy.DELETE);

  /** Rules of a mapping that says nothing of dates and times. */
  public SyncRules(
      Optional<FieldName> key,
      ConflictPolicy conflict,
      DeleteConflict deleteConflict,
      DeletePolicy onRowDelete) {
    this(key, conflict, deleteConflict, onRowDelete, Optional.empty(), Timing.STANDARD);
  }
}
