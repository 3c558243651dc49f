package dev.syncline.simulator.http;

import java.io.OutputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the org reads and writes it: numbers stay decimal, keys keep their order. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
          .build();

  private Json() {}

  /**
   * Reads one JSON text.
   *
   * @throws ApiException (400 JSON_PARSER_ERROR) with the place if it is none
   */
  public static JsonNode read(byte[] text) {
    try {
      JsonNode node = MAPPER.readTree(text);
      if (node == null || node.isMissingNode()) {
        throw ApiException.unreadable("Unexpected end of input: the body is empty.");
      }
      return node;
    } catch (JacksonException e) {
      var place = e.getLocation();
      throw ApiException.unreadable(
          e.getOriginalMessage()
              + (place == null
                  ? ""
                  : " at [line:" + place.getLineNr() + ", column:" + place.getColumnNr() + "]"));
    }
  }

  /** A generator whose numbers are plain; closing it leaves the stream open. */
  public static JsonGenerator generator(OutputStream out, boolean pretty) {
    return pretty
        ? MAPPER.writerWithDefaultPrettyPrinter().createGenerator(out)
        : MAPPER.createGenerator(out);
  }

  /** A value of maps, lists, texts, numbers and nulls as one line of JSON. */
  public static String line(Object value) {
    return MAPPER.writeValueAsString(value);
  }
}
