package dev.syncline.simulator.data;

/** Is told of every committed transaction, one after the other, in the order of their commits. */
@FunctionalInterface
public interface CommitListener {
  /**
   * Called after the changes became visible and before the next transaction can commit. Must be
   * quick and must not write to the org.
   */
  void committed(Commit commit);
}
