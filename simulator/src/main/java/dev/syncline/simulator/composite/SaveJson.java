package dev.syncline.simulator.composite;

import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.WriteResult;
import dev.syncline.simulator.id.EventUuid;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of records, as lists of results show it: errors with {@code statusCode}. */
final class SaveJson {
  private static final RecordError ROLLED_BACK =
      RecordError.of(
          "ALL_OR_NONE_OPERATION_ROLLED_BACK",
          "Record rolled back because not all records were valid and the request was using"
              + " AllOrNone header");

  private SaveJson() {}

  /**
   * One result.
   *
   * @param withCreated whether the result says if the record was created, as upserts do
   */
  static Map<String, Object> of(WriteResult result, boolean withCreated) {
    return switch (result) {
      case WriteResult.Written(String id, boolean created) ->
          body(id, notices(id), withCreated ? created : null);
      case WriteResult.Refused(List<RecordError> errors) ->
          body(null, errors, withCreated ? Boolean.FALSE : null);
    };
  }

  /** The result of a record that was taken back because another one was refused. */
  static Map<String, Object> rolledBack(WriteResult result, boolean withCreated) {
    return switch (result) {
      case WriteResult.Written(String id, boolean created) ->
          body(id, List.of(ROLLED_BACK), withCreated ? created : null);
      case WriteResult.Refused _ -> of(result, withCreated);
    };
  }

  /** What is said of a record that was saved: the id of a platform event. */
  private static List<RecordError> notices(@Nullable String id) {
    return id != null && EventUuid.isPublication(id)
        ? List.of(RecordError.of("OPERATION_ENQUEUED", EventUuid.of(id)))
        : List.of();
  }

  private static Map<String, Object> body(
      @Nullable String id, List<RecordError> errors, @Nullable Boolean created) {
    var body = new LinkedHashMap<String, Object>();
    if (id != null) {
      body.put("id", id);
    }
    body.put("success", errors.isEmpty() || errors.equals(notices(id)));
    body.put("errors", errors.stream().map(SaveJson::error).toList());
    if (created != null) {
      body.put("created", created);
    }
    return body;
  }

  /** One reason of a refusal. */
  static Map<String, Object> error(RecordError error) {
    var body = new LinkedHashMap<String, Object>();
    body.put("statusCode", error.statusCode());
    body.put("message", error.message());
    body.put("fields", error.fields());
    return body;
  }
}
