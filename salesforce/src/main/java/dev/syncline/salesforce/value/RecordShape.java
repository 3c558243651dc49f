package dev.syncline.salesforce.value;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Problem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which columns a query selects and what becomes of each: the asked fields first, in the order of
 * the asking, then the id and the stamp where they are not among them.
 *
 * @param columns the columns in the order of the SELECT
 * @param types the type of each column
 * @param asked how many of them are the asked fields
 * @param id the column of the record id
 * @param stamp the column of the system modstamp or its fallback
 */
public record RecordShape(
    List<String> columns, List<FieldType> types, int asked, int id, int stamp) {
  /** The stamps, the best one first: the last change by anybody, by a user, the creation. */
  private static final List<String> STAMPS =
      List.of("SystemModstamp", "LastModifiedDate", "CreatedDate");

  public RecordShape {
    columns = List.copyOf(columns);
    types = List.copyOf(types);
  }

  /**
   * The shape of a query over an object as described.
   *
   * @throws OrgException of class MAPPING naming the field that the object does not have, that is
   *     asked twice, or whose type is not carried
   */
  public static RecordShape of(RecordQuery query, ObjectDescription object) {
    List<String> columns = new ArrayList<>();
    List<FieldType> types = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (FieldName name : query.fields()) {
      Field field = object.field(name.value()).orElseThrow(() -> unknown(name.value(), object));
      if (!field.type().isSupported()) {
        throw mapping(
            "FIELD-UNSUPPORTED",
            object.name() + "." + name + " is of type " + field.type() + ", which is not carried",
            "Leave the field out of the mapping.");
      }
      if (!seen.add(lower(name.value()))) {
        throw mapping(
            "FIELD-TWICE",
            object.name() + "." + name + " is asked for twice",
            "Map the field once.");
      }
      columns.add(field.name().value());
      types.add(field.type());
    }
    String stamp = stamp(object);
    int id = column("Id", FieldType.ID, columns, types);
    int stampColumn = column(stamp, FieldType.DATETIME, columns, types);
    return new RecordShape(columns, types, query.fields().size(), id, stampColumn);
  }

  /** The first column of a compound type, which Bulk API 2.0 cannot query. */
  public Optional<String> compound() {
    for (int i = 0; i < columns.size(); i++) {
      if (types.get(i).isCompound()) {
        return Optional.of(columns.get(i));
      }
    }
    return Optional.empty();
  }

  private static int column(
      String name, FieldType type, List<String> columns, List<FieldType> types) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).equalsIgnoreCase(name)) {
        return i;
      }
    }
    columns.add(name);
    types.add(type);
    return columns.size() - 1;
  }

  private static String stamp(ObjectDescription object) {
    return STAMPS.stream()
        .filter(name -> object.field(name).isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                mapping(
                    "FIELD-NO-STAMP",
                    object.name() + " has none of " + String.join(", ", STAMPS),
                    "This object cannot be read: nothing tells when its records changed."));
  }

  private static OrgException unknown(String field, ObjectDescription object) {
    return mapping(
        "FIELD-UNKNOWN",
        object.name() + " has no field " + field + " that the integration user can see",
        "Correct the name, or give the integration user's permission set access to the field.");
  }

  private static OrgException mapping(String code, String message, String action) {
    return new OrgException(new Problem(code, ErrorClass.MAPPING, message, action));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
