package dev.syncline.engine.mapping;

import dev.syncline.model.Problem;
import java.util.List;

/** What looking up a mapping's names came to. */
public sealed interface Resolution {
  /**
   * Everything was found and fits.
   *
   * @param notes what the user should know, such as fields that were left out
   */
  record Resolved(ResolvedMapping mapping, List<String> notes) implements Resolution {
    public Resolved {
      notes = List.copyOf(notes);
    }
  }

  /** All that is wrong, at once. */
  record Unresolved(List<Problem> problems) implements Resolution {
    public Unresolved {
      problems = List.copyOf(problems);
    }
  }
}
