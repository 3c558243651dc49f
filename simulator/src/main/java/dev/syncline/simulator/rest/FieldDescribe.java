package dev.syncline.simulator.rest;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.PicklistValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field as describe tells of it: every attribute, in the order of their names. */
final class FieldDescribe {
  private FieldDescribe() {}

  static Map<String, @Nullable Object> of(FieldDefinition field) {
    var body = new LinkedHashMap<String, @Nullable Object>();
    body.put("aggregatable", field.is(Flag.AGGREGATABLE));
    body.put("aiPredictionField", false);
    body.put("autoNumber", field.is(Flag.AUTO_NUMBER));
    body.put("byteLength", field.byteLength());
    body.put("calculated", field.is(Flag.CALCULATED));
    body.put("calculatedFormula", field.formula().orElse(null));
    body.put("cascadeDelete", field.is(Flag.CASCADE_DELETE));
    body.put("caseSensitive", field.is(Flag.CASE_SENSITIVE));
    body.put("compoundFieldName", field.compoundFieldName().orElse(null));
    body.put("controllerName", null);
    body.put("createable", field.is(Flag.CREATEABLE));
    body.put("custom", field.custom());
    body.put("defaultValue", field.defaultValue().orElse(null));
    body.put("defaultValueFormula", null);
    body.put("defaultedOnCreate", field.is(Flag.DEFAULTED_ON_CREATE));
    body.put("dependentPicklist", false);
    body.put("deprecatedAndHidden", false);
    body.put("digits", field.digits());
    body.put("displayLocationInDecimal", field.is(Flag.DISPLAY_LOCATION_IN_DECIMAL));
    body.put("encrypted", field.is(Flag.ENCRYPTED));
    body.put("externalId", field.is(Flag.EXTERNAL_ID));
    body.put("extraTypeInfo", field.extraTypeInfo().orElse(null));
    body.put("filterable", field.is(Flag.FILTERABLE));
    body.put("filteredLookupInfo", null);
    body.put("formulaTreatNullNumberAsZero", false);
    body.put("groupable", field.is(Flag.GROUPABLE));
    body.put("highScaleNumber", false);
    body.put("htmlFormatted", field.is(Flag.HTML_FORMATTED));
    body.put("idLookup", field.is(Flag.ID_LOOKUP));
    body.put("inlineHelpText", field.inlineHelpText().orElse(null));
    body.put("label", field.label());
    body.put("length", field.length());
    body.put("mask", field.mask().orElse(null));
    body.put("maskType", field.maskType().orElse(null));
    body.put("name", field.name());
    body.put("nameField", field.is(Flag.NAME_FIELD));
    body.put("namePointing", field.is(Flag.NAME_POINTING));
    body.put("nillable", field.is(Flag.NILLABLE));
    body.put("permissionable", field.is(Flag.PERMISSIONABLE));
    body.put("picklistValues", picklistValues(field));
    body.put("polymorphicForeignKey", field.is(Flag.POLYMORPHIC_FOREIGN_KEY));
    body.put("precision", field.precision());
    body.put("queryByDistance", field.type() == FieldType.LOCATION);
    body.put("referenceTargetField", null);
    body.put("referenceTo", field.referenceTo());
    body.put("relationshipName", field.relationshipName().orElse(null));
    body.put("relationshipOrder", field.relationshipOrder().orElse(null));
    body.put("restrictedDelete", field.is(Flag.RESTRICTED_DELETE));
    body.put("restrictedPicklist", field.is(Flag.RESTRICTED_PICKLIST));
    body.put("scale", field.scale());
    body.put("searchPrefilterable", field.is(Flag.SEARCH_PREFILTERABLE));
    body.put("soapType", field.soapType());
    body.put("sortable", field.is(Flag.SORTABLE));
    body.put("type", field.type().wireName());
    body.put("unique", field.is(Flag.UNIQUE));
    body.put("updateable", field.is(Flag.UPDATEABLE));
    body.put("writeRequiresMasterRead", field.is(Flag.WRITE_REQUIRES_MASTER_READ));
    return body;
  }

  private static List<Map<String, @Nullable Object>> picklistValues(FieldDefinition field) {
    var values = new ArrayList<Map<String, @Nullable Object>>();
    for (PicklistValue value : field.picklistValues()) {
      var entry = new LinkedHashMap<String, @Nullable Object>();
      entry.put("active", value.active());
      entry.put("defaultValue", value.defaultValue());
      entry.put("label", value.label());
      entry.put("validFor", null);
      entry.put("value", value.value());
      values.add(entry);
    }
    return values;
  }
}
