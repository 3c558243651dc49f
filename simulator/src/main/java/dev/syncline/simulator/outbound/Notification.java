package dev.syncline.simulator.outbound;

import java.time.Duration;
import java.time.Instant;

/**
 * That a record is to be told of.
 *
 * @param id 18 characters, prefix 04l; the same with every attempt
 * @param message the name of the outbound message
 * @param recordId 18 characters
 * @param since when it came about: it is given up 24 hours later
 * @param attempts how often it was sent in vain
 * @param due when it is sent next, on the org's clock
 */
record Notification(
    String id, String message, String recordId, Instant since, int attempts, Instant due) {
  /** How long it is tried. Salesforce help, outbound messages: 24 hours. */
  static final Duration LIFE = Duration.ofHours(24);

  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);

  /** The longest time between two attempts. Salesforce help, outbound messages: two hours. */
  private static final Duration LONGEST_WAIT = Duration.ofHours(2);

  private static final int MOST_DOUBLINGS = 20;

  /** After an attempt in vain: each time twice as much later. */
  Notification failedAt(Instant now) {
    Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
    Duration wait = doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    return new Notification(id, message, recordId, since, attempts + 1, now.plus(wait));
  }

  Notification dueAt(Instant now) {
    return new Notification(id, message, recordId, since, attempts, now);
  }

  boolean isExpiredAt(Instant now) {
    return since.plus(LIFE).isBefore(now);
  }
}
