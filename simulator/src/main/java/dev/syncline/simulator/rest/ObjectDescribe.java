package dev.syncline.simulator.rest;

import dev.syncline.simulator.http.ApiVersion;
import dev.syncline.simulator.schema.ChildRelationship;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.ObjectDefinition.Flag;
import dev.syncline.simulator.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An object as describe global, object info and describe tell of it. */
final class ObjectDescribe {
  static final String MASTER_RECORD_TYPE = "012000000000000AAA";

  private ObjectDescribe() {}

  /** The entry in describe global and in object info. */
  static Map<String, @Nullable Object> brief(ObjectDefinition object, ApiVersion version) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    flags(body, object, List.of("activateable"));
    body.put("associateEntityType", null);
    body.put("associateParentEntity", null);
    flags(body, object, List.of("createable", "custom", "customSetting", "deepCloneable"));
    flags(body, object, List.of("deletable", "deprecatedAndHidden", "feedEnabled"));
    flags(body, object, List.of("hasSubtypes", "isInterface", "isSubtype"));
    body.put("keyPrefix", object.keyPrefix());
    body.put("label", object.label());
    body.put("labelPlural", object.labelPlural());
    flags(body, object, List.of("layoutable", "mergeable", "mruEnabled"));
    body.put("name", object.name());
    flags(body, object, List.of("queryable", "replicateable", "retrieveable", "searchable"));
    flags(body, object, List.of("triggerable", "undeletable", "updateable"));
    body.put("urls", urls(object, version));
    return body;
  }

  /**
   * The full describe.
   *
   * @param recordTypes the object's record types, the master one not among them
   */
  static Map<String, @Nullable Object> full(
      ObjectDefinition object,
      Schema schema,
      ApiVersion version,
      List<RecordTypeInfo> recordTypes) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("actionOverrides", List.of());
    flags(body, object, List.of("activateable"));
    body.put("associateEntityType", null);
    body.put("associateParentEntity", null);
    body.put("childRelationships", childRelationships(object, schema));
    flags(body, object, List.of("compactLayoutable", "createable", "custom", "customSetting"));
    flags(body, object, List.of("deepCloneable"));
    body.put("defaultImplementation", null);
    flags(body, object, List.of("deletable", "deprecatedAndHidden"));
    body.put("extendedBy", null);
    body.put("extendsInterfaces", null);
    flags(body, object, List.of("feedEnabled"));
    body.put("fields", object.fields().stream().map(FieldDescribe::of).toList());
    flags(body, object, List.of("hasSubtypes"));
    body.put("implementedBy", null);
    body.put("implementsInterfaces", null);
    flags(body, object, List.of("isInterface", "isSubtype"));
    body.put("keyPrefix", object.keyPrefix());
    body.put("label", object.label());
    body.put("labelPlural", object.labelPlural());
    flags(body, object, List.of("layoutable"));
    body.put("listviewable", null);
    body.put("lookupLayoutable", null);
    flags(body, object, List.of("mergeable", "mruEnabled"));
    body.put("name", object.name());
    body.put("namedLayoutInfos", List.of());
    body.put("networkScopeFieldName", null);
    flags(body, object, List.of("queryable"));
    body.put("recordTypeInfos", recordTypeInfos(object, version, recordTypes));
    flags(body, object, List.of("replicateable", "retrieveable", "searchLayoutable"));
    flags(body, object, List.of("searchable"));
    body.put("sobjectDescribeOption", "FULL");
    body.put("supportedScopes", supportedScopes(object));
    flags(body, object, List.of("triggerable", "undeletable", "updateable"));
    body.put("urls", fullUrls(object, version));
    return body;
  }

  /**
   * A record type as describe lists it.
   *
   * @param id the record type's id, 18 characters
   */
  record RecordTypeInfo(
      String id,
      String developerName,
      String label,
      boolean active,
      boolean defaultMapping,
      boolean available) {}

  private static void flags(
      Map<String, @Nullable Object> body, ObjectDefinition object, List<String> names) {
    names.forEach(name -> body.put(name, flag(object, name)));
  }

  private static boolean flag(ObjectDefinition object, String name) {
    return switch (name) {
      case "activateable" -> object.is(Flag.ACTIVATEABLE);
      case "createable" -> object.is(Flag.CREATEABLE);
      case "custom" -> object.custom();
      case "customSetting" -> object.is(Flag.CUSTOM_SETTING);
      case "deletable" -> object.is(Flag.DELETABLE);
      case "feedEnabled" -> object.is(Flag.FEED_ENABLED);
      case "layoutable", "compactLayoutable", "searchLayoutable" -> object.is(Flag.LAYOUTABLE);
      case "mergeable" -> object.is(Flag.MERGEABLE);
      case "mruEnabled" -> object.is(Flag.MRU_ENABLED);
      case "queryable" -> object.is(Flag.QUERYABLE);
      case "replicateable" -> object.is(Flag.REPLICATEABLE);
      case "retrieveable" -> object.is(Flag.RETRIEVEABLE);
      case "searchable" -> object.is(Flag.SEARCHABLE);
      case "triggerable" -> object.is(Flag.TRIGGERABLE);
      case "undeletable" -> object.is(Flag.UNDELETABLE);
      case "updateable" -> object.is(Flag.UPDATEABLE);
      case "deepCloneable", "deprecatedAndHidden", "hasSubtypes", "isInterface", "isSubtype" ->
          false;
      default -> throw new IllegalArgumentException("describe has no flag " + name);
    };
  }

  private static Map<String, String> urls(ObjectDefinition object, ApiVersion version) {
    String base = version.path() + "/sobjects/" + object.name();
    var urls = new LinkedHashMap<String, String>();
    urls.put("rowTemplate", base + "/{ID}");
    urls.put("describe", base + "/describe");
    urls.put("sobject", base);
    return urls;
  }

  private static Map<String, String> fullUrls(ObjectDefinition object, ApiVersion version) {
    Map<String, String> urls = urls(object, version);
    urls.put("uiEditTemplate", "/{ID}/e");
    urls.put("uiDetailTemplate", "/{ID}");
    urls.put("uiNewRecord", "/" + object.keyPrefix() + "/e");
    return urls;
  }

  private static List<Map<String, @Nullable Object>> childRelationships(
      ObjectDefinition object, Schema schema) {
    var children = new ArrayList<Map<String, @Nullable Object>>();
    for (ChildRelationship relationship : schema.childRelationships(object)) {
      var entry = new LinkedHashMap<String, @Nullable Object>();
      entry.put("cascadeDelete", relationship.cascadeDelete());
      entry.put("childSObject", relationship.child().name());
      entry.put("deprecatedAndHidden", false);
      entry.put("field", relationship.field().name());
      entry.put("junctionIdListNames", List.of());
      entry.put("junctionReferenceTo", List.of());
      entry.put("relationshipName", relationship.name().orElse(null));
      entry.put("restrictedDelete", relationship.restrictedDelete());
      children.add(entry);
    }
    return children;
  }

  private static List<Map<String, @Nullable Object>> recordTypeInfos(
      ObjectDefinition object, ApiVersion version, List<RecordTypeInfo> recordTypes) {
    var infos = new ArrayList<Map<String, @Nullable Object>>();
    boolean masterIsDefault = recordTypes.stream().noneMatch(RecordTypeInfo::defaultMapping);
    for (RecordTypeInfo type : recordTypes) {
      infos.add(recordType(object, version, type, false));
    }
    var master =
        new RecordTypeInfo(MASTER_RECORD_TYPE, "Master", "Master", true, masterIsDefault, true);
    infos.add(recordType(object, version, master, true));
    return infos;
  }

  private static Map<String, @Nullable Object> recordType(
      ObjectDefinition object, ApiVersion version, RecordTypeInfo type, boolean master) {
    String base = version.path() + "/sobjects/" + object.name();
    var entry = new LinkedHashMap<String, @Nullable Object>();
    entry.put("active", type.active());
    entry.put("available", type.active() && type.available());
    entry.put("defaultRecordTypeMapping", type.defaultMapping());
    entry.put("developerName", type.developerName());
    entry.put("master", master);
    entry.put("name", type.label());
    entry.put("recordTypeId", type.id());
    entry.put("urls", Map.of("layout", base + "/describe/layouts/" + type.id()));
    return entry;
  }

  private static List<Map<String, String>> supportedScopes(ObjectDefinition object) {
    return List.of(
        scope("everything", "All " + object.labelPlural()),
        scope("mine", "My " + object.labelPlural()));
  }

  private static Map<String, String> scope(String name, String label) {
    var entry = new LinkedHashMap<String, String>();
    entry.put("label", label);
    entry.put("name", name);
    return entry;
  }
}
