package dev.syncline.salesforce.rest;

import dev.syncline.model.Field;
import dev.syncline.model.FieldFlags;
import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Fields of parents as if they were the object's own: {@code Account.Name} of a contact.
 *
 * <p>Source: SOQL and SOSL Reference, "Understanding Relationship Names" and "Understanding
 * Relationship Query Limitations": at most five steps from child to parent; where a reference leads
 * to several objects, only fields that all of them have can be asked for without TYPEOF.
 */
final class ParentFields {
  private static final int MAX_STEPS = 5;

  private final Function<ObjectName, ObjectDescription> describe;

  /**
   * @param describe looks up other objects
   */
  ParentFields(Function<ObjectName, ObjectDescription> describe) {
    this.describe = describe;
  }

  /** The object with those fields of parents that are there among its own. */
  ObjectDescription among(ObjectDescription object, Collection<FieldName> named) {
    List<Field> fields = new ArrayList<>(object.fields());
    for (FieldName name : named) {
      if (name.isOfParent() && object.field(name.value()).isEmpty()) {
        find(object, name).ifPresent(fields::add);
      }
    }
    return fields.size() == object.fields().size() ? object : object.with(fields);
  }

  private Optional<Field> find(ObjectDescription object, FieldName name) {
    List<String> steps = List.of(name.value().split("\\.", -1));
    if (steps.size() > MAX_STEPS + 1) {
      return Optional.empty();
    }
    List<ObjectDescription> at = List.of(object);
    List<String> path = new ArrayList<>();
    for (String step : steps.subList(0, steps.size() - 1)) {
      Optional<Field> reference =
          at.size() == 1 ? reference(at.getFirst(), step) : Optional.empty();
      if (reference.isEmpty()) {
        return Optional.empty();
      }
      path.add(reference.get().relationship().orElse(step));
      at = reference.get().referenceTo().stream().map(describe).toList();
    }
    return common(at, steps.getLast()).map(field -> ofParent(path, field));
  }

  private static Optional<Field> reference(ObjectDescription object, String relationship) {
    return object.fields().stream()
        .filter(f -> f.relationship().filter(relationship::equalsIgnoreCase).isPresent())
        .findFirst();
  }

  /** The field of that name, if all of the objects have it and of the same type. */
  private static Optional<Field> common(List<ObjectDescription> objects, String name) {
    List<Field> fields = objects.stream().flatMap(o -> o.field(name).stream()).toList();
    boolean same =
        !fields.isEmpty()
            && fields.size() == objects.size()
            && fields.stream().map(Field::type).distinct().count() == 1;
    return same && !fields.getFirst().type().isCompound()
        ? Optional.of(longest(fields))
        : Optional.empty();
  }

  private static Field longest(List<Field> fields) {
    Field longest = fields.getFirst();
    for (Field field : fields) {
      longest = field.length() > longest.length() ? field : longest;
    }
    return longest;
  }

  /** The field as one of the child: without a parent it is empty, and nobody writes it. */
  private static Field ofParent(List<String> path, Field field) {
    FieldFlags flags = field.flags();
    return new Field(
        new FieldName(String.join(".", path) + "." + field.name()),
        String.join(" ", path) + " " + field.label(),
        field.type(),
        field.length(),
        field.precision(),
        field.scale(),
        new FieldFlags(
            true,
            false,
            false,
            false,
            flags.calculated(),
            false,
            flags.custom(),
            flags.caseSensitive(),
            false,
            false,
            false,
            flags.restrictedPicklist(),
            flags.encrypted()),
        List.of(),
        Optional.empty(),
        field.picklist(),
        Optional.empty(),
        Optional.empty());
  }
}
