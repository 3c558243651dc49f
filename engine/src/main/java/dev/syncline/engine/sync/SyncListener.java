package dev.syncline.engine.sync;

import dev.syncline.engine.compare.CompareReport;
import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.refresh.RefreshListener;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.PushOutcome;

/** Is told what a round does as it does it. Must not block. */
public interface SyncListener {
  /** Tells nobody. */
  SyncListener NONE =
      new SyncListener() {
        @Override
        public void pulled(MappingName mapping, AppliedPage page) {}

        @Override
        public void pushed(MappingName mapping, PushOutcome outcome) {}

        @Override
        public void troubled(Problem problem) {}

        @Override
        public RefreshListener refresh() {
          return _ -> {};
        }
      };

  /** A page was applied. */
  void pulled(MappingName mapping, AppliedPage page);

  /** A page was settled. */
  void pushed(MappingName mapping, PushOutcome outcome);

  /** An org or database is in trouble, and is left alone for a while. */
  void troubled(Problem problem);

  /** A scheduled compare is at its end. */
  default void compared(CompareReport report) {}

  /** Who is told of first loads. */
  RefreshListener refresh();
}
