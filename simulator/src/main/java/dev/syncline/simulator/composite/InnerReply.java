package dev.syncline.simulator.composite;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a call inside another was answered.
 *
 * @param body null where the answer has none
 */
record InnerReply(int status, Map<String, String> headers, @Nullable JsonNode body) {
  /** What takes the place of an answer whose writes were taken back, or that never came about. */
  static InnerReply halted(String reason) {
    return refused(400, "PROCESSING_HALTED", reason);
  }

  /** A refusal with one reason. */
  static InnerReply refused(int status, String errorCode, String message) {
    ObjectNode error = JsonNodeFactory.instance.objectNode();
    error.put("errorCode", errorCode);
    error.put("message", message);
    return new InnerReply(status, Map.of(), JsonNodeFactory.instance.arrayNode().add(error));
  }

  boolean isRefusal() {
    return status >= 300 && status != 304;
  }

  /** Whether a record in a list of results was refused, though the call as a whole was not. */
  boolean hasRefusedRecords() {
    return body != null
        && body.isArray()
        && body.valueStream()
            .anyMatch(
                result ->
                    result.path("success").isBoolean() && !result.path("success").asBoolean());
  }

  /** Writes answers as an array, each with the reference id of its subrequest. */
  static void write(JsonGenerator json, List<Subrequest> subrequests, List<InnerReply> replies) {
    json.writeStartArray();
    for (int i = 0; i < replies.size(); i++) {
      InnerReply reply = replies.get(i);
      json.writeStartObject();
      json.writePOJOProperty("body", reply.body());
      json.writePOJOProperty("httpHeaders", reply.headers());
      json.writeNumberProperty("httpStatusCode", reply.status());
      json.writeStringProperty("referenceId", subrequests.get(i).referenceId());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
