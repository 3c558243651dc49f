package dev.syncline.simulator.bulk.classic;

import dev.syncline.simulator.bulk.rows.RowOperation;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.ParentLookup;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a job was asked for. Bulk API Developer Guide, JobInfo.
 *
 * @param verb the operation on the wire, such as {@code insert} or {@code queryAll}
 * @param rows what is done with rows; empty for a query
 * @param key the field that an upsert goes by; {@code Id} for every other operation
 * @param chunking how the statements of a query are split; null when they are not
 */
record ClassicRequest(
    String object,
    String verb,
    Optional<RowOperation> rows,
    String key,
    Format format,
    String concurrencyMode,
    @Nullable PkChunking chunking) {
  /**
   * Reads what a job is to be.
   *
   * @param facts by their names in {@code jobInfo}
   * @throws ClassicException (InvalidJob) if it asks for what there is not, (FeatureNotEnabled) if
   *     the caller may not
   */
  static ClassicRequest read(Map<String, String> facts, Org org, Call call) {
    String name = facts.getOrDefault("object", "");
    ObjectDefinition object =
        org.schema(call)
            .object(name)
            .orElseThrow(
                () -> new ClassicException("InvalidJob", "Unable to find object: " + name));
    String verb = facts.getOrDefault("operation", "");
    Optional<RowOperation> rows = RowOperation.named(verb);
    if (rows.isEmpty() && !verb.equals("query") && !verb.equals("queryAll")) {
      throw new ClassicException("InvalidJob", "Invalid operation: " + verb);
    }
    if (rows.filter(RowOperation.HARD_DELETE::equals).isPresent()
        && !org.mayHardDelete(call, object)) {
      throw new ClassicException("FeatureNotEnabled", RowOperation.HARD_DELETE_REFUSED);
    }
    String type = facts.getOrDefault("contentType", "XML");
    Format format =
        Format.named(type)
            .orElseThrow(
                () -> new ClassicException("InvalidJob", "Unsupported content type: " + type));
    boolean upsert = rows.filter(RowOperation.UPSERT::equals).isPresent();
    return new ClassicRequest(
        object.name(),
        verb,
        rows,
        upsert ? key(facts, object) : "Id",
        format,
        facts.getOrDefault("concurrencyMode", "Parallel"),
        rows.isPresent() ? null : PkChunking.asked(call.headers()).orElse(null));
  }

  private static String key(Map<String, String> facts, ObjectDefinition object) {
    String name = facts.getOrDefault("externalIdFieldName", "");
    if (name.isEmpty()) {
      throw new ClassicException("InvalidJob", "External ID was blank for an upsert");
    }
    return object
        .field(name)
        .filter(ParentLookup::isKey)
        .orElseThrow(
            () ->
                new ClassicException(
                    "InvalidJob",
                    "Field name provided, "
                        + name
                        + " does not match an External ID for "
                        + object.name()))
        .name();
  }
}
