package dev.syncline.simulator.events.avro;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeMap;
import org.apache.avro.Schema;

/**
 * A set of an event's fields, as the header writes it: a bitmap over the event's fields, and one
 * for each compound field with marked parts, whose own bit stays clear. Bit 0, the lowest, is the
 * header. Not for several threads.
 *
 * <p>Pub/Sub API Guide: Event Deserialization Considerations; verified on events of real orgs.
 */
public final class FieldMarks {
  private static final String PREFIX = "0x";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final BitSet fields = new BitSet();
  private final TreeMap<Integer, BitSet> parts = new TreeMap<>();

  /**
   * The marks that bitmaps stand for.
   *
   * @throws IllegalArgumentException if a text is no bitmap; it names the text
   */
  static FieldMarks of(List<String> bitmaps) {
    var marks = new FieldMarks();
    for (String bitmap : bitmaps) {
      int dash = bitmap.indexOf('-');
      BitSet bits = bits(bitmap.substring(dash + 1), bitmap);
      if (dash < 0) {
        marks.fields.or(bits);
      } else {
        marks.parts.put(index(bitmap.substring(0, dash), bitmap), bits);
      }
    }
    return marks;
  }

  /** Takes a mark away. */
  void remove(Slot slot) {
    BitSet inner = parts.get(slot.index());
    if (!slot.nested()) {
      fields.clear(slot.index());
    } else if (inner != null) {
      inner.clear(slot.inner());
      parts.values().removeIf(BitSet::isEmpty);
    }
  }

  /** Marks a field. */
  public void add(Slot slot) {
    if (slot.nested()) {
      parts.computeIfAbsent(slot.index(), index -> new BitSet()).set(slot.inner());
    } else {
      fields.set(slot.index());
    }
  }

  /** How many fields are marked; each part of a compound field counts. */
  public int count() {
    return fields.cardinality() + parts.values().stream().mapToInt(BitSet::cardinality).sum();
  }

  public boolean isEmpty() {
    return fields.isEmpty() && parts.isEmpty();
  }

  /** The bitmaps: {@code 0x800002}, then {@code 6-0x0180} and the like in ascending order. */
  public List<String> bitmaps() {
    var bitmaps = new ArrayList<String>();
    if (!fields.isEmpty()) {
      bitmaps.add(text(fields));
    }
    parts.forEach((index, inner) -> bitmaps.add(index + "-" + text(inner)));
    return bitmaps;
  }

  private static String text(BitSet bits) {
    byte[] lowestFirst = bits.toByteArray();
    byte[] highestFirst = new byte[lowestFirst.length];
    for (int i = 0; i < lowestFirst.length; i++) {
      highestFirst[i] = lowestFirst[lowestFirst.length - 1 - i];
    }
    return PREFIX + HEX.formatHex(highestFirst);
  }

  /**
   * The names that bitmaps stand for: {@code Name}, {@code ShippingAddress.Street}, ….
   *
   * @throws IllegalArgumentException if a text is no bitmap of this schema; it names the text
   */
  public static List<String> names(Schema event, List<String> bitmaps) {
    var names = new ArrayList<String>();
    for (String bitmap : bitmaps) {
      int dash = bitmap.indexOf('-');
      if (dash < 0) {
        bits(bitmap, bitmap).stream().forEach(bit -> names.add(field(event, bit, bitmap).name()));
      } else {
        Schema.Field parent = field(event, index(bitmap.substring(0, dash), bitmap), bitmap);
        Schema compound = compound(parent, bitmap);
        bits(bitmap.substring(dash + 1), bitmap).stream()
            .forEach(bit -> names.add(parent.name() + "." + field(compound, bit, bitmap).name()));
      }
    }
    return names;
  }

  private static BitSet bits(String hexadecimal, String bitmap) {
    if (!hexadecimal.startsWith(PREFIX)) {
      throw new IllegalArgumentException(bitmap + " is no bitmap: it lacks 0x");
    }
    byte[] highestFirst = HEX.parseHex(hexadecimal, PREFIX.length(), hexadecimal.length());
    byte[] lowestFirst = new byte[highestFirst.length];
    for (int i = 0; i < highestFirst.length; i++) {
      lowestFirst[i] = highestFirst[highestFirst.length - 1 - i];
    }
    return BitSet.valueOf(lowestFirst);
  }

  private static int index(String digits, String bitmap) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(bitmap + " is no bitmap: no number before its dash", e);
    }
  }

  private static Schema.Field field(Schema record, int index, String bitmap) {
    if (index < 0 || index >= record.getFields().size()) {
      throw new IllegalArgumentException(
          bitmap + " marks field " + index + " and " + record.getName() + " has none");
    }
    return record.getFields().get(index);
  }

  private static Schema compound(Schema.Field parent, String bitmap) {
    return alternatives(parent.schema()).stream()
        .filter(s -> s.getType() == Schema.Type.RECORD)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    bitmap + " marks parts of " + parent.name() + ", which has none"));
  }

  private static List<Schema> alternatives(Schema schema) {
    return schema.isUnion() ? schema.getTypes() : List.of(schema);
  }
}
