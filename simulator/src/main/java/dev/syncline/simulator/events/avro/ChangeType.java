package dev.syncline.simulator.events.avro;

/** What a change event tells of, in the order of the Avro enumeration. */
public enum ChangeType {
  CREATE,
  UPDATE,
  DELETE,
  UNDELETE,
  GAP_CREATE,
  GAP_UPDATE,
  GAP_DELETE,
  GAP_UNDELETE,
  GAP_OVERFLOW,
  SNAPSHOT;

  /** The gap event that stands for an event of this type; gap events stand for themselves. */
  public ChangeType gap() {
    return switch (this) {
      case CREATE, GAP_CREATE -> GAP_CREATE;
      case UPDATE, GAP_UPDATE -> GAP_UPDATE;
      case DELETE, GAP_DELETE -> GAP_DELETE;
      case UNDELETE, GAP_UNDELETE -> GAP_UNDELETE;
      case GAP_OVERFLOW -> GAP_OVERFLOW;
      case SNAPSHOT -> SNAPSHOT;
    };
  }

  /** Whether events of this type carry a header alone. */
  public boolean isGap() {
    return name().startsWith("GAP_");
  }
}
