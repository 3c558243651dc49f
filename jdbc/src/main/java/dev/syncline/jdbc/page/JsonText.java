package dev.syncline.jdbc.page;

import dev.syncline.model.Value;
import java.math.BigDecimal;

/**
 * Values as canonical JSON: equal values have equal text. Numbers are plain without trailing zeros,
 * moments are UTC with as many fraction digits as they need.
 */
final class JsonText {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private JsonText() {}

  static void put(Bytes out, Value value) {
    switch (value) {
      case Value.Null _ -> out.putAscii("null");
      case Value.Text text -> putString(out, text.text());
      case Value.Bool bool -> out.putAscii(bool.truth() ? "true" : "false");
      case Value.Numeric numeric -> putNumber(out, numeric.number());
      case Value.Day day -> {
        out.put('"');
        TimeText.putDate(out, day.date());
        out.put('"');
      }
      case Value.Moment moment -> {
        out.put('"');
        TimeText.putMoment(out, moment.instant(), 'T');
        out.put('Z');
        out.put('"');
      }
      case Value.TimeOfDay time -> {
        out.put('"');
        TimeText.putTime(out, time.time());
        out.put('"');
      }
      case Value.Compound compound -> putCompound(out, compound);
    }
  }

  static void putString(Bytes out, String text) {
    out.put('"');
    int length = text.length();
    for (int i = 0; i < length; ) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        i += out.putWide(text, i);
        continue;
      }
      if (c == '"' || c == '\\') {
        out.put('\\');
        out.put(c);
      } else if (c < ' ') {
        putControl(out, c);
      } else {
        out.put(c);
      }
      i++;
    }
    out.put('"');
  }

  private static void putControl(Bytes out, char c) {
    switch (c) {
      case '\n' -> out.putAscii("\\n");
      case '\r' -> out.putAscii("\\r");
      case '\t' -> out.putAscii("\\t");
      default -> {
        out.putAscii("\\u00");
        out.put(HEX[c >> 4]);
        out.put(HEX[c & 0xF]);
      }
    }
  }

  private static void putNumber(Bytes out, BigDecimal number) {
    if (number.scale() == 0) {
      out.putAscii(number.toString());
    } else {
      out.putAscii(number.stripTrailingZeros().toPlainString());
    }
  }

  private static void putCompound(Bytes out, Value.Compound compound) {
    out.put('{');
    boolean first = true;
    for (Value.Component component : compound.components()) {
      if (!first) {
        out.put(',');
      }
      first = false;
      putString(out, component.name());
      out.put(':');
      put(out, component.value());
    }
    out.put('}');
  }
}
