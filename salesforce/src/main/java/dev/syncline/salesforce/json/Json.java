package dev.syncline.salesforce.json;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the org's JSON: bounded in depth and length, numbers exact, a text behind the end refused.
 */
public final class Json {
  /** The deepest nesting read; describes nest five levels, query replies three. */
  static final int MAX_DEPTH = 64;

  /** The longest number read, in characters; the org's numbers have 18 digits. */
  static final int MAX_NUMBER_LENGTH = 200;

  /**
   * The longest text read, in characters. A long text area has at most 131,072 (Object Reference);
   * describes hold longer formulas.
   */
  static final int MAX_TEXT_LENGTH = 4 << 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .maxStringLength(MAX_TEXT_LENGTH)
                  .build())
          .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
          .build();
  private static final JsonMapper PARTS =
      JsonMapper.builder(FACTORY)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private static final JsonMapper WHOLES =
      PARTS.rebuild().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Json() {}

  /** The one value of a body that is held as a whole; empty if the body is not JSON. */
  public static Optional<JsonNode> tree(byte[] body) {
    try {
      JsonNode node = WHOLES.readTree(body);
      return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /**
   * The value that begins at the parser's token.
   *
   * @throws JacksonException if it is cut or garbled
   */
  public static JsonNode value(JsonParser parser) {
    return PARTS.readTree(parser);
  }

  /** A parser over a body that is streamed; closing it leaves the stream open. */
  public static JsonParser parser(InputStream body) {
    return FACTORY.createParser(ObjectReadContext.empty(), body);
  }

  /** The text of an object in JSON. */
  public static byte[] bytes(Object value) {
    return WHOLES.writeValueAsBytes(value);
  }

  /**
   * JSON that is written piece by piece.
   *
   * @param writer writes one value
   */
  public static byte[] written(Consumer<JsonGenerator> writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
      writer.accept(json);
    }
    return bytes.toByteArray();
  }

  /** Whether the object says true for that property. */
  public static boolean isTrue(JsonNode object, String property) {
    JsonNode node = object.get(property);
    return node != null && node.isBoolean() && node.booleanValue();
  }

  /** The whole number of that property; the other where it is absent or none. */
  public static long number(JsonNode object, String property, long otherwise) {
    JsonNode node = object.get(property);
    return node != null && node.isIntegralNumber() && node.canConvertToLong()
        ? node.longValue()
        : otherwise;
  }

  /** The text of that property; empty where it is absent, null or no text. */
  public static Optional<String> text(JsonNode object, String property) {
    JsonNode node = object.get(property);
    return node != null && node.isString() ? Optional.of(node.stringValue()) : Optional.empty();
  }
}
