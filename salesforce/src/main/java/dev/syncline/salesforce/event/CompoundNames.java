package dev.syncline.salesforce.event;

import dev.syncline.model.Field;
import dev.syncline.model.ObjectDescription;
import java.util.List;
import java.util.Optional;

/**
 * What the parts of a compound field are called as fields of their own: {@code BillingStreet} is
 * {@code Street} of {@code BillingAddress}, {@code Site__Latitude__s} is {@code Latitude} of {@code
 * Site__c}, {@code FirstName} is that of {@code Name}. Describe tells which; where an object was
 * not described, the rules by which Salesforce makes these names do.
 *
 * <p>Source: Object Reference, "Compound Fields".
 */
final class CompoundNames {
  private static final String ADDRESS = "Address";
  private static final String NAME = "Name";
  private static final String CUSTOM = "__c";
  private static final String CUSTOM_PART = "__s";

  private CompoundNames() {}

  /**
   * The field that a part is, as described; empty if the object has no such field, or hides it.
   *
   * @param parts the names of all parts of the compound
   */
  static Optional<Field> described(
      ObjectDescription object, String compound, String part, List<String> parts) {
    return object.fields().stream()
        .filter(field -> isComponent(field, compound))
        .filter(field -> longest(field.name().value(), parts).equals(part))
        .findFirst();
  }

  /** The name that a part has by the rules. */
  static String ruled(String compound, String part) {
    if (compound.equals(NAME)) {
      return part;
    }
    if (compound.endsWith(CUSTOM)) {
      String stem = compound.substring(0, compound.length() - CUSTOM.length());
      return stem + "__" + part + CUSTOM_PART;
    }
    return compound.endsWith(ADDRESS)
        ? compound.substring(0, compound.length() - ADDRESS.length()) + part
        : compound + part;
  }

  private static boolean isComponent(Field field, String compound) {
    return field.compound().filter(name -> name.value().equalsIgnoreCase(compound)).isPresent()
        && !field.name().value().equalsIgnoreCase(compound);
  }

  /** The longest of the parts that a name ends in; empty if it ends in none. */
  private static String longest(String name, List<String> parts) {
    String bare =
        name.endsWith(CUSTOM_PART) ? name.substring(0, name.length() - CUSTOM_PART.length()) : name;
    String best = "";
    for (String part : parts) {
      if (bare.endsWith(part) && part.length() > best.length()) {
        best = part;
      }
    }
    return best;
  }
}
