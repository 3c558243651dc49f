package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.time.Instant;
import java.util.List;

/**
 * Writes that become visible together. Each write is checked at once and leaves nothing behind when
 * it is refused, so partial success is: go on, commit; and all-or-none is: {@link #rollbackTo} or
 * {@link #rollback} on the first refusal. Used by one thread at a time; other transactions may be
 * open beside it, and a record that one of them has written is locked for the others.
 */
public interface Transaction extends AutoCloseable {
  /** The SystemModstamp of everything written here: when the transaction began, whole seconds. */
  Instant stamp();

  /** The org as this transaction sees it: what is committed, and its own writes. */
  Snapshot view();

  /**
   * Locks what a list of writes is going to touch, parents first and each in the order of ids, as
   * the lists of others do; a record that stays with somebody else is refused when it is written.
   *
   * @param key whose values name the records: the id, or what an upsert goes by
   * @param writes the values of each write
   */
  void lock(ObjectDefinition object, FieldDefinition key, List<FieldValues> writes);

  WriteResult insert(ObjectDefinition object, FieldValues values);

  /**
   * Changes fields of a record.
   *
   * @param id 15 or 18 characters
   */
  WriteResult update(ObjectDefinition object, String id, FieldValues values);

  /** The record that an upsert by this external id or id-lookup field means. */
  UpsertTarget upsertTarget(ObjectDefinition object, FieldDefinition field, Object value);

  /**
   * Updates the one record that carries the key, or creates one when none does.
   *
   * @param key an external id, an id lookup or {@code Id}; its value stands among the values
   */
  default WriteResult upsert(ObjectDefinition object, FieldDefinition key, FieldValues values) {
    return new Upsert(this, object, key).write(values);
  }

  /**
   * Moves a record to the recycle bin. Records that belong to it go along, lookups to it are
   * cleared, and a restricting lookup forbids it.
   */
  WriteResult delete(ObjectDefinition object, String id);

  /** Brings a record back from the recycle bin, and what went there with it. */
  WriteResult undelete(ObjectDefinition object, String id);

  /** Removes a record for good, from the recycle bin or past it; listeners hear nothing of it. */
  WriteResult purge(ObjectDefinition object, String id);

  /**
   * Makes up to three records of one object one. What pointed to the others points to the one that
   * stays; they go to the recycle bin with its id as MasterRecordId.
   *
   * @param masterId the record that stays, 15 or 18 characters
   * @param loserIds one or two others
   * @param values what the record that stays is to carry; may be empty
   */
  MergeResult merge(
      ObjectDefinition object, String masterId, List<String> loserIds, FieldValues values);

  /** Makes an account, a contact and an opportunity of a lead, which nobody can change then. */
  LeadConvertResult convert(LeadConvert order);

  /**
   * What duplicate rules found so far, for each write that was refused for it, in their order. The
   * errors of the refusals carry the same.
   */
  List<DuplicateResult> duplicates();

  /**
   * A part of this transaction that is committed or taken back by itself. What it commits stays
   * with this one; only one part is used at a time.
   */
  default Transaction nested() {
    return new NestedTransaction(this);
  }

  /** The point that has been reached, to go back to. */
  Savepoint savepoint();

  /** Takes back everything written after the savepoint. */
  void rollbackTo(Savepoint savepoint);

  /** Makes the writes visible, all at once, and ends the transaction. */
  void commit();

  /** Takes everything back and ends the transaction; does nothing when it has ended. */
  void rollback();

  /** Rolls back unless committed. */
  @Override
  default void close() {
    rollback();
  }

  /**
   * A point in a transaction.
   *
   * @param writes how many writes had been done
   */
  record Savepoint(int writes) {}
}
