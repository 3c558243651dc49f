package dev.syncline.salesforce.event;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * A set of an event's fields as its header has it: a bitmap over the fields, and one over the parts
 * of each compound field with some in the set.
 *
 * <p>Source: Pub/Sub API Guide, "Event Deserialization Considerations": {@code 0x} and hexadecimal
 * digits, the highest byte first, bit 0 (the lowest) is the first field; {@code 6-0x01} is the
 * first part of field 6.
 *
 * @param fields the fields that are in the set as a whole, by their index in the event
 * @param parts the parts that are, by the index of their compound field
 */
record FieldBits(BitSet fields, Map<Integer, BitSet> parts) {
  /** The most bitmaps of a header: one, and one for each compound field. */
  private static final int MAX_BITMAPS = 1_000;

  /** The longest bitmap: of more fields than an object can have. */
  private static final int MAX_LENGTH = 1_000;

  private static final String HEX = "0x";

  /**
   * Reads a header's list.
   *
   * @throws IllegalArgumentException if it is none
   */
  static FieldBits of(GenericRecord header, String list) {
    if (!(header.get(list) instanceof List<?> bitmaps) || bitmaps.size() > MAX_BITMAPS) {
      throw new IllegalArgumentException(list + " is no list of bitmaps");
    }
    BitSet fields = new BitSet();
    Map<Integer, BitSet> parts = new HashMap<>();
    for (Object bitmap : bitmaps) {
      String text = String.valueOf(bitmap);
      int dash = text.indexOf('-');
      if (dash < 0) {
        fields.or(bits(text));
      } else {
        int parent = Integer.parseInt(text, 0, dash, 10);
        parts.computeIfAbsent(parent, _ -> new BitSet()).or(bits(text.substring(dash + 1)));
      }
    }
    return new FieldBits(fields, parts);
  }

  /** Whether the field as a whole is in the set. */
  boolean has(int field) {
    return fields.get(field);
  }

  /** Whether a part of a compound field is in the set, by itself or with the whole. */
  boolean has(int field, int part) {
    @Nullable BitSet some = parts.get(field);
    return fields.get(field) || (some != null && some.get(part));
  }

  /** Whether anything of a field is in the set. */
  boolean touches(int field) {
    return fields.get(field) || parts.containsKey(field);
  }

  /** One more than the highest field. */
  int length() {
    int highest = parts.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1);
    return Math.max(fields.length(), highest + 1);
  }

  private static BitSet bits(String bitmap) {
    if (!bitmap.startsWith(HEX) || bitmap.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a bitmap begins with 0x");
    }
    BitSet bits = new BitSet();
    int last = bitmap.length() - 1;
    for (int i = last; i >= HEX.length(); i--) {
      int digit = Character.digit(bitmap.charAt(i), 16);
      if (digit < 0) {
        throw new IllegalArgumentException("a bitmap has hexadecimal digits");
      }
      for (int bit = 0; bit < 4; bit++) {
        bits.set((last - i) * 4 + bit, (digit >> bit & 1) == 1);
      }
    }
    return bits;
  }
}
