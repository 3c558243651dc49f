package dev.syncline.simulator.data;

import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.sample.AutoNumberFormat;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.RecordType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The values that the org itself gives to the records of one transaction. */
final class SystemValues {
  private static final List<String> AUDIT =
      List.of("CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById");

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
    List<Audit> given = audit(draft);
    draft.set("CreatedDate", stamp);
    draft.set("CreatedById", actor.userId());
    touch(draft, stamp);
    given.forEach(audit -> draft.set(audit.field(), audit.value()));
    checkAudit(draft);
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

  private record Audit(FieldDefinition field, Object value) {}

  /** What the caller says of the record's making, where he may. */
  private static List<Audit> audit(RecordDraft draft) {
    var given = new ArrayList<Audit>();
    for (String name : AUDIT) {
      FieldDefinition field = draft.object().field(name).orElse(null);
      Object value = field == null || !draft.written().contains(field) ? null : draft.value(field);
      if (field != null && value != null) {
        given.add(new Audit(field, value));
      }
    }
    return given;
  }

  /** Nothing was made before 1970, or changed before it was made. Wording unverified. */
  private static void checkAudit(RecordDraft draft) {
    FieldDefinition made = draft.object().field("CreatedDate").orElse(null);
    FieldDefinition changed = draft.object().field("LastModifiedDate").orElse(null);
    if (made == null
        || changed == null
        || !(draft.value(made) instanceof Instant created)
        || !(draft.value(changed) instanceof Instant modified)) {
      return;
    }
    if (created.isBefore(Instant.EPOCH)) {
      draft.refuse(
          RecordError.of(
              "INVALID_FIELD", made.label() + ": the year must be 1970 to 4000", made.name()));
    } else if (modified.isBefore(created)) {
      draft.refuse(
          RecordError.of(
              "FIELD_INTEGRITY_EXCEPTION",
              changed.label() + ": must not lie before " + made.label(),
              changed.name()));
    }
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
