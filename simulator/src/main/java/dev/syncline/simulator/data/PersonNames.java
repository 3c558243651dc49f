package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The name of a person from its components. Object Reference, Contact: "Concatenation of FirstName,
 * MiddleName, LastName, and Suffix".
 */
final class PersonNames {
  private static final List<String> PARTS =
      List.of("FirstName", "MiddleName", "LastName", "Suffix");

  private PersonNames() {}

  static @Nullable String compose(ObjectDefinition object, Row row) {
    String name =
        PARTS.stream()
            .map(object::field)
            .flatMap(Optional::stream)
            .map(row::value)
            .filter(String.class::isInstance)
            .map(Object::toString)
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? null : name;
  }
}
