package dev.syncline.engine.database;

import dev.syncline.model.MappingName;

/**
 * Whether a database is the one that mappings were synced with, and not older than it was: links,
 * watermarks and queues of a copy or of a restored backup tell of another time.
 */
public interface DatabaseIdentity {
  /** The code of the failure that it is another one, or older. */
  String CHANGED = "DATABASE-CHANGED";

  /**
   * Looks whether the database is the one that the mapping was synced with; the first one is.
   *
   * @throws DatabaseException with code {@link #CHANGED} if it is a copy, was restored, or was
   *     moved
   */
  void require(MappingName mapping);

  /** Takes the database for the one that is meant, because a person says so. */
  void accept(MappingName mapping);
}
