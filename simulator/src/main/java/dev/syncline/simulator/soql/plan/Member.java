package dev.syncline.simulator.soql.plan;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A field as a statement reaches it at the end of its hops. */
public sealed interface Member {
  /** The canonical name. */
  String name();

  FieldType type();

  /** The field that describes it; empty where several objects share the name or none has it. */
  Optional<FieldDefinition> field();

  /**
   * A field of one object.
   *
   * @param components the fields that an address or a location is composed from; else empty
   */
  record Own(ObjectDefinition object, FieldDefinition definition, List<FieldDefinition> components)
      implements Member {
    /** The field, its components looked up. */
    public static Own of(ObjectDefinition object, FieldDefinition field) {
      boolean composed = field.type() == FieldType.ADDRESS || field.type() == FieldType.LOCATION;
      List<FieldDefinition> components =
          object.fields().stream()
              .filter(f -> f.compoundFieldName().filter(field.name()::equals).isPresent())
              .toList();
      return new Own(object, field, composed ? components : List.of());
    }

    @Override
    public String name() {
      return definition.name();
    }

    @Override
    public FieldType type() {
      return definition.type();
    }

    @Override
    public Optional<FieldDefinition> field() {
      return Optional.of(definition);
    }
  }

  /** A field of a polymorphic parent, of whichever object the parent is. */
  record Shared(String name, FieldType type, Map<ObjectDefinition, Own> fields) implements Member {
    public Shared {
      fields = Map.copyOf(fields);
    }

    @Override
    public Optional<FieldDefinition> field() {
      return Optional.empty();
    }
  }

  /** The name of a polymorphic parent's object ({@code Owner.Type}). */
  record ObjectName() implements Member {
    @Override
    public String name() {
      return "Type";
    }

    @Override
    public FieldType type() {
      return FieldType.PICKLIST;
    }

    @Override
    public Optional<FieldDefinition> field() {
      return Optional.empty();
    }
  }
}
