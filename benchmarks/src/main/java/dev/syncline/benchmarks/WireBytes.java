package dev.syncline.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the few forms that a bare client of the Pub/Sub API needs: of Avro and of Protobuf. */
final class WireBytes {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** A variable-length number, as both forms have it. */
  WireBytes varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  /** A number of Avro. */
  WireBytes number(long value) {
    return varint((value << 1) ^ (value >> 63));
  }

  /** A text of Avro. */
  WireBytes text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    number(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  /** A field of Protobuf that holds a number. */
  WireBytes field(int number, long value) {
    return varint((long) number << 3).varint(value);
  }

  /** A field of Protobuf that holds bytes. */
  WireBytes field(int number, byte[] bytes) {
    varint(((long) number << 3) | 2).varint(bytes.length);
    out.writeBytes(bytes);
    return this;
  }

  WireBytes field(int number, String text) {
    return field(number, text.getBytes(StandardCharsets.UTF_8));
  }

  byte[] bytes() {
    return out.toByteArray();
  }
}
