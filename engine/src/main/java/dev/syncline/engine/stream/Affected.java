package dev.syncline.engine.stream;

import dev.syncline.model.RecordId;
import java.util.List;

/** Which records a gap is about. */
public sealed interface Affected {
  /**
   * These.
   *
   * @param ids at least one, at most {@link StreamEvent#MAX_RECORDS}
   */
  record Records(List<RecordId> ids) implements Affected {
    public Records {
      ids = StreamEvent.checked(ids);
    }
  }

  /**
   * All records of the object, such as after a change of a field's type.
   *
   * @param keyPrefix the three characters that their ids begin with
   */
  record AllRecords(String keyPrefix) implements Affected {}
}
