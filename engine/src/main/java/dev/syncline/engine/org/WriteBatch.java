package dev.syncline.engine.org;

import dev.syncline.model.ObjectDescription;
import dev.syncline.model.RecordWrite;
import java.util.List;

/**
 * Writes that go out in one call (by {@link WriteRoute#SINGLE}: one call each).
 *
 * @param writes of one kind, upserts by the same field; at least one and at most what the route
 *     takes. No two name the same record
 */
public record WriteBatch(ObjectDescription object, WriteRoute route, List<RecordWrite> writes) {
  public WriteBatch {
    writes = List.copyOf(writes);
  }
}
