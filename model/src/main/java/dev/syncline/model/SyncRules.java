package dev.syncline.model;

import java.util.List;
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
 * @param match by what a record and a row that are not linked are known to be the same, in order;
 *     the first rule by which anything is found decides. Empty means that nothing is looked for
 * @param scope what of both sides is carried
 * @param safeguards what asks before masses are written over, and keeps what was there
 */
public record SyncRules(
    Optional<FieldName> key,
    ConflictPolicy conflict,
    DeleteConflict deleteConflict,
    DeletePolicy onRowDelete,
    Optional<FieldName> changeDate,
    Timing timing,
    List<MatchRule> match,
    Scope scope,
    Safeguards safeguards) {
  /** The most match rules of a mapping. */
  public static final int MAX_MATCH_RULES = 10;

  /** No key, Salesforce's value, deletions hold, records of deleted rows are deleted. */
  public static final SyncRules STANDARD =
      new SyncRules(
          Optional.empty(), ConflictPolicy.SALESFORCE, DeleteConflict.DELETE, DeletePolicy.DELETE);

  public SyncRules {
    match = List.copyOf(match);
    if (match.size() > MAX_MATCH_RULES) {
      throw new IllegalArgumentException("At most " + MAX_MATCH_RULES + " match rules");
    }
  }

  /** Rules of a mapping that carries all there is. */
  public SyncRules(
      Optional<FieldName> key,
      ConflictPolicy conflict,
      DeleteConflict deleteConflict,
      DeletePolicy onRowDelete,
      Optional<FieldName> changeDate,
      Timing timing,
      List<MatchRule> match) {
    this(
        key,
        conflict,
        deleteConflict,
        onRowDelete,
        changeDate,
        timing,
        match,
        Scope.ALL,
        Safeguards.STANDARD);
  }

  /** Rules of a mapping that matches nothing. */
  public SyncRules(
      Optional<FieldName> key,
      ConflictPolicy conflict,
      DeleteConflict deleteConflict,
      DeletePolicy onRowDelete,
      Optional<FieldName> changeDate,
      Timing timing,
      Scope scope) {
    this(
        key,
        conflict,
        deleteConflict,
        onRowDelete,
        changeDate,
        timing,
        List.of(),
        scope,
        Safeguards.STANDARD);
  }

  /** Rules of a mapping that matches nothing and carries all there is. */
  public SyncRules(
      Optional<FieldName> key,
      ConflictPolicy conflict,
      DeleteConflict deleteConflict,
      DeletePolicy onRowDelete,
      Optional<FieldName> changeDate,
      Timing timing) {
    this(key, conflict, deleteConflict, onRowDelete, changeDate, timing, List.of());
  }

  /** Rules of a mapping that says nothing of dates and times. */
  public SyncRules(
      Optional<FieldName> key,
      ConflictPolicy conflict,
      DeleteConflict deleteConflict,
      DeletePolicy onRowDelete) {
    this(key, conflict, deleteConflict, onRowDelete, Optional.empty(), Timing.STANDARD);
  }

  /** The same rules with other safeguards. */
  public SyncRules guarded(Safeguards others) {
    return new SyncRules(
        key, conflict, deleteConflict, onRowDelete, changeDate, timing, match, scope, others);
  }

  /** The same rules, with something else holding where both sides changed. */
  public SyncRules withConflict(ConflictPolicy other) {
    return new SyncRules(
        key, other, deleteConflict, onRowDelete, changeDate, timing, match, scope, safeguards);
  }

  /** The same rules, with these ways to match. */
  public SyncRules matching(List<MatchRule> rules) {
    return new SyncRules(
        key, conflict, deleteConflict, onRowDelete, changeDate, timing, rules, scope, safeguards);
  }
}
