package dev.syncline.simulator.formula;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a formula can see: one record, its parents, and how it was before. */
public interface Scope {
  /**
   * The value of a field.
   *
   * @param path names of relationships to parents, then the name of a field
   */
  @Nullable Object value(List<String> path);

  /** The value that the field had before the write; null for a new record. */
  @Nullable Object priorValue(List<String> path);

  /** Whether the record is being created. */
  boolean isNew();

  /** The moment that {@code NOW()} and {@code TODAY()} mean, the latter in UTC. */
  Instant now();
}
