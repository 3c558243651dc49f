package dev.syncline.simulator.events;

import dev.syncline.simulator.events.avro.ChangeType;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a change of the schema does to all records of an object at once. Change Data Capture
 * Developer Guide: when the type of a field is converted, one gap event with a wildcard stands for
 * every record, such as {@code 001*}.
 */
record Conversions(Schema before, Schema after) {
  /** The gap of each object that has a field of another type than before. */
  Map<ObjectDefinition, GapOrder> gaps(String userId, Instant at) {
    var gaps = new LinkedHashMap<ObjectDefinition, GapOrder>();
    for (ObjectDefinition object : after.objects()) {
      Optional<ObjectDefinition> old = before.object(object.name());
      if (old.isPresent() && object.fields().stream().anyMatch(f -> isConverted(old.get(), f))) {
        List<String> everyRecord = List.of(object.keyPrefix() + "*");
        gaps.put(object, new GapOrder(ChangeType.GAP_UPDATE, everyRecord, userId, at));
      }
    }
    return gaps;
  }

  private static boolean isConverted(ObjectDefinition old, FieldDefinition field) {
    return old.field(field.name()).filter(was -> was.type() != field.type()).isPresent();
  }
}
