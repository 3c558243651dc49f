package dev.syncline.simulator.schema;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An object while its files are being read: files may add fields to it until it is built. */
final class ObjectDraft {
  final String name;
  final Set<ObjectDefinition.Flag> flags = EnumSet.noneOf(ObjectDefinition.Flag.class);
  final List<FieldDefinition.Builder> fields = new ArrayList<>();
  final List<RecordType> recordTypes = new ArrayList<>();
  final Map<String, Problems.Place> places = new HashMap<>();
  String label;
  String labelPlural;
  String keyPrefix = "";
  boolean dropped;

  /** Whether a describe of a real org told of it: its parents may then lie outside of this org. */
  boolean described;

  ObjectRules rules = ObjectRules.NONE;

  /** Whether creates may say when and by whom the record was made: "Set Audit Fields". */
  boolean setsAuditFields;

  ObjectDraft(String name, String label) {
    this.name = name;
    this.label = label;
    this.labelPlural = label + "s";
  }

  /** Remembers where the object itself (under its own name) or one of its fields was declared. */
  void declaredAt(String what, Problems.Place place) {
    places.put(Names.key(what), place);
  }

  Problems.Place placeOf(String what) {
    return places.getOrDefault(Names.key(what), new Problems.Place(name, 0, 0));
  }

  boolean hasField(String fieldName) {
    return fields.stream().anyMatch(f -> Names.key(f.name()).equals(Names.key(fieldName)));
  }

  /** The index of a field in the list; -1 when there is none of that name. */
  int indexOf(String fieldName) {
    for (int i = 0; i < fields.size(); i++) {
      if (Names.key(fields.get(i).name()).equals(Names.key(fieldName))) {
        return i;
      }
    }
    return -1;
  }

  ObjectDefinition build() {
    var placed = new ArrayList<FieldDefinition>();
    for (FieldDefinition.Builder field : fields) {
      boolean withoutTypes = field.name().equals("RecordTypeId") && recordTypes.isEmpty();
      if (setsAuditFields && SystemFields.AUDIT.contains(field.name())) {
        field.with(FieldDefinition.Flag.CREATEABLE);
      }
      if (!withoutTypes) {
        placed.add(field.at(placed.size()));
      }
    }
    return new ObjectDefinition(name, label, labelPlural, keyPrefix, flags, placed, recordTypes)
        .with(rules);
  }
}
