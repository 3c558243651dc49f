package dev.syncline.jdbc.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing run of bytes that text is written to as UTF-8, without a string in between. */
final class Bytes {
  private static final int FIRST_CAPACITY = 4_096;

  private byte[] bytes = new byte[FIRST_CAPACITY];
  private int length;

  byte[] array() {
    return bytes;
  }

  int length() {
    return length;
  }

  void clear() {
    length = 0;
  }

  void put(char ascii) {
    ensure(1);
    bytes[length++] = (byte) ascii;
  }

  void put(byte[] more) {
    put(more, 0, more.length);
  }

  void put(byte[] more, int from, int count) {
    ensure(count);
    System.arraycopy(more, from, bytes, length, count);
    length += count;
  }

  /** Text of ASCII characters that need no escape. */
  void putAscii(String text) {
    int count = text.length();
    ensure(count);
    byte[] target = bytes;
    int at = length;
    for (int i = 0; i < count; i++) {
      target[at++] = (byte) text.charAt(i);
    }
    length = at;
  }

  /** A number from 0 to 10^digits - 1, with leading zeros. */
  void putDigits(int number, int digits) {
    ensure(digits);
    int rest = number;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  /** One character of more than seven bits, or a pair of surrogates; answers how many it took. */
  int putWide(String text, int index) {
    ensure(4);
    int codePoint = text.codePointAt(index);
    if (codePoint < 0x800) {
      bytes[length++] = (byte) (0xC0 | (codePoint >> 6));
    } else if (codePoint < 0x10000) {
      bytes[length++] = (byte) (0xE0 | (codePoint >> 12));
      bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    } else {
      bytes[length++] = (byte) (0xF0 | (codePoint >> 18));
      bytes[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
      bytes[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    }
    bytes[length++] = (byte) (0x80 | (codePoint & 0x3F));
    return Character.charCount(codePoint);
  }

  void ensure(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
    }
  }

  @Override
  public String toString() {
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
