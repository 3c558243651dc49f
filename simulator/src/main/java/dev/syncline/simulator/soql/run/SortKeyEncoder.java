package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.PicklistValue;
import dev.syncline.simulator.soql.plan.Comparison;
import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.plan.SortKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns the keys of an order into bytes that sort, unsigned, as the keys do. No encoding is the
 * start of another, so that encodings can be joined. Not for several threads.
 */
final class SortKeyEncoder<S> {
  private record Part<S>(
      Reader<S> reader, SortKey key, Comparison comparison, Map<String, Integer> picklist) {}

  private final List<Part<S>> parts;
  private final KeyBuffer buffer = new KeyBuffer();

  SortKeyEncoder(List<SortKey> keys, Function<Operand, Reader<S>> readers) {
    this.parts =
        keys.stream()
            .map(
                key ->
                    new Part<>(
                        readers.apply(key.operand()),
                        key,
                        Comparison.of(key.operand()),
                        picklist(key.operand())))
            .toList();
  }

  /**
   * The places of a picklist's entries; empty for other operands.
   *
   * <p>SOQL and SOSL Reference, ORDER BY: picklists sort in the order of their entries.
   */
  private static Map<String, Integer> picklist(Operand operand) {
    var places = new HashMap<String, Integer>();
    if (operand instanceof Operand.GroupKey group) {
      return picklist(group.key());
    }
    if (operand instanceof Operand.Field field && field.type() == FieldType.PICKLIST) {
      List<PicklistValue> values =
          field.member().field().map(FieldDefinition::picklistValues).orElse(List.of());
      values.forEach(value -> places.putIfAbsent(value.value(), places.size()));
    }
    return places;
  }

  /** The bytes of one row's keys, with these bytes behind them. */
  byte[] encode(S subject, String tail) {
    buffer.clear();
    for (Part<S> part : parts) {
      append(part, part.reader().read(subject));
    }
    buffer.appendAscii(tail);
    return buffer.copy();
  }

  private void append(Part<S> part, @Nullable Object value) {
    boolean nullsFirst = part.key().nullsFirst();
    if (value == null) {
      buffer.append(nullsFirst ? 0 : 1);
      return;
    }
    buffer.append(nullsFirst ? 1 : 0);
    int start = buffer.length();
    if (!part.picklist().isEmpty()) {
      buffer.appendShort(part.picklist().getOrDefault((String) value, part.picklist().size()));
    }
    buffer.appendValue(part.comparison(), value);
    if (part.key().descending()) {
      buffer.invertFrom(start);
    }
  }
}
