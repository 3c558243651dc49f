package dev.syncline.simulator.events.avro;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The record that a compound field is in change events. Verified on schemas of real orgs: the
 * record has these parts even where the object lacks some (an address always has state and country
 * codes), and person names have the parts that the object has.
 *
 * @param parts the names of the record's fields, in order
 */
record Compound(String recordName, List<String> parts) {
  private static final Set<String> NUMBERS = Set.of("Latitude", "Longitude");
  private static final Compound ADDRESS =
      new Compound(
          "Address",
          List.of(
              "Street",
              "City",
              "State",
              "PostalCode",
              "Country",
              "StateCode",
              "CountryCode",
              "Latitude",
              "Longitude",
              "GeocodeAccuracy"));
  private static final Compound LOCATION =
      new Compound("Location", List.of("Latitude", "Longitude"));
  private static final List<String> PERSON_NAME_PARTS =
      List.of("Salutation", "FirstName", "LastName", "MiddleName", "InformalName", "Suffix");

  /** What an account's name would be if the account were a person. */
  static final Compound SWITCHABLE_PERSON_NAME =
      new Compound("Switchable_PersonName", PERSON_NAME_PARTS.subList(0, 3));

  /** The compound that a field with these components is. */
  static Compound of(FieldDefinition whole, List<FieldDefinition> components) {
    if (whole.type() == FieldType.ADDRESS) {
      return ADDRESS;
    }
    if (whole.type() == FieldType.LOCATION) {
      return LOCATION;
    }
    Set<String> names =
        components.stream().map(FieldDefinition::name).collect(Collectors.toUnmodifiableSet());
    return new Compound("PersonName", PERSON_NAME_PARTS.stream().filter(names::contains).toList());
  }

  /** The components of a compound field; empty for all other fields. */
  static List<FieldDefinition> components(ObjectDefinition object, FieldDefinition whole) {
    return object.fields().stream().filter(f -> isComponentOf(f, whole)).toList();
  }

  private static boolean isComponentOf(FieldDefinition field, FieldDefinition whole) {
    return field.compoundFieldName().filter(whole.name()::equalsIgnoreCase).isPresent()
        && !field.name().equals(whole.name());
  }

  /**
   * The index of a component among the parts: {@code BillingStreet} of {@code BillingAddress} and
   * {@code Site__Latitude__s} of {@code Site__c} by what they add to the compound's own name.
   */
  Optional<Integer> partOf(FieldDefinition component) {
    String name = component.name().replaceFirst("__s$", "");
    int best = -1;
    for (int i = 0; i < parts.size(); i++) {
      boolean longer = best < 0 || parts.get(i).length() > parts.get(best).length();
      if (name.endsWith(parts.get(i)) && longer) {
        best = i;
      }
    }
    return best < 0 ? Optional.empty() : Optional.of(best);
  }

  /** The record's definition in JSON. */
  ObjectNode definition() {
    ObjectNode definition = JsonMapper.shared().createObjectNode();
    definition.put("type", "record").put("name", recordName);
    ArrayNode fields = definition.putArray("fields");
    for (String part : parts) {
      ObjectNode field = fields.addObject().put("name", part);
      field.putArray("type").add("null").add(NUMBERS.contains(part) ? "double" : "string");
      field.putNull("default");
    }
    return definition;
  }
}
