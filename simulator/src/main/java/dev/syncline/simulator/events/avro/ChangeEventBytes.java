package dev.syncline.simulator.events.avro;

/** Puts the bytes of a change event together. */
public final class ChangeEventBytes {
  private ChangeEventBytes() {}

  /**
   * The payload of an event.
   *
   * @param body what {@link ChangeEventBody#encode()} gave for the same schema
   */
  public static byte[] payload(ChangeEventSchema schema, ChangeEventHeader header, byte[] body) {
    byte[] head = AvroBytes.encode(header.toAvro(schema.header()));
    byte[] payload = new byte[head.length + body.length];
    System.arraycopy(head, 0, payload, 0, head.length);
    System.arraycopy(body, 0, payload, head.length, body.length);
    return payload;
  }

  /** The body of events that carry none: deletes and gaps. */
  public static byte[] emptyBody(ChangeEventSchema schema) {
    // A null in each place is the byte 0: the index of null in its union.
    return new byte[schema.body().getFields().size()];
  }
}
