package dev.syncline.app.cli.command;

import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.progress.Quantities;
import dev.syncline.engine.database.Runs.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One run.
 *
 * @param known how many rows or records it wrote over whose values from before are kept
 */
record RunAnswer(Run run, long known) implements Answer {
  @Override
  public String kind() {
    return "Run";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = RunsAnswer.facts(run);
    facts.put("kept", known);
    return facts;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>(new RunsAnswer(List.of(run)).lines());
    lines.add(
        Escaped.of(
            "of %s what was there before is kept".formatted(Quantities.number(known))
                + "; undo it with: syncline undo "
                + run.number()));
    return lines;
  }
}
