package dev.syncline.salesforce.testing;

import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.Field;
import dev.syncline.model.FieldFlags;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects and queries for tests. */
public final class Shapes {
  private static final FieldFlags PLAIN =
      new FieldFlags(
          true, true, true, false, false, false, false, false, false, false, false, false, false);

  private Shapes() {}

  /** An object with an id, a stamp and these fields. */
  public static ObjectDescription object(Map<String, FieldType> fields) {
    List<Field> all = new ArrayList<>();
    all.add(field("Id", FieldType.ID));
    fields.forEach((name, type) -> all.add(field(name, type)));
    if (fields.keySet().stream().noneMatch(name -> name.endsWith("Date"))) {
      all.add(field("SystemModstamp", FieldType.DATETIME));
    }
    return new ObjectDescription(
        new ObjectName("Contact"),
        "Contact",
        "003",
        true,
        true,
        true,
        true,
        true,
        all,
        List.of(),
        List.of());
  }

  public static RecordQuery query(String... fields) {
    return new RecordQuery(
        new ObjectName("Contact"),
        List.of(fields).stream().map(FieldName::new).toList(),
        Optional.empty(),
        List.of());
  }

  private static Field field(String name, FieldType type) {
    return new Field(
        new FieldName(name),
        name,
        type,
        0,
        0,
        0,
        PLAIN,
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
