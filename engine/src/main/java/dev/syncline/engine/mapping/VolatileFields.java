package dev.syncline.engine.mapping;

import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.ObjectDescription;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds fields that the org computes: formulas and roll-ups. Their values change without a change
 * of their record, and nothing tells.
 *
 * <p>Source: SOAP API Developer Guide, DescribeSObjectResult, {@code calculated}; Object Reference,
 * "System Fields": a formula's new value leaves SystemModstamp as it is.
 */
final class VolatileFields {
  private VolatileFields() {}

  /** What the user should know of such fields that are read; empty if there are none. */
  static Optional<String> note(
      Mapping mapping, ObjectDescription object, List<FieldBinding> bindings) {
    String names =
        bindings.stream()
            .filter(b -> b.direction().pulls())
            .flatMap(b -> read(object, b))
            .filter(f -> f.flags().calculated() && !f.flags().autoNumber())
            .filter(f -> f.type() != FieldType.ID && !f.type().isCompound())
            .map(f -> f.name().value())
            .distinct()
            .collect(Collectors.joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            ("mapping %s: %s computed by Salesforce (%s): a new value is noticed when its record"
                    + " changes, or when a refresh reads all records")
                .formatted(
                    mapping.name(), names.contains(",") ? "fields are" : "a field is", names));
  }

  private static Stream<Field> read(ObjectDescription object, FieldBinding binding) {
    return binding.kind() instanceof Kind.Derived(List<FieldName> inputs, var _)
        ? inputs.stream().flatMap(name -> object.field(name.value()).stream())
        : Stream.of(binding.field());
  }
}
