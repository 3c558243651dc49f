package dev.syncline.app.cli.command;

import dev.syncline.engine.compare.CompareReport;
import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.refresh.RefreshListener;
import dev.syncline.engine.sync.SyncListener;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import dev.syncline.model.PushOutcome;

/** Tells the user what a sync does where they asked for that, and its troubles in any case. */
final class ShownSync implements SyncListener {
  private final RootCommand root;

  ShownSync(RootCommand root) {
    this.root = root;
  }

  @Override
  public void pulled(MappingName mapping, AppliedPage page) {
    if (root.verbosity() > 0 && page.outcome().records() + page.deferred() > 0) {
      root.talk().remark("pulled " + mapping + ": " + page.outcome());
    }
  }

  @Override
  public void pushed(MappingName mapping, PushOutcome outcome) {
    if (root.verbosity() > 0) {
      root.talk().remark("pushed " + mapping + ": " + outcome);
    }
  }

  @Override
  public void troubled(Problem problem) {
    root.talk().remark("resting: " + problem);
  }

  @Override
  public void compared(CompareReport report) {
    if (root.verbosity() > 0 || !report.holds()) {
      root.talk().remark(CompareAnswer.line(report));
    }
  }

  @Override
  public RefreshListener refresh() {
    return _ -> {};
  }
}
