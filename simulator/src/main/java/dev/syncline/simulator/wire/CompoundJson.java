package dev.syncline.simulator.wire;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soql.api.Address;
import dev.syncline.simulator.soql.api.Location;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Compound values in JSON. A compound whose components are all empty is null; an address has all of
 * its ten properties, the codes of state and country also where the object has no fields for them.
 */
final class CompoundJson {
  private CompoundJson() {}

  static void writeAddress(
      JsonGenerator out, ObjectDefinition object, Row row, FieldDefinition field) {
    Address address =
        new Address(
            text(object, row, field, "City"),
            text(object, row, field, "Country"),
            text(object, row, field, "CountryCode"),
            text(object, row, field, "GeocodeAccuracy"),
            number(object, row, field, "Latitude"),
            number(object, row, field, "Longitude"),
            text(object, row, field, "PostalCode"),
            text(object, row, field, "State"),
            text(object, row, field, "StateCode"),
            text(object, row, field, "Street"));
    if (isEmpty(address)) {
      out.writeNull();
    } else {
      write(out, address);
    }
  }

  private static boolean isEmpty(Address address) {
    return address.equals(new Address(null, null, null, null, null, null, null, null, null, null));
  }

  private static Optional<FieldDefinition> component(
      ObjectDefinition object, FieldDefinition whole, String part) {
    String prefix = whole.name().substring(0, whole.name().length() - "Address".length());
    return object.field(prefix + part);
  }

  private static @Nullable String text(
      ObjectDefinition object, Row row, FieldDefinition whole, String part) {
    return component(object, whole, part).map(row::value).map(Object::toString).orElse(null);
  }

  private static @Nullable BigDecimal number(
      ObjectDefinition object, Row row, FieldDefinition whole, String part) {
    return component(object, whole, part).map(row::value).map(BigDecimal.class::cast).orElse(null);
  }

  static void write(JsonGenerator out, Address address) {
    out.writeStartObject();
    member(out, "city", address.city());
    member(out, "country", address.country());
    member(out, "countryCode", address.countryCode());
    member(out, "geocodeAccuracy", address.geocodeAccuracy());
    member(out, "latitude", address.latitude());
    member(out, "longitude", address.longitude());
    member(out, "postalCode", address.postalCode());
    member(out, "state", address.state());
    member(out, "stateCode", address.stateCode());
    member(out, "street", address.street());
    out.writeEndObject();
  }

  static void writeLocation(
      JsonGenerator out, ObjectDefinition object, Row row, FieldDefinition field) {
    String base = field.name().substring(0, field.name().length() - "__c".length());
    BigDecimal latitude = degrees(object, row, base + "__Latitude__s");
    BigDecimal longitude = degrees(object, row, base + "__Longitude__s");
    if (latitude == null && longitude == null) {
      out.writeNull();
    } else {
      write(out, new Location(latitude, longitude));
    }
  }

  private static @Nullable BigDecimal degrees(ObjectDefinition object, Row row, String name) {
    return object.field(name).map(row::value).map(BigDecimal.class::cast).orElse(null);
  }

  static void write(JsonGenerator out, Location location) {
    out.writeStartObject();
    member(out, "latitude", location.latitude());
    member(out, "longitude", location.longitude());
    out.writeEndObject();
  }

  private static void member(JsonGenerator out, String name, @Nullable Object value) {
    out.writeName(name);
    JsonValues.write(out, FieldType.DOUBLE, value);
  }
}
