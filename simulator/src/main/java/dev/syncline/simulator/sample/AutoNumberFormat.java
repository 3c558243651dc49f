package dev.syncline.simulator.sample;

import java.nio.charset.StandardCharsets;

/** How an auto-number field spells a running number, such as {@code INV-{00000}}. */
public final class AutoNumberFormat {
  private final byte[] before;
  private final byte[] after;
  private final String prefix;
  private final String suffix;
  private final int width;

  /**
   * @param format text with zeros in braces once; a schema has been checked for that
   */
  public AutoNumberFormat(String format) {
    int open = format.indexOf('{');
    int close = format.indexOf('}');
    this.prefix = format.substring(0, open);
    this.suffix = format.substring(close + 1);
    this.before = prefix.getBytes(StandardCharsets.UTF_8);
    this.after = suffix.getBytes(StandardCharsets.UTF_8);
    this.width = close - open - 1;
  }

  void emit(long number, ValueSink sink) {
    sink.startText();
    sink.part(before);
    DigitParts.part(number, width, sink);
    sink.part(after);
    sink.endText();
  }

  /** The text of a number, from 1 on. */
  public String format(long number) {
    String digits = Long.toString(number);
    return prefix + "0".repeat(Math.max(0, width - digits.length())) + digits + suffix;
  }

  /** The number in a text; 0 when the text does not fit the format. */
  public long parse(String text) {
    if (text.length() < prefix.length() + suffix.length()
        || !text.regionMatches(true, 0, prefix, 0, prefix.length())
        || !text.regionMatches(true, text.length() - suffix.length(), suffix, 0, suffix.length())) {
      return 0;
    }
    String digits = text.substring(prefix.length(), text.length() - suffix.length());
    return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
  }
}
