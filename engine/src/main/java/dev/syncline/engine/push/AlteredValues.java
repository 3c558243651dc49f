package dev.syncline.engine.push;

import dev.syncline.engine.hook.HookFailedException;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.FieldName;
import dev.syncline.model.Value;
import dev.syncline.plugin.FieldChanges;
import dev.syncline.plugin.PushedRow;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values that hooks have altered of rows on their way out. Pure. */
final class AlteredValues {
  private final ResolvedMapping mapping;

  AlteredValues(ResolvedMapping mapping) {
    this.mapping = mapping;
  }

  /**
   * A row with what a hook changes of it, in the form of the fields.
   *
   * @throws HookFailedException if it changes what is not pushed, or sets what does not fit
   */
  PushedRow row(PushedRow row, FieldChanges changes) {
    Map<FieldName, Value> values = new LinkedHashMap<>(row.values());
    changes.set().forEach((field, value) -> values.put(pushed(field), fitted(field, value)));
    changes.leave().forEach(field -> values.remove(pushed(field)));
    return row.with(values);
  }

  private FieldName pushed(FieldName name) {
    return mapping.bindings().get(place(name)).field().name();
  }

  private int place(FieldName name) {
    for (int i = 0; i < mapping.bindings().size(); i++) {
      FieldBinding binding = mapping.bindings().get(i);
      if (PushPlanner.isNamed(binding.field(), name) && PushPlanner.isPushed(binding)) {
        return i;
      }
    }
    throw new HookFailedException("it changes " + name + ", which the mapping does not push");
  }

  private Value fitted(FieldName name, Value value) {
    FieldBinding binding = mapping.bindings().get(place(name));
    return switch (FieldForm.ofColumn(binding.field(), value)) {
      case Fit.Fits(Value form) -> form;
      case Fit.Altered(Value form, _, _) -> form;
      case Fit.Unsaid _ -> value;
      case Fit.Misfit misfit ->
          throw new HookFailedException(
              "the value that it sets for %s %s".formatted(name, misfit.reason()));
    };
  }

  /** By the number of the binding, what is other than before; absent where nothing is said. */
  Map<Integer, Optional<Value>> between(PushedRow before, PushedRow after) {
    Map<Integer, Optional<Value>> values = new HashMap<>();
    for (FieldName field : before.values().keySet()) {
      if (!after.values().containsKey(field)) {
        values.put(place(field), Optional.empty());
      }
    }
    after
        .values()
        .forEach(
            (field, value) -> {
              if (!value.equals(before.values().get(field))) {
                values.put(place(field), Optional.of(value));
              }
            });
    return values;
  }
}
