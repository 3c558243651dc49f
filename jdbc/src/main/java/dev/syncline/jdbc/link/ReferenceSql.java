package dev.syncline.jdbc.link;

import dev.syncline.engine.mapping.FieldBinding;

/** How rows that are read say which parent their references stand for. */
public final class ReferenceSql {
  private ReferenceSql() {}

  /**
   * What is known of a reference.
   *
   * @param parentId the number of the parent's mapping
   * @param column the column as an expression
   * @param parentKey the column as links hold row keys
   */
  public record Reference(FieldBinding binding, long parentId, String column, String parentKey) {}

  /**
   * The record id that a reference stands for, as an expression whose tables are not ours yet; null
   * while the parent has none. An empty column that waits for its parent stands for that one:
   * nobody has emptied it.
   *
   * @param mappingId the number of the mapping whose row has it
   * @param row the row's key as links hold it
   */
  public static String recordId(long mappingId, String row, Reference reference) {
    return """
    CASE WHEN %1$s IS NULL THEN
      (SELECT w.parent_record_id FROM {waiting_reference} w
       WHERE w.record_id = (SELECT c.record_id FROM {link} c
                            WHERE c.row_key = %2$s AND c.mapping_id = %3$d LIMIT 1)
         AND w.mapping_id = %3$d AND w.field = '%4$s' LIMIT 1)
    ELSE
      (SELECT p.record_id FROM {link} p
       WHERE p.row_key = %5$s AND p.mapping_id = %6$d LIMIT 1) END\
    """
        .formatted(
            reference.column(),
            row,
            mappingId,
            reference.binding().field().name().value().replace("'", "''"),
            reference.parentKey(),
            reference.parentId());
  }
}
