package dev.syncline.simulator.schema;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Gives every custom object that names no key prefix the next free one, from a00 on, and every
 * platform event from e00 on.
 */
final class KeyPrefixes {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private KeyPrefixes() {}

  static void assign(Collection<ObjectDraft> drafts, Problems problems) {
    Map<String, String> taken = new HashMap<>();
    for (ObjectDraft draft : drafts) {
      String other = draft.keyPrefix.isEmpty() ? null : taken.put(draft.keyPrefix, draft.name);
      if (other != null) {
        problems.at(
            draft.placeOf(draft.name),
            "prefix " + draft.keyPrefix + " belongs to " + other + " and " + draft.name,
            "give one of them another prefix");
      }
    }
    int next = 0;
    int nextEvent = 0;
    for (ObjectDraft draft : drafts) {
      boolean event = draft.name.endsWith("__e");
      while (draft.keyPrefix.isEmpty()) {
        String candidate = event ? prefix("e", nextEvent++) : prefix("a", next++);
        if (taken.putIfAbsent(candidate, draft.name) == null) {
          draft.keyPrefix = candidate;
        }
      }
    }
  }

  /** The n-th prefix: a00 to aZz, 36 times 62 of them. */
  private static String prefix(String first, int n) {
    return first + DIGITS.charAt(n / DIGITS.length()) + DIGITS.charAt(n % DIGITS.length());
  }
}
