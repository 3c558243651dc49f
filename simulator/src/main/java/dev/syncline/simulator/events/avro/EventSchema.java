package dev.syncline.simulator.events.avro;

import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schema of one kind of event, as {@code GetSchema} hands it out.
 *
 * @param id the MD5 of the schema's Avro parsing canonical form, in base64url without padding: 22
 *     characters. Verified against published ids. Docs, defaults and {@code uuid} do not enter it.
 * @param json the schema's text, with the id as {@code uuid}
 * @param avro the parsed schema, a record
 */
public record EventSchema(String id, String json, Schema avro) {
  /** The namespace of every event. */
  public static final String NAMESPACE = "com.sforce.eventbus";

  private static final JsonMapper MAPPER = JsonMapper.shared();

  /**
   * Makes the schema of its JSON.
   *
   * @param text a record in Avro's JSON; a {@code uuid} in it is replaced
   * @throws IllegalArgumentException if the text is no Avro record
   */
  public static EventSchema of(String text) {
    if (!(MAPPER.readTree(text) instanceof ObjectNode node)) {
      throw new IllegalArgumentException("an event's schema is a JSON object; got " + text);
    }
    return of(node);
  }

  static EventSchema of(ObjectNode node) {
    node.remove("uuid");
    Schema avro = new Schema.Parser().parse(node.toString());
    if (avro.getType() != Schema.Type.RECORD) {
      throw new IllegalArgumentException("an event is a record, not a " + avro.getType());
    }
    String id = idOf(avro);
    node.put("uuid", id);
    return new EventSchema(id, node.toString(), avro);
  }

  /** The id of a schema. */
  public static String idOf(Schema avro) {
    try {
      byte[] fingerprint = SchemaNormalization.parsingFingerprint("MD5", avro);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(fingerprint);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the Java runtime has no MD5", e);
    }
  }

  /** The name of the event, such as {@code AccountChangeEvent} or {@code Order_Paid__e}. */
  public String name() {
    return avro.getName();
  }

  /** Two schemas of one id are read alike. */
  @Override
  public boolean equals(Object other) {
    return other instanceof EventSchema schema && schema.id.equals(id);
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return name() + "[" + id + "]";
  }
}
