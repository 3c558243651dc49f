package dev.syncline.simulator.bulk.rows;

import java.util.Arrays;
import java.util.Optional;

/** What a job does with its rows. Bulk API 2.0 Developer Guide, Create a Job. */
public enum RowOperation {
  INSERT("insert"),
  UPDATE("update"),
  UPSERT("upsert"),
  DELETE("delete"),
  HARD_DELETE("hardDelete");

  private final String wireName;

  RowOperation(String wireName) {
    this.wireName = wireName;
  }

  /** The name on the wire, such as {@code hardDelete}. */
  public String wireName() {
    return wireName;
  }

  /** Whether records go, for good or into the recycle bin. */
  public boolean isDelete() {
    return switch (this) {
      case INSERT, UPDATE, UPSERT -> false;
      case DELETE, HARD_DELETE -> true;
    };
  }

  /** What a job of deletions for good is told without the permission "Bulk API Hard Delete". */
  public static final String HARD_DELETE_REFUSED =
      "hardDelete operation requires special user profile permission, please contact your system"
          + " administrator";

  /** The operation of this wire name, whatever its case; empty when there is none. */
  public static Optional<RowOperation> named(String name) {
    return Arrays.stream(values()).filter(o -> o.wireName.equalsIgnoreCase(name)).findFirst();
  }
}
