package dev.syncline.engine.reread;

import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import java.util.List;

/**
 * What reading again came to.
 *
 * @param affected records that are to be read again by themselves
 * @param lines those that were read again of all records
 * @param looked the records that were read for that
 * @param calls those made meanwhile
 * @param completed whether it came to its end
 */
public record RereadReport(
    MappingName mapping,
    int affected,
    List<FieldName> lines,
    long looked,
    long calls,
    boolean completed) {
  public RereadReport {
    lines = List.copyOf(lines);
  }
}
