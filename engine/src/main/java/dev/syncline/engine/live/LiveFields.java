package dev.syncline.engine.live;

import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.inbound.RecordPlanner;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.stream.CarriedFields;
import dev.syncline.engine.stream.TextDiff;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.model.FieldName;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one mapping as events tell of them. Values stand in the order in which the mapping
 * reads fields; one that is not pulled is null there, and nobody looks at it.
 */
final class LiveFields {
  private static final FieldName ID = new FieldName("Id");
  private static final FieldName RECORD_TYPE = new FieldName("RecordTypeId");

  /** When a record was last changed by a person, and when it was made: not after its stamp. */
  private static final List<FieldName> STAMPS =
      List.of(new FieldName("LastModifiedDate"), new FieldName("CreatedDate"));

  private final ResolvedMapping mapping;
  private final List<FieldName> fields;
  private final Map<FieldName, Integer> pulled = new HashMap<>();
  private final boolean readsAlways;

  LiveFields(ResolvedMapping mapping) {
    this.mapping = mapping;
    this.fields = mapping.readFields();
    for (int i = 0; i < mapping.bindings().size(); i++) {
      FieldBinding binding = mapping.bindings().get(i);
      if (binding.hasField() && binding.direction().pulls()) {
        pulled.put(binding.field().name(), i);
      }
    }
    this.readsAlways =
        mapping.mapping().where().isPresent()
            || RecordPlanner.asks(mapping)
            || mapping.bindings().stream().anyMatch(this::needsMore);
  }

  ResolvedMapping mapping() {
    return mapping;
  }

  /**
   * Whether a column is computed of fields that no base holds, or gets one of a parent: of parents,
   * events of their children tell nothing.
   */
  private boolean needsMore(FieldBinding binding) {
    return binding.direction().pulls()
        && (binding.field().name().isOfParent()
            || (binding.kind() instanceof Kind.Derived(List<FieldName> inputs, var _)
                && !pulled.keySet().containsAll(inputs)));
  }

  /** Whether no event tells enough of a record: it is hooked, narrowed or computed. */
  boolean readsAlways() {
    return readsAlways;
  }

  /** Whether an event may move a record in or out of the mapping's record types. */
  boolean mayLeave(CarriedFields said) {
    return !mapping.mapping().recordTypes().isEmpty()
        && (said.values().containsKey(RECORD_TYPE) || said.unsure().contains(RECORD_TYPE));
  }

  /** What a base says of the fields; empty if it does not say all. */
  Optional<List<Value>> of(LinkedRecord link) {
    List<Value> values = new ArrayList<>(fields.size());
    for (int i = 0; i < fields.size(); i++) {
      Integer place = pulled.get(fields.get(i));
      Optional<Value> value = place == null ? Optional.of(Value.NULL) : link.base().get(place);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      values.add(value.get());
    }
    return Optional.of(values);
  }

  /** What a new record holds by the event that made it; empty if that does not say all. */
  Optional<List<Value>> of(RecordId id, CarriedFields said) {
    List<Value> values = new ArrayList<>(fields.size());
    for (FieldName field : fields) {
      Value value =
          !pulled.containsKey(field)
              ? Value.NULL
              : field.equals(ID) ? new Value.Text(id.value()) : said.values().get(field);
      if (value == null) {
        return Optional.empty();
      }
      values.add(value);
    }
    return Optional.of(values);
  }

  /**
   * A moment that is not after the system modstamp of a new record; empty if the event has none.
   */
  static Optional<Instant> stamp(CarriedFields said) {
    return STAMPS.stream()
        .map(said.values()::get)
        .filter(Value.Moment.class::isInstance)
        .map(v -> ((Value.Moment) v).instant())
        .findFirst();
  }

  /**
   * The values with what an event says laid over them; what is the same stays the very value. Empty
   * if the event says that a field changed and not to what.
   */
  Optional<List<Value>> overlaid(List<Value> values, CarriedFields said) {
    List<Value> after = new ArrayList<>(values);
    for (Map.Entry<FieldName, Value> one : said.values().entrySet()) {
      Integer place = pulled.get(one.getKey());
      if (place != null && !same(place, values.get(place), one.getValue())) {
        after.set(place, one.getValue());
      }
    }
    for (FieldName unsure : said.unsure()) {
      Integer place = pulled.get(unsure);
      if (place != null) {
        Optional<Value> exact = patched(values.get(place), said.diffs().get(unsure));
        if (exact.isEmpty()) {
          return Optional.empty();
        }
        after.set(place, exact.get());
      }
    }
    return Optional.of(after);
  }

  private static Optional<Value> patched(Value before, @Nullable TextDiff diff) {
    return diff != null && before instanceof Value.Text(String text)
        ? diff.appliedTo(text).map(Value.Text::new)
        : Optional.empty();
  }

  /** Whether two lists of values are the same to Salesforce. */
  boolean same(List<Value> one, List<Value> other) {
    return same(one, other, false);
  }

  /** Whether they are the same in the fields that we may have written. */
  boolean sameInPushed(List<Value> one, List<Value> other) {
    return same(one, other, true);
  }

  /** What the org works out by itself is not ours, whatever direction it is mapped in. */
  private static boolean isPushed(FieldBinding binding) {
    return binding.direction().pushes() && binding.field().flags().updateable();
  }

  private boolean same(List<Value> one, List<Value> other, boolean pushedAlone) {
    for (int place : pulled.values()) {
      boolean counts = !pushedAlone || isPushed(mapping.bindings().get(place));
      if (counts && !same(place, one.get(place), other.get(place))) {
        return false;
      }
    }
    return true;
  }

  /** Whether values are the same as far as a base says anything of fields that we write. */
  boolean confirms(LinkedRecord known, List<Value> values) {
    return pulled.values().stream()
        .filter(place -> mapping.bindings().get(place).direction().pushes())
        .allMatch(
            place ->
                known.base().get(place).filter(b -> !same(place, b, values.get(place))).isEmpty());
  }

  private boolean same(int place, Value one, Value other) {
    var field = mapping.bindings().get(place).field();
    return FieldForm.same(FieldForm.ofRecord(field, one), FieldForm.ofRecord(field, other));
  }
}
