package dev.syncline.simulator.tooling;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.ObjectDefinition.Flag;
import dev.syncline.simulator.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The objects of the Tooling API that are served, with the columns that clients ask for. */
final class ToolingSchema {
  static final String ENTITIES = "EntityDefinition";
  static final String FIELDS = "FieldDefinition";
  static final String CHANNELS = "PlatformEventChannel";
  static final String MEMBERS = "PlatformEventChannelMember";
  static final String SUBSCRIPTIONS = "ManagedEventSubscription";

  private static final int NAME_LENGTH = 255;
  private static final String NAMES = "DurableId,QualifiedApiName,DeveloperName,Label,MasterLabel";
  private static final String SET_UP = "DeveloperName,MasterLabel,FullName,NamespacePrefix";

  private ToolingSchema() {}

  /** The objects. */
  static Schema create() {
    return new Schema(
        List.of(
            object(ENTITIES, Definitions.ENTITY_PREFIX, false, entities()),
            object(FIELDS, Definitions.FIELD_PREFIX, false, fields()),
            object(CHANNELS, "0YL", true, setUp("ChannelType")),
            object(MEMBERS, "0v8", true, setUp("EventChannel,SelectedEntity,FilterExpression")),
            object(SUBSCRIPTIONS, "18x", true, setUp("State,Version")),
            object("ApexClass", "01p", false, texts("Name,NamespacePrefix,Status,Body")),
            object("ApexTrigger", "01q", false, texts("Name,TableEnumOrId,Status,Body"))));
  }

  /** The two objects that tell what objects and fields there are. */
  static Schema definitions() {
    return new Schema(
        List.of(
            object(ENTITIES, Definitions.ENTITY_PREFIX, false, entities()),
            object(FIELDS, Definitions.FIELD_PREFIX, false, fields())));
  }

  private static List<FieldDefinition.Builder> entities() {
    var columns = texts(NAMES + ",PluralLabel,KeyPrefix,NamespacePrefix");
    columns.addAll(
        flags(
            "IsCustomizable,IsCustomSetting,IsQueryable,IsSearchable,IsTriggerable,"
                + "IsRetrieveable,IsReplicateable,IsDeprecatedAndHidden"));
    return columns;
  }

  private static List<FieldDefinition.Builder> fields() {
    var columns = texts(NAMES + ",DataType,ValueTypeId,NamespacePrefix,RelationshipName");
    columns.addAll(flags("IsNillable,IsIndexed,IsCalculated,IsNameField"));
    for (String number : List.of("Length", "Precision", "Scale")) {
      columns.add(column(number, FieldType.INT).digits(9));
    }
    columns.add(
        column("EntityDefinitionId", FieldType.REFERENCE)
            .length(NAME_LENGTH)
            .referenceTo("EntityDefinition", ENTITIES)
            .children("Fields"));
    return columns;
  }

  private static List<FieldDefinition.Builder> setUp(String own) {
    var columns = texts(SET_UP + "," + own);
    columns.add(
        column("Metadata", FieldType.COMPLEXVALUE)
            .without(
                FieldDefinition.Flag.FILTERABLE,
                FieldDefinition.Flag.SORTABLE,
                FieldDefinition.Flag.GROUPABLE));
    return columns;
  }

  private static List<FieldDefinition.Builder> texts(String names) {
    var columns = new ArrayList<FieldDefinition.Builder>();
    for (String name : names.split(",")) {
      columns.add(column(name, FieldType.STRING).length(NAME_LENGTH));
    }
    return columns;
  }

  private static List<FieldDefinition.Builder> flags(String names) {
    var columns = new ArrayList<FieldDefinition.Builder>();
    for (String name : names.split(",")) {
      columns.add(column(name, FieldType.BOOLEAN));
    }
    return columns;
  }

  private static FieldDefinition.Builder column(String name, FieldType type) {
    return FieldDefinition.field(name, type);
  }

  private static ObjectDefinition object(
      String name, String prefix, boolean writable, List<FieldDefinition.Builder> columns) {
    var fields = new ArrayList<FieldDefinition>();
    fields.add(column("Id", FieldType.ID).length(18).at(0));
    columns.forEach(column -> fields.add(column.at(fields.size())));
    Set<Flag> flags =
        writable
            ? Set.of(
                Flag.QUERYABLE, Flag.RETRIEVEABLE, Flag.CREATEABLE, Flag.UPDATEABLE, Flag.DELETABLE)
            : Set.of(Flag.QUERYABLE, Flag.RETRIEVEABLE);
    return new ObjectDefinition(name, name, name + "s", prefix, flags, fields);
  }
}
