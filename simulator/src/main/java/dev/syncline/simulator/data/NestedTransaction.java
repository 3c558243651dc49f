package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.time.Instant;
import java.util.List;

/**
 * A part of a transaction that can be taken back alone: its commit leaves the writes with the
 * whole, which decides about them in the end.
 */
final class NestedTransaction implements Transaction {
  private final Transaction whole;
  private final Savepoint start;
  private boolean ended;

  NestedTransaction(Transaction whole) {
    this.whole = whole;
    this.start = whole.savepoint();
  }

  @Override
  public Instant stamp() {
    return whole.stamp();
  }

  @Override
  public Snapshot view() {
    return whole.view();
  }

  @Override
  public void lock(ObjectDefinition object, FieldDefinition key, List<FieldValues> writes) {
    whole.lock(object, key, writes);
  }

  @Override
  public WriteResult insert(ObjectDefinition object, FieldValues values) {
    return whole.insert(object, values);
  }

  @Override
  public WriteResult update(ObjectDefinition object, String id, FieldValues values) {
    return whole.update(object, id, values);
  }

  @Override
  public UpsertTarget upsertTarget(ObjectDefinition object, FieldDefinition field, Object value) {
    return whole.upsertTarget(object, field, value);
  }

  @Override
  public List<DuplicateResult> duplicates() {
    return whole.duplicates();
  }

  @Override
  public WriteResult delete(ObjectDefinition object, String id) {
    return whole.delete(object, id);
  }

  @Override
  public WriteResult undelete(ObjectDefinition object, String id) {
    return whole.undelete(object, id);
  }

  @Override
  public WriteResult purge(ObjectDefinition object, String id) {
    return whole.purge(object, id);
  }

  @Override
  public MergeResult merge(
      ObjectDefinition object, String masterId, List<String> loserIds, FieldValues values) {
    return whole.merge(object, masterId, loserIds, values);
  }

  @Override
  public LeadConvertResult convert(LeadConvert order) {
    return whole.convert(order);
  }

  @Override
  public Savepoint savepoint() {
    return whole.savepoint();
  }

  @Override
  public void rollbackTo(Savepoint savepoint) {
    whole.rollbackTo(savepoint);
  }

  @Override
  public void commit() {
    ended = true;
  }

  @Override
  public void rollback() {
    if (!ended) {
      ended = true;
      whole.rollbackTo(start);
    }
  }
}
