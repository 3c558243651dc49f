package dev.syncline.simulator.schema;

import java.nio.file.Path;
import java.util.List;

/** Where an org's schema comes from, so that it can be read again with what was changed since. */
@FunctionalInterface
public interface SchemaSource {
  /**
   * The schema after these changes.
   *
   * @param changes texts in the format of schema files, in the order in which they were made
   * @throws SchemaException if a file or a change is wrong
   */
  Schema with(List<String> changes);

  /** The standard objects and a user's files. */
  static SchemaSource files(List<Path> files) {
    List<Path> kept = List.copyOf(files);
    return changes -> SchemaFiles.load(kept, changes);
  }

  /** A schema that does not change. */
  static SchemaSource fixed(Schema schema) {
    return changes -> {
      if (!changes.isEmpty()) {
        throw new IllegalArgumentException("this schema cannot be changed");
      }
      return schema;
    };
  }
}
