package dev.syncline.simulator.sample;

import dev.syncline.simulator.id.IdSpace;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Receives one value of a field. A text comes in parts between its start and its end. */
public interface ValueSink {
  /** No value. */
  void empty();

  void truth(boolean value);

  /** A whole number of an {@code int} field. */
  void integer(long value);

  /** A decimal number: {@code unscaled} divided by ten to the {@code scale}, 0 to 18. */
  void number(long unscaled, int scale);

  /** A decimal number of any size. */
  void number(BigDecimal value);

  void date(long epochDay);

  void datetime(long epochSecond);

  void time(long millisecondOfDay);

  /** A whole id. */
  void id(IdSpace space, long number);

  void startText();

  /** A part of a text, in UTF-8; never empty at the start or the end of a text's parts. */
  void part(byte[] utf8);

  /** One ASCII character of a text. */
  void character(int ascii);

  void endText();

  /** A whole text. */
  default void text(String text) {
    text(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A whole text in UTF-8. */
  default void text(byte[] utf8) {
    startText();
    part(utf8);
    endText();
  }
}
