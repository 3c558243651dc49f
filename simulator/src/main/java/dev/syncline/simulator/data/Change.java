package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.List;

/** What one committed transaction did to one record. */
public sealed interface Change {
  ObjectDefinition object();

  /** The record's id, 18 characters. */
  default String id() {
    return switch (this) {
      case Created(var object, var after) -> after.id();
      case Updated(var object, var before, var after, var changed) -> after.id();
      case Deleted(var object, var before, var after) -> after.id();
      case Undeleted(var object, var after) -> after.id();
    };
  }

  /** A record that was not there before. */
  record Created(ObjectDefinition object, Row after) implements Change {}

  /** A record whose fields changed; system fields are not listed among the changed ones. */
  record Updated(ObjectDefinition object, Row before, Row after, List<FieldDefinition> changed)
      implements Change {}

  /** A record that went to the recycle bin. */
  record Deleted(ObjectDefinition object, Row before, Row after) implements Change {}

  /** A record that came back from the recycle bin. */
  record Undeleted(ObjectDefinition object, Row after) implements Change {}
}
