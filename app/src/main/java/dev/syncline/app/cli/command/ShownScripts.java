package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.operation.CaptureOperation;
import dev.syncline.app.operation.CaptureOperation.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Shows scripts, and runs them when the user said so. */
final class ShownScripts {
  private final RootCommand root;
  private final CaptureOperation operation;

  ShownScripts(RootCommand root, CaptureOperation operation) {
    this.root = root;
    this.operation = operation;
  }

  /** The scripts and whether they were run. */
  private record ScriptAnswer(List<Script> scripts, boolean run) implements Answer {
    @Override
    public String kind() {
      return "Scripts";
    }

    @Override
    public Map<String, Object> json() {
      return Map.of(
          "run",
          run,
          "scripts",
          scripts.stream()
              .map(
                  s ->
                      Map.of(
                          "database", s.database().value(), "statements", (Object) s.statements()))
              .toList());
    }

    @Override
    public List<String> lines() {
      List<String> lines = new ArrayList<>();
      for (Script script : scripts) {
        lines.add("-- database " + script.database());
        script.statements().forEach(statement -> lines.addAll(statement.lines().toList()));
      }
      return lines;
    }
  }

  ExitCode call(List<Script> scripts, boolean yes) {
    if (scripts.isEmpty()) {
      root.talk().say("No mapping pushes; there is nothing to do");
    }
    if (yes) {
      operation.run(scripts);
    }
    root.talk().answer(new ScriptAnswer(scripts, yes));
    root.talk().say(yes ? "Done" : "Nothing was run: look it over, then say the same with --yes");
    return ExitCode.OK;
  }
}
