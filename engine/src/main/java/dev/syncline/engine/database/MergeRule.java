package dev.syncline.engine.database;

/** Decides about one record; pure. Called inside the transaction that carries the decision out. */
@FunctionalInterface
public interface MergeRule {
  /** What becomes of the record and its row. */
  MergeDecision decide(MergeCase mergeCase);
}
