package dev.syncline.simulator.events.avro;

import java.util.Locale;

/** Ids of custom fields, prefix 00N: the same for the same object and field in every org. */
final class FieldIds {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private FieldIds() {}

  /** The field's id, 15 characters. */
  static String of(String object, String field) {
    long hash = FNV_OFFSET;
    String key = (object + "." + field).toLowerCase(Locale.ROOT);
    for (int i = 0; i < key.length(); i++) {
      hash = (hash ^ key.charAt(i)) * FNV_PRIME;
    }
    var id = new StringBuilder("00N");
    for (int i = 0; i < 12; i++) {
      id.append(DIGITS.charAt((int) Long.remainderUnsigned(hash, DIGITS.length())));
      hash = Long.divideUnsigned(hash, DIGITS.length());
    }
    return id.toString();
  }
}
