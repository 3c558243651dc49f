package dev.syncline.simulator.rest;

import dev.syncline.simulator.http.ApiVersion;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Describes of the objects of any schema. */
public final class Describes {
  /** How many records one collections call may carry, as describe global tells. */
  private static final int MAX_BATCH_SIZE = 200;

  private Describes() {}

  /** All objects in short. */
  public static Map<String, @Nullable Object> global(Schema schema, ApiVersion version) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("encoding", "UTF-8");
    body.put("maxBatchSize", MAX_BATCH_SIZE);
    body.put(
        "sobjects",
        schema.objects().stream().map(object -> ObjectDescribe.brief(object, version)).toList());
    return body;
  }

  /** One object in full, which has no record types. */
  public static Map<String, @Nullable Object> of(
      ObjectDefinition object, Schema schema, ApiVersion version) {
    return ObjectDescribe.full(object, schema, version, List.of());
  }
}
