package dev.syncline.simulator.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of a stored record from some place on. A scan reads every record, so this is quick. */
final class RecordBytes {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private int at;

  RecordBytes(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  /** Where the next byte is. */
  int at() {
    return at;
  }

  void skip(int length) {
    at += length;
  }

  byte one() {
    return bytes[at++];
  }

  int four() {
    int value = (int) INTS.get(bytes, at);
    at += Integer.BYTES;
    return value;
  }

  long eight() {
    long value = (long) LONGS.get(bytes, at);
    at += Long.BYTES;
    return value;
  }

  /** A text of so many bytes. */
  String text(int length) {
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  /** A whole number of so many bytes. */
  BigInteger number(int length) {
    BigInteger number = new BigInteger(bytes, at, length);
    at += length;
    return number;
  }
}
