package dev.syncline.engine.mapping;

import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Schedule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds fields whose values change without a change of their record, so that nothing tells:
 * roll-ups, formulas that look at more than their own record, fields of parents. Pure.
 *
 * <p>Source: SOAP API Developer Guide, DescribeSObjectResult, {@code calculated}; Object Reference,
 * "System Fields": a formula's new value leaves SystemModstamp as it is.
 */
public final class VolatileFields {
  /** Formulas that look at formulas deeper than that are taken for volatile. */
  private static final int MAX_DEPTH = 20;

  private VolatileFields() {}

  /** Those that a binding reads, perhaps none. */
  public static List<FieldName> readBy(ObjectDescription object, FieldBinding binding) {
    return binding.direction().pulls()
        ? read(object, binding).filter(f -> isVolatile(object, f, 0)).map(Field::name).toList()
        : List.of();
  }

  /** What the user should know of such fields that are read; empty if there are none. */
  static Optional<String> note(
      Mapping mapping, ObjectDescription object, List<FieldBinding> bindings) {
    String names =
        bindings.stream()
            .flatMap(b -> readBy(object, b).stream())
            .map(FieldName::value)
            .distinct()
            .collect(Collectors.joining(", "));
    if (names.isEmpty()) {
      return Optional.empty();
    }
    boolean off = mapping.rules().timing().reread().schedule() instanceof Schedule.Off;
    return Optional.of(
        "mapping %s: computed by Salesforce, and changing without a change of the record: %s; %s"
            .formatted(
                mapping.name(),
                names,
                off
                    ? "a new value is noticed when its record changes, or when a refresh reads all"
                        + " records; 'reread: every 1d' reads it again on schedule"
                    : "new values are read again on schedule ('reread')"));
  }

  private static Stream<Field> read(ObjectDescription object, FieldBinding binding) {
    return binding.kind() instanceof Kind.Derived(List<FieldName> inputs, var _)
        ? inputs.stream().flatMap(name -> object.field(name.value()).stream())
        : Stream.of(binding.field());
  }

  private static boolean isVolatile(ObjectDescription object, Field field, int depth) {
    if (field.name().isOfParent()) {
      return true;
    }
    boolean computed =
        field.flags().calculated()
            && !field.flags().autoNumber()
            && field.type() != FieldType.ID
            && !field.type().isCompound();
    return computed
        && field
            .formula()
            .flatMap(FormulaInputs::of)
            .filter(_ -> depth < MAX_DEPTH)
            .filter(inputs -> inputs.stream().allMatch(i -> isOwn(object, i, depth + 1)))
            .isEmpty();
  }

  /** Whether a field of the object's own changes with its record only. */
  private static boolean isOwn(ObjectDescription object, String name, int depth) {
    return name.indexOf('.') < 0
        && object.field(name).filter(f -> !isVolatile(object, f, depth)).isPresent();
  }
}
