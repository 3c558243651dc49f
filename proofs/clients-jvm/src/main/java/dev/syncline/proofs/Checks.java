package dev.syncline.proofs;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Named checks that are counted. A check never throws: what is wrong is told, and the next follows.
 */
final class Checks {
  private final String client;
  private final Set<String> names = new HashSet<>();
  private final List<String> failures = new ArrayList<>();

  Checks(String client) {
    this.client = client;
  }

  /** Something that may throw whatever a client throws. */
  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  int count() {
    return names.size();
  }

  List<String> failures() {
    return failures;
  }

  /** Notes whether something holds; the detail says what was found instead. */
  void holds(String name, boolean condition, Object detail) {
    if (!names.add(name)) {
      throw new IllegalStateException("two checks of " + client + " are called " + name);
    }
    if (!condition) {
      failures.add(client + ": " + name);
      System.err.println("FAILED  " + client + ": " + name + "\n        " + detail);
    }
  }

  void equal(String name, Object actual, Object expected) {
    holds(name, Objects.equals(actual, expected), actual + " instead of " + expected);
  }

  /** That some work is refused with an exception of a type whose text contains something. */
  void refused(String name, Class<? extends Exception> type, String text, Work work) {
    try {
      work.run();
      holds(name, false, "nothing was refused");
    } catch (Exception e) {
      holds(name, type.isInstance(e) && e.toString().contains(text), e);
    }
  }

  /** An exception with its causes and the place in this proof where it came from. */
  private static String told(Throwable thrown) {
    var text = new StringBuilder();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      text.append(cause).append("; ");
      for (StackTraceElement place : cause.getStackTrace()) {
        if (place.getClassName().startsWith("dev.syncline")) {
          text.append("at ").append(place).append("; ");
          break;
        }
      }
    }
    return text.toString();
  }

  /** A part of the proof: whatever it throws is a failed check, and the next part goes on. */
  void part(String name, Work work) {
    try {
      work.run();
    } catch (Exception | LinkageError e) {
      holds(name + " goes to its end", false, told(e));
      return;
    }
    holds(name + " goes to its end", true, "");
  }
}
