package dev.syncline.simulator.rest;

import java.util.concurrent.atomic.AtomicLong;

/** Gives out ids of things that are no records, such as jobs and cursors, one after the other. */
public final class RunningId {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int NUMBER_LENGTH = 9;

  private final String start;
  private final AtomicLong last = new AtomicLong();

  /**
   * @param prefix the key prefix of three characters, such as {@code 750}
   * @param pod the three characters that follow it and name the instance
   */
  public RunningId(String prefix, String pod) {
    this.start = prefix + pod;
  }

  /** The next id, 18 characters. */
  public String next() {
    var number = new StringBuilder();
    long rest = last.incrementAndGet();
    for (int i = 0; i < NUMBER_LENGTH; i++) {
      number.append(DIGITS.charAt((int) (rest % DIGITS.length())));
      rest /= DIGITS.length();
    }
    return RecordId.widen(start + number.reverse());
  }
}
