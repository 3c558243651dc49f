package dev.syncline.simulator.schema;

import dev.syncline.simulator.schema.FieldDefinition.Flag;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The words for field types in schema files, with what describe says of each by default. */
enum FieldWord {
  TEXT(FieldType.STRING),
  TEXTAREA(FieldType.TEXTAREA),
  LONGTEXTAREA(
      FieldType.TEXTAREA, Flag.FILTERABLE, Flag.GROUPABLE, Flag.SORTABLE, Flag.AGGREGATABLE),
  RICHTEXT(FieldType.TEXTAREA, Flag.FILTERABLE, Flag.GROUPABLE, Flag.SORTABLE, Flag.AGGREGATABLE),
  INTEGER(FieldType.INT),
  NUMBER(FieldType.DOUBLE, Flag.GROUPABLE),
  CURRENCY(FieldType.CURRENCY, Flag.GROUPABLE),
  PERCENT(FieldType.PERCENT, Flag.GROUPABLE),
  CHECKBOX(FieldType.BOOLEAN, Flag.NILLABLE, Flag.AGGREGATABLE),
  DATE(FieldType.DATE),
  DATETIME(FieldType.DATETIME, Flag.GROUPABLE),
  TIME(FieldType.TIME),
  PICKLIST(FieldType.PICKLIST),
  MULTIPICKLIST(FieldType.MULTIPICKLIST, Flag.GROUPABLE, Flag.SORTABLE, Flag.AGGREGATABLE),
  COMBOBOX(FieldType.COMBOBOX),
  EMAIL(FieldType.EMAIL),
  PHONE(FieldType.PHONE),
  URL(FieldType.URL),
  ENCRYPTED(
      FieldType.ENCRYPTEDSTRING, Flag.FILTERABLE, Flag.GROUPABLE, Flag.SORTABLE, Flag.AGGREGATABLE),
  BASE64(
      FieldType.BASE64,
      Flag.FILTERABLE,
      Flag.GROUPABLE,
      Flag.SORTABLE,
      Flag.AGGREGATABLE,
      Flag.PERMISSIONABLE),
  AUTONUMBER(FieldType.STRING, Flag.NILLABLE, Flag.CREATEABLE, Flag.UPDATEABLE),
  LOOKUP(FieldType.REFERENCE),
  MASTERDETAIL(FieldType.REFERENCE, Flag.NILLABLE, Flag.UPDATEABLE, Flag.PERMISSIONABLE),
  FORMULA(FieldType.STRING, Flag.CREATEABLE, Flag.UPDATEABLE),
  ADDRESS(
      FieldType.ADDRESS,
      Flag.CREATEABLE,
      Flag.UPDATEABLE,
      Flag.GROUPABLE,
      Flag.SORTABLE,
      Flag.AGGREGATABLE),
  GEOLOCATION(
      FieldType.LOCATION,
      Flag.CREATEABLE,
      Flag.UPDATEABLE,
      Flag.GROUPABLE,
      Flag.SORTABLE,
      Flag.AGGREGATABLE),
  PERSONNAME(FieldType.STRING),
  SYSTEM(FieldType.STRING);

  private final FieldType type;
  private final Set<Flag> missing;

  FieldWord(FieldType type, Flag... missing) {
    this.type = type;
    this.missing = missing.length == 0 ? Set.of() : EnumSet.of(missing[0], missing);
  }

  FieldType type() {
    return type;
  }

  /** The flags that a plain field has and this kind has not. */
  Flag[] missing() {
    return missing.toArray(Flag[]::new);
  }

  static Optional<FieldWord> named(String word) {
    for (FieldWord candidate : values()) {
      if (candidate.word().equals(word)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
