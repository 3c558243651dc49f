package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.soql.plan.Hop;
import dev.syncline.simulator.soql.plan.Member;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a path's next name is looked up in: one object, or the Name record that stands for all the
 * objects a polymorphic reference can point to.
 */
record Target(List<ObjectDefinition> objects, boolean polymorphic) {
  /** Object Reference, Name: the fields by which polymorphic parents are seen. */
  private static final Map<String, FieldType> NAME_FIELDS =
      Map.ofEntries(
          Map.entry("Id", FieldType.ID),
          Map.entry("Alias", FieldType.STRING),
          Map.entry("Email", FieldType.EMAIL),
          Map.entry("FirstName", FieldType.STRING),
          Map.entry("IsActive", FieldType.BOOLEAN),
          Map.entry("LastName", FieldType.STRING),
          Map.entry("MiddleName", FieldType.STRING),
          Map.entry("Name", FieldType.STRING),
          Map.entry("Phone", FieldType.PHONE),
          Map.entry("ProfileId", FieldType.REFERENCE),
          Map.entry("RecordTypeId", FieldType.REFERENCE),
          Map.entry("Suffix", FieldType.STRING),
          Map.entry("Title", FieldType.STRING),
          Map.entry("UserRoleId", FieldType.REFERENCE),
          Map.entry("Username", FieldType.STRING));

  /** The relationships of the Name record, by the field that carries them. */
  private static final Map<String, String> NAME_RELATIONSHIPS =
      Map.of("profile", "ProfileId", "userrole", "UserRoleId");

  static Target of(ObjectDefinition object) {
    return new Target(List.of(object), false);
  }

  static Target of(Hop hop) {
    return new Target(hop.targets(), hop.polymorphic());
  }

  /** The name that messages give this. */
  String entity() {
    return polymorphic ? "Name" : objects.getFirst().name();
  }

  /** The field of this name, whatever its case. */
  Optional<Member> member(String name) {
    if (!polymorphic) {
      ObjectDefinition object = objects.getFirst();
      return object.field(name).map(field -> Member.Own.of(object, field));
    }
    if (name.equalsIgnoreCase("Type")) {
      return Optional.of(new Member.ObjectName());
    }
    return NAME_FIELDS.entrySet().stream()
        .filter(entry -> entry.getKey().equalsIgnoreCase(name))
        .findFirst()
        .map(entry -> shared(entry.getKey(), entry.getValue()));
  }

  private Member shared(String name, FieldType type) {
    var fields = new HashMap<ObjectDefinition, Member.Own>();
    for (ObjectDefinition object : objects) {
      object.field(name).ifPresent(field -> fields.put(object, Member.Own.of(object, field)));
    }
    return new Member.Shared(name, type, fields);
  }

  /** The step to the parent by this relationship name, whatever its case. */
  Optional<Hop> hop(Schema schema, String relationship) {
    if (!polymorphic) {
      ObjectDefinition object = objects.getFirst();
      return object
          .relationship(relationship)
          .flatMap(field -> hop(schema, Member.Own.of(object, field), field));
    }
    return Optional.ofNullable(NAME_RELATIONSHIPS.get(relationship.toLowerCase(Locale.ROOT)))
        .flatMap(this::member)
        .flatMap(member -> sharedHop(schema, member));
  }

  private Optional<Hop> sharedHop(Schema schema, Member member) {
    return objects.stream()
        .flatMap(object -> object.field(member.name()).stream())
        .findFirst()
        .flatMap(field -> hop(schema, member, field));
  }

  private static Optional<Hop> hop(Schema schema, Member member, FieldDefinition field) {
    List<ObjectDefinition> targets =
        field.referenceTo().stream().flatMap(name -> schema.object(name).stream()).toList();
    boolean many = targets.size() > 1 || field.is(FieldDefinition.Flag.POLYMORPHIC_FOREIGN_KEY);
    return targets.isEmpty()
        ? Optional.empty()
        : field.relationshipName().map(name -> new Hop(member, name, targets, many));
  }
}
