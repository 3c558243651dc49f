package dev.syncline.salesforce.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.stream.CarriedFields;
import dev.syncline.engine.stream.StreamEvent;
import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every combination of changed fields of an object with twelve decodes to exactly what was put in:
 * with values, emptied, and mixed, described and not. The bitmaps are made here, by arithmetic on
 * whole numbers, and share nothing with those that read them.
 */
class FieldCombinationsTest {
  /**
   * A field: where it stands in the event, and a value as Avro has it and as we do.
   *
   * @param index in the event, counted by hand
   * @param part in the compound; -1 for none
   */
  private record Leaf(String name, int index, int part, Object raw, Value value) {}

  private static final List<Leaf> LEAVES =
      List.of(
          new Leaf("Name", 1, -1, "Größe AG", text("Größe AG")),
          new Leaf("BillingStreet", 2, 0, "1 Main\nRear", text("1 Main\nRear")),
          new Leaf("BillingState", 2, 1, "Bavaria", text("Bavaria")),
          new Leaf("BillingStateCode", 2, 2, "BY", text("BY")),
          new Leaf("ShippingStreet", 4, 0, "2 Side", text("2 Side")),
          new Leaf("Site__Latitude__s", 5, 0, 48.137154, number("48.137154")),
          new Leaf("Site__Longitude__s", 5, 1, -0.5, number("-0.5")),
          new Leaf("Revenue__c", 6, -1, 0.1, number("0.1")),
          new Leaf("Employees", 7, -1, 12, number("12")),
          new Leaf("Closed__c", 8, -1, -86_400_000L, new Value.Day(LocalDate.of(1969, 12, 31))),
          new Leaf(
              "Opens__c",
              10,
              -1,
              32_400_001L,
              new Value.TimeOfDay(LocalTime.of(9, 0, 0, 1_000_000))),
          new Leaf("Seen__c", 9, -1, 1_000L, new Value.Moment(Instant.ofEpochSecond(1))));

  private static final Map<Integer, String> COMPOUNDS =
      Map.of(2, "BillingAddress", 4, "ShippingAddress", 5, "Site__c");

  private static Value text(String text) {
    return new Value.Text(text);
  }

  private static Value number(String number) {
    return new Value.Numeric(new BigDecimal(number));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void every_combination_decodes(boolean described) {
    Optional<ObjectDescription> object =
        described ? Optional.of(EventFixture.OBJECT) : Optional.empty();
    EventReader reader = new EventReader(name -> object);
    EventSchema schema = EventSchema.parse(EventFixture.SCHEMA);
    int decoded = 0;
    for (int mask = 0; mask < 1 << LEAVES.size(); mask++) {
      for (int emptied : List.of(0, mask, mask & (mask * 31 ^ 0x5A5))) {
        GenericRecord event = event(mask, emptied);
        StreamEvent read = reader.read(EventFixture.MARK, schema, EventFixture.bytes(event));
        assertThat(read)
            .as(
                "fields %s, emptied %s",
                Integer.toBinaryString(mask), Integer.toBinaryString(emptied))
            .isInstanceOfSatisfying(
                StreamEvent.Changed.class,
                changed -> assertThat(changed.fields()).isEqualTo(expected(event, emptied)));
        decoded++;
      }
    }
    assertThat(decoded).isEqualTo(3 * 4_096);
  }

  private static GenericRecord event(int mask, int emptied) {
    GenericRecord event = EventFixture.event("UPDATE");
    for (int i = 0; i < LEAVES.size(); i++) {
      Leaf leaf = LEAVES.get(i);
      if ((mask >> i & 1) == 0 || (emptied >> i & 1) == 1) {
        continue;
      }
      if (leaf.part() < 0) {
        event.put(leaf.index(), leaf.raw());
      } else {
        Schema.Field outer = EventFixture.AVRO.getFields().get(leaf.index());
        Schema record = outer.schema().getTypes().getLast();
        String part = record.getFields().get(leaf.part()).name();
        EventFixture.put(event, outer.name(), part, leaf.raw());
      }
    }
    EventFixture.mark(event, "changedFields", bitmaps(mask));
    EventFixture.mark(event, "nulledFields", bitmaps(emptied));
    return event;
  }

  /** The bitmaps of a set of leaves: whole bytes, the highest first, in upper case. */
  private static String[] bitmaps(int mask) {
    BigInteger whole = BigInteger.ZERO;
    Map<Integer, BigInteger> parts = new TreeMap<>();
    for (int i = 0; i < LEAVES.size(); i++) {
      Leaf leaf = LEAVES.get(i);
      if ((mask >> i & 1) == 1) {
        if (leaf.part() < 0) {
          whole = whole.add(BigInteger.TWO.pow(leaf.index()));
        } else {
          parts.merge(leaf.index(), BigInteger.TWO.pow(leaf.part()), BigInteger::add);
        }
      }
    }
    List<String> bitmaps = new ArrayList<>();
    if (whole.signum() > 0) {
      bitmaps.add(hex(whole));
    }
    parts.forEach((index, bits) -> bitmaps.add(index + "-" + hex(bits)));
    return bitmaps.toArray(String[]::new);
  }

  private static String hex(BigInteger bits) {
    String digits = bits.toString(16).toUpperCase(Locale.ROOT);
    return "0x" + (digits.length() % 2 == 0 ? digits : "0" + digits);
  }

  private static CarriedFields expected(GenericRecord event, int emptied) {
    Map<FieldName, Value> values = new HashMap<>();
    Set<FieldName> unsure = new HashSet<>();
    List<?> changed = (List<?>) EventFixture.header(event).get("changedFields");
    for (int i = 0; i < LEAVES.size(); i++) {
      Leaf leaf = LEAVES.get(i);
      if (isIn(leaf, changed)) {
        boolean isEmptied = (emptied >> i & 1) == 1;
        values.put(new FieldName(leaf.name()), isEmptied ? Value.NULL : leaf.value());
        Optional.ofNullable(COMPOUNDS.get(leaf.index())).map(FieldName::new).ifPresent(unsure::add);
      }
    }
    return new CarriedFields(values, unsure, Map.of());
  }

  private static boolean isIn(Leaf leaf, List<?> bitmaps) {
    String prefix = leaf.part() < 0 ? "0x" : leaf.index() + "-0x";
    int bit = leaf.part() < 0 ? leaf.index() : leaf.part();
    return bitmaps.stream()
        .map(String::valueOf)
        .filter(bitmap -> bitmap.startsWith(prefix))
        .anyMatch(bitmap -> new BigInteger(bitmap.substring(prefix.length()), 16).testBit(bit));
  }
}
