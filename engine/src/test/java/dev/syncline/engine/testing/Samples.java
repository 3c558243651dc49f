package dev.syncline.engine.testing;

import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.Field;
import dev.syncline.model.FieldFlags;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import dev.syncline.model.RecordId;
import dev.syncline.model.SyncRules;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import java.util.List;
import java.util.Optional;

/** Small, valid words to build tests from. */
public final class Samples {
  private Samples() {}

  /** A field of a type, of 80 characters where it is text. */
  public static Field field(String name, FieldType type, String... referenceTo) {
    return new Field(
        new FieldName(name),
        name,
        type,
        80,
        0,
        0,
        new FieldFlags(
            true, true, true, false, false, false, false, false, false, false, false, false, false),
        List.of(referenceTo).stream().map(ObjectName::new).toList(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** An object with an id and these fields. */
  public static ObjectDescription object(String name, Field... fields) {
    var all = new java.util.ArrayList<Field>();
    all.add(field("Id", FieldType.ID));
    all.addAll(List.of(fields));
    return new ObjectDescription(
        new ObjectName(name), name, "001", true, true, true, true, true, all, List.of(), List.of());
  }

  /** A nullable column without a default. */
  public static Column column(String name, ColumnType type) {
    return new Column(new ColumnName(name), type, true, false, false);
  }

  /** A table with an identity key {@code id} and these columns. */
  public static TableDescription table(String name, Column... columns) {
    var all = new java.util.ArrayList<Column>();
    all.add(new Column(new ColumnName("id"), new ColumnType.Whole(64), false, true, false));
    all.addAll(List.of(columns));
    return new TableDescription(
        TableName.parse(name), all, List.of(new ColumnName("id")), List.of(new ColumnName("id")));
  }

  /** A pulling mapping of these fields; none means all. */
  public static Mapping mapping(String name, String object, FieldMapping... fields) {
    return new Mapping(
        new MappingName(name),
        new OrgName("main"),
        new ObjectName(object),
        new DatabaseName("app"),
        TableName.parse(name),
        fields.length == 0,
        Optional.empty(),
        List.of(),
        fields.length == 0,
        List.of(fields),
        Direction.PULL,
        DeletePolicy.DELETE,
        Optional.empty(),
        SyncRules.STANDARD);
  }

  /** A field mapped to a column. */
  public static FieldMapping to(String field, String column) {
    return new FieldMapping(
        new FieldName(field),
        Optional.of(new ColumnName(column)),
        Direction.PULL,
        Optional.empty(),
        false,
        Optional.empty());
  }

  /** The id of the account with this running number. */
  public static RecordId id(int number) {
    return RecordId.of("001%012d".formatted(number));
  }
}
