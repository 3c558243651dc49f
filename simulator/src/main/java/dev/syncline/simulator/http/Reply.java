package dev.syncline.simulator.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * One answer, free of its transport: status, headers and content. Immutable.
 *
 * @param headers by name, in the order in which they are sent
 */
public record Reply(int status, Map<String, String> headers, Content content) {
  /** The content type of JSON as REST names it. */
  public static final String JSON = "application/json;charset=UTF-8";

  /** What an answer carries. Streams are written while they are made and never held as a whole. */
  public sealed interface Content {
    /** No content at all. */
    record Nothing() implements Content {}

    /** Bytes that are at hand. */
    record Bytes(String type, byte[] bytes) implements Content {}

    /** JSON, written while it is made. */
    record Json(JsonBody body) implements Content {}

    /** Anything else, written while it is made. */
    record Stream(String type, StreamBody body) implements Content {}
  }

  /** Writes JSON. */
  @FunctionalInterface
  public interface JsonBody {
    void write(JsonGenerator json) throws IOException;
  }

  /** Writes bytes; need not close the stream. */
  @FunctionalInterface
  public interface StreamBody {
    void write(OutputStream out) throws IOException;
  }

  public static Reply empty(int status) {
    return new Reply(status, Map.of(), new Content.Nothing());
  }

  /** JSON of a value made of maps, lists, texts, numbers and nulls. */
  public static Reply json(int status, Object value) {
    return streamJson(status, json -> json.writePOJO(value));
  }

  public static Reply streamJson(int status, JsonBody body) {
    return new Reply(status, Map.of(), new Content.Json(body));
  }

  public static Reply stream(int status, String type, StreamBody body) {
    return new Reply(status, Map.of(), new Content.Stream(type, body));
  }

  public static Reply text(int status, String type, String text) {
    return new Reply(
        status, Map.of(), new Content.Bytes(type, text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The error array of REST. */
  public static Reply errors(int status, List<ApiError> errors) {
    return streamJson(
        status,
        json -> {
          json.writeStartArray();
          for (ApiError error : errors) {
            write(json, error);
          }
          json.writeEndArray();
        });
  }

  private static void write(JsonGenerator json, ApiError error) {
    json.writeStartObject();
    error.details().forEach(json::writePOJOProperty);
    json.writeStringProperty("message", error.message());
    json.writeStringProperty("errorCode", error.errorCode());
    List<String> fields = error.fields();
    if (fields != null) {
      json.writeArrayPropertyStart("fields");
      fields.forEach(json::writeString);
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** This answer with one header more. */
  public Reply with(String header, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, content);
  }
}
