package dev.syncline.engine.undo;

import dev.syncline.model.Problem;
import java.util.ArrayList;
import java.util.List;

/** Counts what undoing comes to. Used by one thread. */
final class UndoTally {
  private static final int MAX_PROBLEMS = 10;

  private final List<Problem> problems = new ArrayList<>();
  long restored;
  long fields;
  long touched;
  long already;
  long gone;
  long busy;
  long refused;
  long deleted;

  void refused(Problem problem) {
    refused++;
    if (problems.size() < MAX_PROBLEMS) {
      problems.add(problem);
    }
  }

  /** Something of a row or record was written back, or would be. */
  void restored(FieldVerdicts verdicts) {
    if (!verdicts.restores().isEmpty()) {
      restored++;
      fields += verdicts.restores().size();
    } else if (verdicts.touched() == 0 && verdicts.already()) {
      already++;
    }
  }

  UndoReport report(long created, long forgotten) {
    return new UndoReport(
        restored, fields, touched, already, gone, busy, refused, created, deleted, forgotten,
        problems);
  }
}
