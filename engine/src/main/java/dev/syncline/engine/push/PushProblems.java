package dev.syncline.engine.push;

import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import java.util.Optional;

/** The problems that pushing itself finds. */
final class PushProblems {
  private PushProblems() {}

  static Problem misfit(
      ResolvedMapping mapping, ClaimedRow row, FieldBinding binding, Fit.Misfit misfit) {
    String message =
        "%s row %s, column %s → %s: the value %s"
            .formatted(
                mapping.table().name(),
                row.key(),
                binding.column().name(),
                binding.field().name(),
                misfit.reason());
    return new Problem(misfit.code(), ErrorClass.DATA, message, misfit.action());
  }

  static Problem readOnly(ResolvedMapping mapping, ClaimedRow row, Field field) {
    return new Problem(
        "FIELD-READ-ONLY",
        ErrorClass.DATA,
        "%s row %s: %s can be set when a record is created, and not changed afterwards"
            .formatted(mapping.table().name(), row.key(), field.name()),
        "Set the column back, map the field with direction pull, or allow the change in"
            + " Salesforce");
  }

  static Problem emptyKey(ResolvedMapping mapping, ClaimedRow row, FieldName key) {
    return new Problem(
        "KEY-EMPTY",
        ErrorClass.DATA,
        "%s row %s has no value for %s, by which its record is to be created"
            .formatted(mapping.table().name(), row.key(), key),
        "Fill the column, or name another field as the mapping's key");
  }

  static Problem noParent(
      ResolvedMapping mapping, ClaimedRow row, FieldBinding binding, ClaimedRow.Orphan orphan) {
    return new Problem(
        "REFERENCE-NO-RECORD",
        ErrorClass.DATA,
        ("%s row %s: %s leads to row %s of mapping %s, which has no record, and that mapping"
                + " makes none")
            .formatted(
                mapping.table().name(),
                row.key(),
                binding.column().name(),
                orphan.row(),
                orphan.parent()),
        "Let mapping " + orphan.parent() + " push new rows, link the row, or change the reference");
  }

  /** Why a row is not pushed now. */
  static Problem outside(ResolvedMapping mapping, ClaimedRow row) {
    boolean outside = row.standing().outside();
    return new Problem(
        outside ? Settlement.OUTSIDE : "SCOPE-DRAFT",
        ErrorClass.DATA,
        "%s row %s %s"
            .formatted(
                mapping.table().name(),
                row.key(),
                outside ? "does not meet the condition 'rows' of its mapping" : "is a draft"),
        "Nothing: it is pushed once that has changed");
  }

  static Problem loop(ClaimedRow row) {
    return new Problem(
        "CONFLICT-LOOP",
        ErrorClass.DATA,
        "Row %s and its record have answered each other's change %d times without a rest"
            .formatted(row.key(), row.turns()),
        "Look for a trigger of the database and an automation in Salesforce that change the same"
            + " field, then retry the row");
  }

  static Problem unread(ClaimedRow row) {
    return new Problem(
        Settlement.UNREAD,
        ErrorClass.TRANSIENT,
        "Row " + row.key() + " and its record have not been compared since they were linked",
        "Nothing: the record is read first");
  }

  static Problem goneUnconfirmed(ClaimedRow row) {
    return new Problem(
        "RECORD-NOT-SEEN",
        ErrorClass.ACCESS,
        "The record of row "
            + row.key()
            + " cannot be written: Salesforce shows it neither as present nor as deleted",
        "Grant the integration user the record, or remove the link with 'syncline link remove' to"
            + " make a new one");
  }

  static Problem ambiguousCreate(ClaimedRow row, int found) {
    return new Problem(
        "CREATE-AMBIGUOUS",
        ErrorClass.DATA,
        ("The answer to creating the record of row %s was lost, and %d records of exactly these"
                + " values were made since")
            .formatted(row.key(), found),
        "Link the right one with 'syncline link set'; a key in the mapping avoids this");
  }

  static Problem parentMissing(ResolvedMapping mapping, ClaimedRow row, ClaimedRow.Orphan orphan) {
    return new Problem(
        "REFERENCE-NO-ROW",
        ErrorClass.DATA,
        "%s row %s refers to row %s of mapping %s, which is not there"
            .formatted(mapping.table().name(), row.key(), orphan.row(), orphan.parent()),
        "Set the reference right or empty it; a foreign key keeps references whole");
  }

  static Problem childStuck(ResolvedMapping parent, RecordId id, OutboxEntry child) {
    return new Problem(
        "CHILD-STUCK",
        ErrorClass.DATA,
        ("%s %s is not deleted: row %s of mapping %s, whose change cannot go out, still belongs to"
                + " it in Salesforce and would be deleted with it")
            .formatted(parent.object().name(), id, child.row(), child.mapping()),
        "Settle that row first ('syncline parked show'), then retry this one with 'syncline"
            + " parked retry'");
  }

  static Problem childrenMove(ResolvedMapping parent, RecordId id) {
    return new Problem(
        "CHILDREN-FIRST",
        ErrorClass.TRANSIENT,
        parent.object().name() + " " + id + " is deleted after older changes of its children",
        "Nothing: it follows by itself");
  }

  /** A record that a hook has chosen and that cannot be the row's. */
  static Problem badChoice(RowKey row, RecordId record, Optional<RowKey> other) {
    return new Problem(
        "HOOK-RECORD",
        ErrorClass.DATA,
        "Row %s is record %s, as a hook says, which %s"
            .formatted(
                row, record, other.map(o -> "is linked with row " + o).orElse("is not there")),
        "Correct the hook, or unlink the other row, then retry with 'syncline parked retry'");
  }

  static Problem exhausted(Problem last, int attempts) {
    return new Problem(
        last.code(),
        last.errorClass(),
        last.message() + " (tried " + attempts + " times)",
        last.action());
  }
}
