package dev.syncline.plugin;

import dev.syncline.model.FieldName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a plugin says about the records and rows of one mapping. Every method does nothing unless it
 * is overridden, and is only called if it is.
 *
 * <p>Methods get up to {@link #MAX_BATCH} items ({@link #pullValue} up to {@link #MAX_VALUES}) and
 * answer with as many, in the same order. They may be called by several threads at once. A method
 * that throws, answers with another number, or takes longer than the time-out of the configuration,
 * has failed: its items are treated as the configuration says under {@code onFailure}. Since a page
 * may be read again after a failure, a method may be asked about the same item again, and must then
 * answer the same.
 */
public interface Hooks extends AutoCloseable {
  /** The most rows or records of one call. */
  int MAX_BATCH = 200;

  /** The most values of one call of {@link #pullValue}. */
  int MAX_VALUES = 2_000;

  /** The points at which the hooks want to be asked: those whose methods are overridden. */
  default Set<HookPoint> points() {
    return HookPoint.of(getClass());
  }

  /**
   * Whether rows may be pushed now: made or changed in Salesforce. A veto leaves the record as it
   * is, and the row is asked about again when it changes.
   */
  default List<Decision> pushAllowed(List<PushedRow> rows) {
    return Collections.nCopies(rows.size(), Decision.ALLOW);
  }

  /**
   * Which records rows without one are, before new ones are made: own matching. The record must be
   * there and not linked otherwise; both sides are then merged.
   */
  default List<Optional<RecordId>> pushRecord(List<PushedRow> rows) {
    return Collections.nCopies(rows.size(), Optional.empty());
  }

  /**
   * What rows are pushed with. Asked with all values that the mapping would send of a row, changed
   * or not; those that then differ from what both sides last agreed on are sent.
   */
  default List<FieldChanges> pushValues(List<PushedRow> rows) {
    return Collections.nCopies(rows.size(), FieldChanges.NONE);
  }

  /** Rows were pushed; nothing can be changed any more. */
  default void pushed(List<PushedRow.Done> rows) {}

  /** Rows were refused, each time that this happens; nothing can be changed. */
  default void pushFailed(List<PushedRow.Failed> rows) {}

  /** Whether the records of deleted rows may be deleted. A veto leaves record and link. */
  default List<Decision> deleteRecordAllowed(List<PushedRow> rows) {
    return Collections.nCopies(rows.size(), Decision.ALLOW);
  }

  /**
   * A condition in SOQL that narrows the records further, as the mapping's {@code where} does.
   * Asked when the mapping is opened, and again when a schema has changed.
   *
   * @param where the condition so far
   */
  default Optional<String> pullCondition(Optional<String> where) {
    return Optional.empty();
  }

  /**
   * Whether records that were read may be pulled. A veto leaves the row as it is, and the record is
   * asked about again when it changes.
   */
  default List<Decision> pullAllowed(List<PulledRecord> records) {
    return Collections.nCopies(records.size(), Decision.ALLOW);
  }

  /**
   * Which rows records without one are, before new ones are made: own matching. The row must be
   * there and not linked otherwise; both sides are then merged.
   */
  default List<Optional<RowKey>> pullRow(List<PulledRecord> records) {
    return Collections.nCopies(records.size(), Optional.empty());
  }

  /**
   * What records hold, before they are mapped: for each the values that fields have instead. The
   * mapping then takes them for what Salesforce holds. Each field is one that it reads.
   */
  default List<Map<FieldName, Value>> pullValues(List<PulledRecord> records) {
    return Collections.nCopies(records.size(), Map.of());
  }

  /** What single values are, before they are fitted to their columns. */
  default List<Value> pullValue(List<PulledValue> values) {
    return values.stream().map(PulledValue::value).toList();
  }

  /** What rows are written with, and whether they are: the last word before the database. */
  default List<Saving> beforeSave(List<SavedRow> rows) {
    return Collections.nCopies(rows.size(), Saving.AS_IT_IS);
  }

  /** Whether the rows of deleted records may be deleted. A veto leaves row and link. */
  default List<Decision> deleteRowAllowed(List<DeletedRecord> records) {
    return Collections.nCopies(records.size(), Decision.ALLOW);
  }

  /** Gives back what the hooks hold; called once, when the process ends. */
  @Override
  default void close() {}
}
