package dev.syncline.engine.push;

import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.model.FieldName;
import dev.syncline.model.KeyUse;
import dev.syncline.model.Value;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The external id, where it decides with every write which record a row is. Pure. */
final class DecidingKey {
  private final ResolvedMapping mapping;

  DecidingKey(ResolvedMapping mapping) {
    this.mapping = mapping;
  }

  /** A linked row's key, if that decides which record it is written to. */
  Optional<Value> of(Map<Integer, Value> forms) {
    if (mapping.mapping().rules().scope().keyUse() != KeyUse.ALWAYS) {
      return Optional.empty();
    }
    return binding()
        .flatMap(i -> Optional.ofNullable(forms.get(i)))
        .filter(value -> !(value instanceof Value.Null));
  }

  /** Whether the key is another one than both sides last agreed on. */
  boolean isOther(LinkedRecord link, Value key) {
    return binding()
        .flatMap(i -> link.base().get(i))
        .filter(agreed -> !FieldForm.same(agreed, key))
        .isPresent();
  }

  private Optional<Integer> binding() {
    Optional<FieldName> key = mapping.mapping().rules().key();
    return IntStream.range(0, mapping.bindings().size())
        .boxed()
        .filter(i -> mapping.bindings().get(i).hasField())
        .filter(
            i ->
                key.filter(k -> PushPlanner.isNamed(mapping.bindings().get(i).field(), k))
                    .isPresent())
        .findFirst();
  }
}
