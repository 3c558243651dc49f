package dev.syncline.simulator.rest;

import dev.syncline.simulator.http.ApiVersion;
import dev.syncline.simulator.schema.ChildRelationship;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.ObjectDefinition.Flag;
import dev.syncline.simulator.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** An object as describe global, object info and describe tell of it. */
final class ObjectDescribe {
  static final String MASTER_RECORD_TYPE = "012000000000000AAA";

  private ObjectDescribe() {}

  /** The entry in describe global and in object info. */
  static Map<String, @Nullable Object> brief(ObjectDefinition object, ApiVersion version) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    traits(body, object, Trait.ACTIVATEABLE);
    body.put("associateEntityType", null);
    body.put("associateParentEntity", null);
    traits(
        body, object, Trait.CREATEABLE, Trait.CUSTOM, Trait.CUSTOM_SETTING, Trait.DEEP_CLONEABLE);
    traits(body, object, Trait.DELETABLE, Trait.DEPRECATED_AND_HIDDEN, Trait.FEED_ENABLED);
    traits(body, object, Trait.HAS_SUBTYPES, Trait.IS_INTERFACE, Trait.IS_SUBTYPE);
    body.put("keyPrefix", object.keyPrefix());
    body.put("label", object.label());
    body.put("labelPlural", object.labelPlural());
    traits(body, object, Trait.LAYOUTABLE, Trait.MERGEABLE, Trait.MRU_ENABLED);
    body.put("name", object.name());
    traits(
        body, object, Trait.QUERYABLE, Trait.REPLICATEABLE, Trait.RETRIEVEABLE, Trait.SEARCHABLE);
    traits(body, object, Trait.TRIGGERABLE, Trait.UNDELETABLE, Trait.UPDATEABLE);
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
    traits(body, object, Trait.ACTIVATEABLE);
    body.put("associateEntityType", null);
    body.put("associateParentEntity", null);
    body.put("childRelationships", childRelationships(object, schema));
    traits(
        body,
        object,
        Trait.COMPACT_LAYOUTABLE,
        Trait.CREATEABLE,
        Trait.CUSTOM,
        Trait.CUSTOM_SETTING);
    traits(body, object, Trait.DEEP_CLONEABLE);
    body.put("defaultImplementation", null);
    traits(body, object, Trait.DELETABLE, Trait.DEPRECATED_AND_HIDDEN);
    body.put("extendedBy", null);
    body.put("extendsInterfaces", null);
    traits(body, object, Trait.FEED_ENABLED);
    body.put("fields", object.fields().stream().map(FieldDescribe::of).toList());
    traits(body, object, Trait.HAS_SUBTYPES);
    body.put("implementedBy", null);
    body.put("implementsInterfaces", null);
    traits(body, object, Trait.IS_INTERFACE, Trait.IS_SUBTYPE);
    body.put("keyPrefix", object.keyPrefix());
    body.put("label", object.label());
    body.put("labelPlural", object.labelPlural());
    traits(body, object, Trait.LAYOUTABLE);
    body.put("listviewable", null);
    body.put("lookupLayoutable", null);
    traits(body, object, Trait.MERGEABLE, Trait.MRU_ENABLED);
    body.put("name", object.name());
    body.put("namedLayoutInfos", List.of());
    body.put("networkScopeFieldName", null);
    traits(body, object, Trait.QUERYABLE);
    body.put("recordTypeInfos", recordTypeInfos(object, version, recordTypes));
    traits(body, object, Trait.REPLICATEABLE, Trait.RETRIEVEABLE, Trait.SEARCH_LAYOUTABLE);
    traits(body, object, Trait.SEARCHABLE);
    body.put("sobjectDescribeOption", "FULL");
    body.put("supportedScopes", supportedScopes(object));
    traits(body, object, Trait.TRIGGERABLE, Trait.UNDELETABLE, Trait.UPDATEABLE);
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

  /** The yes-or-no facts of an object, as describe names them. */
  private enum Trait {
    ACTIVATEABLE(object -> object.is(Flag.ACTIVATEABLE)),
    COMPACT_LAYOUTABLE(object -> object.is(Flag.LAYOUTABLE)),
    CREATEABLE(object -> object.is(Flag.CREATEABLE)),
    CUSTOM(ObjectDefinition::custom),
    CUSTOM_SETTING(object -> object.is(Flag.CUSTOM_SETTING)),
    DEEP_CLONEABLE(_ -> false),
    DELETABLE(object -> object.is(Flag.DELETABLE)),
    DEPRECATED_AND_HIDDEN(_ -> false),
    FEED_ENABLED(object -> object.is(Flag.FEED_ENABLED)),
    HAS_SUBTYPES(_ -> false),
    IS_INTERFACE(_ -> false),
    IS_SUBTYPE(_ -> false),
    LAYOUTABLE(object -> object.is(Flag.LAYOUTABLE)),
    MERGEABLE(object -> object.is(Flag.MERGEABLE)),
    MRU_ENABLED(object -> object.is(Flag.MRU_ENABLED)),
    QUERYABLE(object -> object.is(Flag.QUERYABLE)),
    REPLICATEABLE(object -> object.is(Flag.REPLICATEABLE)),
    RETRIEVEABLE(object -> object.is(Flag.RETRIEVEABLE)),
    SEARCH_LAYOUTABLE(object -> object.is(Flag.LAYOUTABLE)),
    SEARCHABLE(object -> object.is(Flag.SEARCHABLE)),
    TRIGGERABLE(object -> object.is(Flag.TRIGGERABLE)),
    UNDELETABLE(object -> object.is(Flag.UNDELETABLE)),
    UPDATEABLE(object -> object.is(Flag.UPDATEABLE));

    private final Predicate<ObjectDefinition> fact;
    private final String wireName;

    Trait(Predicate<ObjectDefinition> fact) {
      this.fact = fact;
      this.wireName = wireName(name());
    }

    /** {@code MRU_ENABLED} as describe writes it: {@code mruEnabled}. */
    private static String wireName(String constant) {
      var name = new StringBuilder();
      for (String word : constant.toLowerCase(Locale.ROOT).split("_")) {
        name.append(
            name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
      }
      return name.toString();
    }
  }

  private static void traits(
      Map<String, @Nullable Object> body, ObjectDefinition object, Trait... traits) {
    for (Trait trait : traits) {
      body.put(trait.wireName, trait.fact.test(object));
    }
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
