package dev.syncline.simulator.schema;

import static dev.syncline.simulator.schema.FieldDefinition.field;

import dev.syncline.simulator.schema.FieldDefinition.Flag;
import java.util.ArrayList;
import java.util.List;

/** Compound fields with their components, in the order in which describe lists them. */
final class CompoundFields {
  private static final List<String> GEOCODE_ACCURACIES =
      List.of(
          "Address",
          "NearAddress",
          "Block",
          "Street",
          "ExtendedZip",
          "Zip",
          "Neighborhood",
          "City",
          "County",
          "State",
          "Unknown");
  private static final List<String> SALUTATIONS = List.of("Mr.", "Ms.", "Mrs.", "Dr.", "Prof.");

  private CompoundFields() {}

  /**
   * An address, such as {@code BillingAddress} with {@code BillingStreet} and so on. The name ends
   * in {@code Address}; what stands before is the components' prefix.
   */
  static List<FieldDefinition.Builder> address(
      String name, String label, FieldDefinition.Builder whole) {
    String prefix = name.substring(0, name.length() - "Address".length());
    String title = label.substring(0, label.length() - "Address".length());
    return List.of(
        field(prefix + "Street", FieldType.TEXTAREA)
            .label(title + "Street")
            .length(255)
            .extraTypeInfo("plaintextarea")
            .partOf(name),
        text(prefix + "City", title + "City", 40, name),
        text(prefix + "State", title + "State/Province", 80, name),
        text(prefix + "PostalCode", title + "Zip/Postal Code", 20, name),
        text(prefix + "Country", title + "Country", 80, name),
        degrees(prefix + "Latitude", title + "Latitude", name, 18, 15),
        degrees(prefix + "Longitude", title + "Longitude", name, 18, 15),
        field(prefix + "GeocodeAccuracy", FieldType.PICKLIST)
            .label(title + "Geocode Accuracy")
            .length(40)
            .picklist(values(GEOCODE_ACCURACIES))
            .with(Flag.RESTRICTED_PICKLIST)
            .partOf(name),
        whole);
  }

  /** A geolocation, such as {@code Site__c} with its two components. */
  static List<FieldDefinition.Builder> location(
      String name, String label, int scale, FieldDefinition.Builder whole) {
    String base = name.substring(0, name.length() - "__c".length());
    return List.of(
        degrees(base + "__Latitude__s", label + " (Latitude)", name, scale + 3, scale),
        degrees(base + "__Longitude__s", label + " (Longitude)", name, scale + 3, scale),
        whole);
  }

  /** The name of a person, with its components. */
  static List<FieldDefinition.Builder> personName(
      FieldDefinition.Builder whole, boolean salutation) {
    var components = new ArrayList<>(nameComponents());
    if (!salutation) {
      components.removeIf(component -> component.name().equals("Salutation"));
    }
    components.add(whole);
    return components;
  }

  private static List<FieldDefinition.Builder> nameComponents() {
    return List.of(
        text("LastName", "Last Name", 80, "Name")
            .without(Flag.NILLABLE, Flag.PERMISSIONABLE)
            .extraTypeInfo("personname")
            .sample(new Sample(Sample.Content.LAST_NAME, 0)),
        text("FirstName", "First Name", 40, "Name")
            .without(Flag.PERMISSIONABLE)
            .extraTypeInfo("personname")
            .sample(new Sample(Sample.Content.FIRST_NAME, 5)),
        field("Salutation", FieldType.PICKLIST)
            .label("Salutation")
            .length(40)
            .partOf("Name")
            .without(Flag.PERMISSIONABLE)
            .extraTypeInfo("personname")
            .picklist(values(SALUTATIONS))
            .sample(new Sample(Sample.Content.TYPICAL, 60)),
        text("MiddleName", "Middle Name", 40, "Name")
            .without(Flag.PERMISSIONABLE)
            .extraTypeInfo("personname")
            .sample(new Sample(Sample.Content.MIDDLE_NAME, 85)),
        text("Suffix", "Suffix", 40, "Name")
            .without(Flag.PERMISSIONABLE)
            .extraTypeInfo("personname")
            .sample(new Sample(Sample.Content.NAME_SUFFIX, 97)));
  }

  private static FieldDefinition.Builder text(String name, String label, int length, String whole) {
    return field(name, FieldType.STRING).label(label).length(length).partOf(whole);
  }

  private static FieldDefinition.Builder degrees(
      String name, String label, String whole, int precision, int scale) {
    return field(name, FieldType.DOUBLE)
        .label(label)
        .precision(precision, scale)
        .without(Flag.GROUPABLE)
        .partOf(whole);
  }

  private static List<PicklistValue> values(List<String> values) {
    return values.stream().map(PicklistValue::of).toList();
  }
}
