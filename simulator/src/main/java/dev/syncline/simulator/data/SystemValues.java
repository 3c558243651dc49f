package dev.syncline.simulator.data;

import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.sample.AutoNumberFormat;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.RecordType;
import java.time.Instant;
import java.util.Optional;

/** The values that the org itself gives to the records of one transaction. */
final class SystemValues {
  private final OrgData org;
  private final Actor actor;
  private final Instant stamp;

  SystemValues(OrgData org, Actor actor, Instant stamp) {
    this.org = org;
    this.actor = actor;
    this.stamp = stamp;
  }

  /** Fills what a new record gets. */
  void fillNew(RecordDraft draft, String id, long number) {
    draft.set("Id", id);
    draft.set("IsDeleted", false);
    draft.set("CreatedDate", stamp);
    draft.set("CreatedById", actor.userId());
    touch(draft, stamp);
    ObjectDefinition object = draft.object();
    object
        .field("OwnerId")
        .filter(owner -> draft.value(owner) == null)
        .ifPresent(owner -> draft.set(owner, actor.userId()));
    object
        .field("RecordTypeId")
        .filter(type -> !draft.written().contains(type))
        .ifPresent(type -> defaultRecordType(object).ifPresent(found -> draft.set(type, found)));
    for (FieldDefinition field : object.fields()) {
      if (field.is(Flag.AUTO_NUMBER)) {
        var format = new AutoNumberFormat(field.displayFormat().orElse("{0}"));
        draft.set(field, format.format(number + 1));
      }
    }
    fillName(draft, id);
  }

  /** A custom object's record without a name is called by its id. */
  private static void fillName(RecordDraft draft, String id) {
    draft
        .object()
        .field("Name")
        .filter(name -> draft.object().custom() && draft.value(name) == null)
        .ifPresent(name -> draft.set(name, RecordIds.shorten(id)));
  }

  private Optional<String> defaultRecordType(ObjectDefinition object) {
    return object.recordTypes().stream()
        .filter(RecordType::defaultMapping)
        .findFirst()
        .flatMap(type -> org.recordTypeId(object, type.developerName()));
  }

  /** Notes on a record that it is being changed. */
  void touch(RecordDraft draft, Row before) {
    touch(draft, at(draft, before));
  }

  /** Notes on a record that the org itself changes it, along with another one. */
  void touchBySystem(RecordDraft draft, Row before) {
    draft.set("SystemModstamp", at(draft, before));
  }

  /** A stamp never goes back, even where a transaction that began later has committed before. */
  private Instant at(RecordDraft draft, Row before) {
    return draft.object().field("SystemModstamp").map(before::value).orElse(null)
                instanceof Instant earlier
            && earlier.isAfter(stamp)
        ? earlier
        : stamp;
  }

  private void touch(RecordDraft draft, Instant at) {
    draft.set("LastModifiedDate", at);
    draft.set("LastModifiedById", actor.userId());
    draft.set("SystemModstamp", at);
  }
}
