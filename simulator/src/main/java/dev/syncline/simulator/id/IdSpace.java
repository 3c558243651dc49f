package dev.syncline.simulator.id;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The ids of one object in one org: a key prefix, three characters that tell orgs apart, and a
 * running number of nine base-62 digits. Ids sort as their numbers do.
 */
public final class IdSpace {
  /** How many numbers fit: 62 to the ninth. */
  public static final long SIZE = 13_537_086_546_263_552L;

  private static final byte[] DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
          .getBytes(StandardCharsets.US_ASCII);
  private static final byte[] VALUES = new byte[128];

  static {
    Arrays.fill(VALUES, (byte) -1);
    for (int i = 0; i < DIGITS.length; i++) {
      VALUES[DIGITS[i]] = (byte) i;
    }
  }

  private final byte[] head;
  private final String headText;
  private final int headBits;

  /**
   * @param keyPrefix three characters, as the object's definition says
   * @param instance three characters, the same for all objects of an org
   */
  public IdSpace(String keyPrefix, String instance) {
    this.headText = keyPrefix + instance;
    this.head = headText.getBytes(StandardCharsets.US_ASCII);
    if (head.length != 6) {
      throw new IllegalArgumentException("An id starts with 3 and 3 characters, not " + headText);
    }
    this.headBits = upperCaseBits(head);
  }

  private static int upperCaseBits(byte[] characters) {
    int bits = 0;
    for (int i = 0; i < characters.length; i++) {
      bits |= upperCase(characters[i]) << i;
    }
    return bits;
  }

  private static int upperCase(byte c) {
    return c >= 'A' && c <= 'Z' ? 1 : 0;
  }

  /** Writes the 18 characters of a number's id into an array, from an index on. */
  public void write(long number, byte[] into, int at) {
    System.arraycopy(head, 0, into, at, 6);
    long rest = number;
    int bits = headBits;
    for (int i = 14; i >= 6; i--) {
      byte digit = DIGITS[(int) (rest % 62)];
      rest /= 62;
      into[at + i] = digit;
      bits |= upperCase(digit) << i;
    }
    into[at + 15] = RecordIds.checksumDigit(bits & 31);
    into[at + 16] = RecordIds.checksumDigit((bits >> 5) & 31);
    into[at + 17] = RecordIds.checksumDigit((bits >> 10) & 31);
  }

  /** The 18-character id of a number. */
  public String id(long number) {
    var bytes = new byte[RecordIds.LONG];
    write(number, bytes, 0);
    return new String(bytes, StandardCharsets.US_ASCII);
  }

  /** The number behind an id of 15 or 18 characters; -1 when the id is none of this space. */
  public long number(String id) {
    if (id.length() < RecordIds.SHORT || !id.startsWith(headText)) {
      return -1;
    }
    long number = 0;
    for (int i = 6; i < RecordIds.SHORT; i++) {
      char c = id.charAt(i);
      int value = c < 128 ? VALUES[c] : -1;
      if (value < 0) {
        return -1;
      }
      number = number * 62 + value;
    }
    return number;
  }
}
