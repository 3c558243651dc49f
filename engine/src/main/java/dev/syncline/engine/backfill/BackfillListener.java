package dev.syncline.engine.backfill;

import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import java.util.List;

/** Is told how far a back-fill is; must not block. */
@FunctionalInterface
public interface BackfillListener {
  /**
   * Takes the news.
   *
   * @param records how many records were looked at, of how many there are
   */
  void progressed(MappingName mapping, List<FieldName> fields, long records, long all);
}
