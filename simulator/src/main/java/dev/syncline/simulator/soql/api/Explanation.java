package dev.syncline.simulator.soql.api;

import java.util.List;

/**
 * How a statement's rows are found, as {@code ?explain=} tells it.
 *
 * @param fields the indexed fields that lead to the rows; empty for a scan
 * @param cardinality how many records the leading operation brings, estimated
 * @param objectCardinality how many records the object has
 */
public record Explanation(
    Operation leadingOperation, List<String> fields, long cardinality, long objectCardinality) {
  /** What leads to the rows. */
  public enum Operation {
    INDEX("Index"),
    TABLE_SCAN("TableScan");

    private final String wireName;

    Operation(String wireName) {
      this.wireName = wireName;
    }

    /** The name on the wire ({@code leadingOperationType}). */
    public String wireName() {
      return wireName;
    }
  }
}
