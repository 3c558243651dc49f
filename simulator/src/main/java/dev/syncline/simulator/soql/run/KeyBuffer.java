package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.soql.plan.Comparison;
import dev.syncline.simulator.soql.plan.TextOrder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;

/** A growing run of bytes in which values are written so that unsigned bytes sort as they do. */
final class KeyBuffer {
  private static final long BIAS_40_BITS = 1L << 39;
  private static final long BIAS_32_BITS = 1L << 31;

  private byte[] bytes = new byte[64];
  private int length;

  void clear() {
    length = 0;
  }

  int length() {
    return length;
  }

  byte[] copy() {
    return Arrays.copyOf(bytes, length);
  }

  void append(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) value;
  }

  void appendShort(int value) {
    append(value >> 8);
    append(value);
  }

  void appendAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      append(text.charAt(i));
    }
  }

  /** Turns the order of everything behind an index round. */
  void invertFrom(int start) {
    for (int i = start; i < length; i++) {
      bytes[i] = (byte) ~bytes[i];
    }
  }

  void appendValue(Comparison comparison, Object value) {
    switch (comparison) {
      case TEXT, PICKS -> appendText(TextOrder.fold((String) value));
      case EXACT_TEXT, ID -> appendText((String) value);
      case NUMBER -> appendNumber((BigDecimal) value);
      case BOOLEAN -> append((Boolean) value ? 1 : 0);
      case DATE -> appendLong(((LocalDate) value).toEpochDay() + BIAS_40_BITS, 5);
      case DATETIME -> {
        Instant moment = (Instant) value;
        appendLong(moment.getEpochSecond() + BIAS_40_BITS, 5);
        appendLong(moment.getNano(), 4);
      }
      case TIME -> appendLong(((LocalTime) value).toNanoOfDay(), 6);
      case NONE -> throw new IllegalArgumentException("Not comparable: " + value);
    }
  }

  private void appendLong(long value, int size) {
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
      append((int) (value >> shift));
    }
  }

  /** Text, ended by a zero; a zero inside is followed by 255. */
  private void appendText(String text) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      append(b);
      if (b == 0) {
        append(0xFF);
      }
    }
    append(0);
    append(0);
  }

  /** Sign, exponent, digits: for negative numbers the last two turned round. */
  private void appendNumber(BigDecimal number) {
    append(number.signum() + 1);
    if (number.signum() == 0) {
      return;
    }
    int start = length;
    BigDecimal stripped = number.abs().stripTrailingZeros();
    appendLong((long) stripped.precision() - stripped.scale() + BIAS_32_BITS, 4);
    appendAscii(stripped.unscaledValue().toString());
    append(0);
    if (number.signum() < 0) {
      invertFrom(start);
    }
  }
}
