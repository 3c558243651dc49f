package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.OrgData;
import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.rest.ObjectDescribe.RecordTypeInfo;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.RecordType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Finds the ids of record types: they are records of the object RecordType. */
final class RecordTypes {
  private final OrgData data;

  RecordTypes(OrgData data) {
    this.data = data;
  }

  /** The record types of an object that have a record, the master one not among them. */
  List<RecordTypeInfo> of(ObjectDefinition object) {
    Optional<ObjectDefinition> types = data.schema().object("RecordType");
    var infos = new ArrayList<RecordTypeInfo>();
    if (types.isEmpty() || object.recordTypes().isEmpty()) {
      return infos;
    }
    Snapshot snapshot = data.snapshot();
    for (RecordType type : object.recordTypes()) {
      find(snapshot, types.get(), object, type)
          .map(
              id ->
                  new RecordTypeInfo(
                      id,
                      type.developerName(),
                      type.label(),
                      type.active(),
                      type.defaultMapping(),
                      type.available()))
          .ifPresent(infos::add);
    }
    return infos;
  }

  private static Optional<String> find(
      Snapshot snapshot, ObjectDefinition types, ObjectDefinition object, RecordType type) {
    var developerName = types.requireField("DeveloperName");
    var ofObject = types.requireField("SobjectType");
    Iterator<Row> rows = snapshot.scan(types);
    while (rows.hasNext()) {
      Row row = rows.next();
      if (type.developerName().equals(row.value(developerName))
          && object.name().equals(row.value(ofObject))) {
        return Optional.of(row.id());
      }
    }
    return Optional.empty();
  }
}
