package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.soql.api.Address;
import dev.syncline.simulator.soql.api.Location;
import dev.syncline.simulator.soql.plan.Member;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts addresses and locations together from their components. */
final class Compounds {
  private static final List<String> ADDRESS_PARTS =
      List.of(
          "geocodeaccuracy",
          "countrycode",
          "statecode",
          "postalcode",
          "latitude",
          "longitude",
          "country",
          "street",
          "state",
          "city");

  private Compounds() {}

  /** The reader of a compound field. */
  static Reader<Row> reader(Member.Own member) {
    return member.definition().type() == FieldType.ADDRESS
        ? address(member.components())
        : location(member.components());
  }

  private static Map<String, FieldDefinition> parts(List<FieldDefinition> components) {
    var parts = new HashMap<String, FieldDefinition>();
    for (FieldDefinition component : components) {
      String name = component.name().toLowerCase(Locale.ROOT);
      String bare = name.endsWith("__s") ? name.substring(0, name.length() - 3) : name;
      ADDRESS_PARTS.stream()
          .filter(bare::endsWith)
          .findFirst()
          .ifPresent(part -> parts.put(part, component));
    }
    return parts;
  }

  private static Reader<Row> address(List<FieldDefinition> components) {
    Map<String, FieldDefinition> parts = parts(components);
    return row -> {
      if (components.stream().allMatch(part -> row.value(part) == null)) {
        return null;
      }
      return new Address(
          text(row, parts.get("city")),
          text(row, parts.get("country")),
          text(row, parts.get("countrycode")),
          text(row, parts.get("geocodeaccuracy")),
          number(row, parts.get("latitude")),
          number(row, parts.get("longitude")),
          text(row, parts.get("postalcode")),
          text(row, parts.get("state")),
          text(row, parts.get("statecode")),
          text(row, parts.get("street")));
    };
  }

  private static Reader<Row> location(List<FieldDefinition> components) {
    Map<String, FieldDefinition> parts = parts(components);
    return row -> {
      BigDecimal latitude = number(row, parts.get("latitude"));
      BigDecimal longitude = number(row, parts.get("longitude"));
      return latitude == null && longitude == null ? null : new Location(latitude, longitude);
    };
  }

  private static @Nullable String text(Row row, @Nullable FieldDefinition part) {
    return part == null ? null : Objects.toString(row.value(part), null);
  }

  private static @Nullable BigDecimal number(Row row, @Nullable FieldDefinition part) {
    return part == null ? null : (BigDecimal) row.value(part);
  }
}
