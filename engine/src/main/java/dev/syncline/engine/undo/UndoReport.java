package dev.syncline.engine.undo;

import dev.syncline.model.Problem;
import java.util.List;

/**
 * What undoing a run came to, or would.
 *
 * @param restored rows or records of which something was written back
 * @param fields that were written back
 * @param touched fields that were changed since, or that cannot be written: left as they are
 * @param already rows or records that hold what was there before the run
 * @param gone rows or records that are not there any more
 * @param busy rows that the application had locked: run it again
 * @param refused rows or records whose values were refused
 * @param created rows or records that the run made: left
 * @param deleted rows or records that the run deleted: left deleted
 * @param forgotten rows or records whose values are not kept any more
 * @param problems the first refusals
 */
public record UndoReport(
    long restored,
    long fields,
    long touched,
    long already,
    long gone,
    long busy,
    long refused,
    long created,
    long deleted,
    long forgotten,
    List<Problem> problems) {
  public UndoReport {
    problems = List.copyOf(problems);
  }

  /** Whether all that could be restored is. */
  public boolean whole() {
    return busy == 0 && refused == 0;
  }
}
