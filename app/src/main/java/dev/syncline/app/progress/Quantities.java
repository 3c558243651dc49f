package dev.syncline.app.progress;

import java.time.Duration;

/** Numbers and durations in the words of people. */
public final class Quantities {
  private static final int SECONDS_PER_MINUTE = 60;

  private Quantities() {}

  /** A number with a comma at every thousand. */
  public static String number(long number) {
    String digits = Long.toString(Math.abs(number));
    var grouped = new StringBuilder(number < 0 ? "-" : "");
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0) {
        grouped.append(',');
      }
      grouped.append(digits.charAt(i));
    }
    return grouped.toString();
  }

  /** A duration such as {@code 5 s}, {@code 3 min 20 s} or {@code 2 h 5 min}. */
  public static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < SECONDS_PER_MINUTE) {
      return seconds + " s";
    }
    long minutes = seconds / SECONDS_PER_MINUTE;
    if (minutes < SECONDS_PER_MINUTE) {
      long rest = seconds % SECONDS_PER_MINUTE;
      return minutes + " min" + (rest == 0 ? "" : " " + rest + " s");
    }
    long rest = minutes % SECONDS_PER_MINUTE;
    return minutes / SECONDS_PER_MINUTE + " h" + (rest == 0 ? "" : " " + rest + " min");
  }
}
