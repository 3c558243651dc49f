package dev.syncline.engine.mapping;

import dev.syncline.model.Field;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectName;
import java.util.List;
import java.util.Optional;

/**
 * The mappings whose rows a mapping's references may point to: those between the same org and the
 * same database.
 */
public final class Parents {
  private final List<Mapping> candidates;

  /** Those among all mappings that belong to the same org and database as the child. */
  public Parents(Mapping child, List<Mapping> all) {
    this.candidates =
        all.stream()
            .filter(m -> m.org().equals(child.org()) && m.database().equals(child.database()))
            .filter(m -> m.direction().pulls())
            .toList();
  }

  /**
   * The mapping that a reference field points to: the one the user named, or the only one that
   * carries the only object the field refers to.
   */
  public Optional<MappingName> of(Field field, Optional<FieldMapping> said) {
    Optional<MappingName> named = said.flatMap(FieldMapping::references);
    if (named.isPresent()) {
      return named;
    }
    if (field.type() != FieldType.REFERENCE
        || field.referenceTo().size() != 1
        || said.filter(FieldMapping::keepsRecordId).isPresent()) {
      return Optional.empty();
    }
    ObjectName target = field.referenceTo().getFirst();
    List<Mapping> carriers = candidates.stream().filter(m -> same(m.object(), target)).toList();
    return carriers.size() == 1 ? Optional.of(carriers.getFirst().name()) : Optional.empty();
  }

  /** The mapping of that name, if it is between the same org and database. */
  public Optional<Mapping> mapping(MappingName name) {
    return candidates.stream().filter(m -> m.name().equals(name)).findFirst();
  }

  static boolean same(ObjectName one, ObjectName other) {
    return one.value().equalsIgnoreCase(other.value());
  }

  /** API names differ in case only by accident. */
  static boolean same(String one, String other) {
    return one.equalsIgnoreCase(other);
  }
}
