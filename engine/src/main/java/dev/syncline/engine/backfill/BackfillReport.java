package dev.syncline.engine.backfill;

import dev.syncline.engine.database.Backfills.Filled;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import java.time.Duration;
import java.util.List;

/**
 * What a back-fill came to.
 *
 * @param fields the lines that it was about
 * @param records how many linked records were gone through, those of an earlier start included
 * @param filled what became of the records that were read
 * @param queued rows that were queued to be pushed
 * @param completed false when a stop came; it goes on where it was
 */
public record BackfillReport(
    MappingName mapping,
    List<FieldName> fields,
    long records,
    Filled filled,
    long queued,
    long calls,
    Duration duration,
    boolean completed) {
  public BackfillReport {
    fields = List.copyOf(fields);
  }
}
