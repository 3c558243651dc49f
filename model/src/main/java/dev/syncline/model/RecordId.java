package dev.syncline.model;

import java.util.Optional;

/**
 * A Salesforce record id in its 18-character form. The 15-character form is case-sensitive; the
 * three characters behind it carry the case of each group of five, so that the 18-character form
 * survives databases that fold case.
 *
 * <p>Source: REST API Developer Guide, "Record ID"; the checksum was verified on captured ids.
 */
public record RecordId(String value) implements Comparable<RecordId> {
  /** The number of characters of the form that is stored and compared. */
  public static final int LENGTH = 18;

  private static final int SHORT_LENGTH = 15;
  private static final int GROUP = 5;
  private static final String CHECKSUM_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

  /**
   * @throws IllegalArgumentException if the text is not an 18-character id with a true checksum
   */
  public RecordId {
    if (value.length() != LENGTH || !isAlphanumeric(value) || !hasTrueChecksum(value)) {
      throw new IllegalArgumentException("'" + value + "' is not a Salesforce record id");
    }
  }

  /**
   * Reads an id of 15 or 18 characters, widening the short form.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static RecordId of(String text) {
    return parse(text)
        .orElseThrow(
            () -> new IllegalArgumentException("'" + text + "' is not a Salesforce record id"));
  }

  /** Reads an id of 15 or 18 characters; empty if the text is neither. */
  public static Optional<RecordId> parse(String text) {
    if (!isAlphanumeric(text)) {
      return Optional.empty();
    }
    if (text.length() == SHORT_LENGTH) {
      return Optional.of(new RecordId(text + checksum(text)));
    }
    return text.length() == LENGTH && hasTrueChecksum(text)
        ? Optional.of(new RecordId(text))
        : Optional.empty();
  }

  /** The three characters that name the object, such as {@code 003} for Contact. */
  public String keyPrefix() {
    return value.substring(0, 3);
  }

  @Override
  public int compareTo(RecordId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }

  private static boolean hasTrueChecksum(String text) {
    for (int group = 0; group < 3; group++) {
      if (text.charAt(SHORT_LENGTH + group) != checksumOf(text, group)) {
        return false;
      }
    }
    return true;
  }

  private static String checksum(String text) {
    return "" + checksumOf(text, 0) + checksumOf(text, 1) + checksumOf(text, 2);
  }

  private static char checksumOf(String text, int group) {
    int bits = 0;
    for (int i = 0; i < GROUP; i++) {
      char c = text.charAt(group * GROUP + i);
      if (c >= 'A' && c <= 'Z') {
        bits |= 1 << i;
      }
    }
    return CHECKSUM_ALPHABET.charAt(bits);
  }

  private static boolean isAlphanumeric(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
      boolean fits = letter || (c >= '0' && c <= '9');
      if (!fits) {
        return false;
      }
    }
    return true;
  }
}
