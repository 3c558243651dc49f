package dev.syncline.simulator.soql.plan;

import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.List;

/**
 * A step from a record to its parent.
 *
 * @param reference the field that holds the parent's id
 * @param relationship the canonical relationship name
 * @param targets the objects the parent can be; exactly one unless polymorphic
 * @param polymorphic whether the parent is reached as a Name record, by the fields all share
 */
public record Hop(
    Member reference, String relationship, List<ObjectDefinition> targets, boolean polymorphic) {
  public Hop {
    targets = List.copyOf(targets);
  }
}
