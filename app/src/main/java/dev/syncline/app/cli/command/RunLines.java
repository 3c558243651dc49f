package dev.syncline.app.cli.command;

import dev.syncline.app.operation.Connections;
import dev.syncline.engine.database.Runs.Run;
import java.util.List;

/** Says at the end of a command under which numbers it wrote. */
record RunLines(RootCommand root, Connections connections) implements AutoCloseable {
  @Override
  public void close() {
    List<Run> runs = connections.endRuns();
    if (!runs.isEmpty()) {
      root.talk().remark(RunsAnswer.line(runs));
    }
  }
}
