package dev.syncline.app.cli.command;

import dev.syncline.app.cli.ExitCode;
import dev.syncline.app.cli.Talk;
import dev.syncline.app.cli.output.Answer;
import dev.syncline.app.cli.output.Escaped;
import dev.syncline.app.operation.RunsOperation.Found;
import dev.syncline.app.progress.Quantities;
import dev.syncline.engine.undo.UndoReport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What undoing a run came to, or would.
 *
 * @param did {@code would} or {@code undone}
 */
record UndoAnswer(String did, Found found, UndoReport report) implements Answer {
  @Override
  public String kind() {
    return "Undo";
  }

  @Override
  public Map<String, Object> json() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("did", did);
    facts.putAll(RunsAnswer.facts(found.run()));
    facts.put("restored", report.restored());
    facts.put("restoredFields", report.fields());
    facts.put("touchedFields", report.touched());
    facts.put("already", report.already());
    facts.put("gone", report.gone());
    facts.put("busy", report.busy());
    facts.put("refused", report.refused());
    facts.put("leftCreated", report.created());
    facts.put("leftDeleted", report.deleted());
    facts.put("notKept", report.forgotten());
    facts.put("problems", report.problems().stream().map(Talk::facts).toList());
    return facts;
  }

  @Override
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        Escaped.of(
            "run %d (%s of %s): %s %s of %s"
                .formatted(
                    found.run().number(),
                    RunsAnswer.word(found.run()),
                    found.run().mapping(),
                    did.equals("would") ? "would write back" : "wrote back",
                    ShownEntry.number(report.fields(), "field", "fields"),
                    ShownEntry.number(report.restored(), thing(), thing() + "s"))));
    add(lines, report.already(), "as before the run already");
    add(lines, report.gone(), "not there any more");
    add(lines, report.busy(), "locked by the application: run it again");
    add(lines, report.refused(), "refused");
    add(lines, report.created(), "made by the run: left");
    add(lines, report.deleted(), "deleted by the run: left deleted");
    add(lines, report.forgotten(), "written over, but what was there is not kept");
    if (report.touched() > 0) {
      lines.add(
          "  %s: left, changed since or not to be written"
              .formatted(ShownEntry.number(report.touched(), "field", "fields")));
    }
    report.problems().forEach(problem -> lines.add("  " + Escaped.of(problem.toString())));
    return lines;
  }

  private void add(List<String> lines, long number, String what) {
    if (number > 0) {
      String things = number == 1 ? thing() : thing() + "s";
      lines.add("  %s %s: %s".formatted(Quantities.number(number), things, what));
    }
  }

  private String thing() {
    return switch (found.run().kind().direction()) {
      case PULL -> "row";
      case PUSH, BOTH -> "record";
    };
  }

  ExitCode ended() {
    return report.whole() ? ExitCode.OK : ExitCode.PARKED;
  }
}
