package dev.syncline.engine.push;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.RecordType;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What both sides agree on once something was sent. Pure. */
final class Agreement {
  private Agreement() {}

  /**
   * What both sides agree on once a write is done: the values that were sent, and for a new record
   * nothing in all other fields, so that what the org filled in by itself is seen as its change.
   */
  static Map<FieldName, Value> by(ResolvedMapping mapping, RecordWrite write) {
    var agreed = new LinkedHashMap<FieldName, Value>();
    switch (write) {
      case RecordWrite.Create create -> {
        allEmpty(mapping, agreed);
        create.fields().forEach(f -> put(agreed, f));
        forgetGivenTypes(mapping, agreed);
      }
      case RecordWrite.Upsert upsert -> {
        allEmpty(mapping, agreed);
        upsert.fields().forEach(f -> put(agreed, f));
        forgetGivenTypes(mapping, agreed);
        mapping.bindings().stream()
            .map(FieldBinding::field)
            .filter(f -> PushPlanner.isNamed(f, upsert.keyField()))
            .forEach(f -> agreed.put(f.name(), upsert.key()));
      }
      case RecordWrite.Update update -> update.fields().forEach(f -> put(agreed, f));
      case RecordWrite.Delete _ -> {}
    }
    return agreed;
  }

  /** A record type that the mapping may have given is no value of the row: it is told by a pull. */
  private static void forgetGivenTypes(ResolvedMapping mapping, Map<FieldName, Value> agreed) {
    for (FieldBinding binding : mapping.bindings()) {
      if (binding.kind() instanceof Kind.TypeName(var _, Optional<RecordType> whenNew)) {
        Optional<Value> given = whenNew.map(type -> new Value.Text(type.id().value()));
        agreed.computeIfPresent(
            binding.field().name(),
            (_, sent) -> given.filter(sent::equals).isPresent() ? Value.NULL : sent);
      }
    }
  }

  /** The fields that a create filled. */
  static Map<FieldName, Value> sent(RecordWrite.Create create) {
    var sent = new LinkedHashMap<FieldName, Value>();
    create.fields().forEach(f -> put(sent, f));
    return sent;
  }

  private static void allEmpty(ResolvedMapping mapping, Map<FieldName, Value> agreed) {
    mapping.bindings().stream()
        .filter(PushPlanner::isPushed)
        .forEach(b -> agreed.put(b.field().name(), Value.NULL));
  }

  private static void put(Map<FieldName, Value> agreed, FieldWrite write) {
    switch (write) {
      case FieldWrite.Plain plain -> agreed.put(plain.field(), plain.value());
      case FieldWrite.ParentKey _ -> {}
    }
  }
}
