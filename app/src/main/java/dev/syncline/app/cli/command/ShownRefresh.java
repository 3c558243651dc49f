package dev.syncline.app.cli.command;

import dev.syncline.app.cli.Surroundings;
import dev.syncline.app.operation.Connections;
import dev.syncline.app.operation.RefreshOperation;
import dev.syncline.app.operation.RefreshResult;
import dev.syncline.app.progress.ProgressBoard;
import dev.syncline.app.wiring.RealTime;
import dev.syncline.engine.refresh.RefreshSettings;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;

/** A refresh that the user watches: progress, remarks, and a line for every mapping that ends. */
final class ShownRefresh {
  private final RootCommand root;
  private final RefreshSettings settings;
  private final StopSignal stop;

  ShownRefresh(RootCommand root, RefreshSettings settings, StopSignal stop) {
    this.root = root;
    this.settings = settings;
    this.stop = stop;
  }

  /** Runs it to its end or to the stop; the progress is off the screen when this returns. */
  RefreshResult run(Connections connections, RefreshOperation.Request request)
      throws InterruptedException {
    Surroundings around = root.surroundings();
    Pace pace = RealTime.pace();
    try (var board =
        new ProgressBoard(
            around.err(),
            around.terminal(),
            around.columns(),
            pace.clock(),
            connections::callsMade)) {
      var listeners =
          new RefreshOperation.Listeners(
              board,
              note -> root.talk().remark(note),
              report -> {
                board.clear();
                root.talk().remark(RefreshAnswer.line(report));
              });
      return new RefreshOperation(connections, settings, pace, stop).run(request, listeners);
    }
  }
}
