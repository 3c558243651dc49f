package dev.syncline.plugin;

import dev.syncline.model.ColumnName;
import dev.syncline.model.Value;
import java.util.Map;

/** What becomes of a row that is about to be written. */
public sealed interface Saving {
  /** It is written as it is. */
  Saving AS_IT_IS = new Write(Map.of());

  /**
   * It is written.
   *
   * @param changed the values that columns get instead; each column is one that the mapping pulls
   */
  record Write(Map<ColumnName, Value> changed) implements Saving {
    public Write {
      changed = Map.copyOf(changed);
    }
  }

  /**
   * It is not written.
   *
   * @param reason why, in words for the people who look for the record; no secrets
   */
  record Veto(String reason) implements Saving {
    public Veto {
      if (reason.isBlank()) {
        throw new IllegalArgumentException("A veto needs a reason");
      }
    }
  }
}
