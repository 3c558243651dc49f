package dev.syncline.simulator.sample;

import java.nio.charset.StandardCharsets;

/** A piece of text, ready to be copied. */
final class Word {
  private final byte[] utf8;
  private final int length;

  private Word(byte[] utf8, int length) {
    this.utf8 = utf8;
    this.length = length;
  }

  static Word of(String text) {
    return new Word(text.getBytes(StandardCharsets.UTF_8), text.length());
  }

  /** The bytes; not to be changed. */
  byte[] utf8() {
    return utf8;
  }

  /** The length in UTF-16 units, which is never less than that in characters. */
  int length() {
    return length;
  }

  boolean isSingleLine() {
    for (byte b : utf8) {
      if (b == '\n' || b == '\r') {
        return false;
      }
    }
    return true;
  }
}
