package dev.syncline.simulator.schema;

import java.util.List;
import java.util.stream.Stream;

/** What a schema file declares of an object beyond its fields. */
public record ObjectRules(
    List<ValidationRule> validationRules,
    List<DuplicateRule> duplicateRules,
    List<Automation> automations,
    ObjectAccess access) {
  /** No rules, and everything is allowed. */
  public static final ObjectRules NONE =
      new ObjectRules(List.of(), List.of(), List.of(), ObjectAccess.FULL);

  public ObjectRules {
    validationRules = List.copyOf(validationRules);
    duplicateRules = List.copyOf(duplicateRules);
    automations = List.copyOf(automations);
  }

  /** These rules and more of them; what a later file says of access counts. */
  ObjectRules and(ObjectRules more) {
    return new ObjectRules(
        joined(validationRules, more.validationRules),
        joined(duplicateRules, more.duplicateRules),
        joined(automations, more.automations),
        more.access);
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
