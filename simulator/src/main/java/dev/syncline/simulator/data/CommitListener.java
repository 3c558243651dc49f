package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.Schema;

/** Is told of every committed transaction, one after the other, in the order of their commits. */
@FunctionalInterface
public interface CommitListener {
  /**
   * Called after the changes became visible and before the next transaction can commit. Must be
   * quick and must not write to the org.
   */
  void committed(Commit commit);

  /**
   * Called after the schema was changed, and before the next transaction can commit.
   *
   * @param userId who is said to have changed it, 18 characters
   */
  default void schemaChanged(Schema before, Schema after, String userId) {}
}
