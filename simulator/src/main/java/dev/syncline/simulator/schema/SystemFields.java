package dev.syncline.simulator.schema;

import static dev.syncline.simulator.schema.FieldDefinition.field;

import dev.syncline.simulator.schema.FieldDefinition.Flag;
import java.util.List;
import java.util.Optional;

/** The fields that the org itself keeps on its objects, as describe shows them. */
final class SystemFields {
  /** The system fields of a custom object, before and after its name. */
  static final List<String> CUSTOM_BEFORE_NAME = List.of("Id", "OwnerId", "IsDeleted");

  static final List<String> CUSTOM_AFTER_NAME =
      List.of(
          "RecordTypeId",
          "CreatedDate",
          "CreatedById",
          "LastModifiedDate",
          "LastModifiedById",
          "SystemModstamp",
          "LastActivityDate",
          "LastViewedDate",
          "LastReferencedDate");

  /** What the permission "Set Audit Fields upon Record Creation" lets a create say. */
  static final List<String> AUDIT =
      List.of("CreatedDate", "CreatedById", "LastModifiedDate", "LastModifiedById");

  private SystemFields() {}

  /** The system field of this name on an object; empty when there is none of that name. */
  static Optional<FieldDefinition.Builder> named(String name, String object, String idLabel) {
    return switch (name) {
      case "Id" -> Optional.of(id(idLabel));
      case "IsDeleted" ->
          Optional.of(kept("IsDeleted", FieldType.BOOLEAN, "Deleted"))
              .map(b -> b.without(Flag.AGGREGATABLE).defaultValue(false));
      case "MasterRecordId" -> Optional.of(masterRecord(object));
      case "OwnerId" -> Optional.of(owner(object));
      case "RecordTypeId" -> Optional.of(recordType());
      case "CreatedDate" -> Optional.of(stamp(name, "Created Date"));
      case "LastModifiedDate" -> Optional.of(stamp(name, "Last Modified Date"));
      case "SystemModstamp" -> Optional.of(stamp(name, "System Modstamp"));
      case "CreatedById" -> Optional.of(user(name, "Created By ID", "CreatedBy"));
      case "LastModifiedById" -> Optional.of(user(name, "Last Modified By ID", "LastModifiedBy"));
      case "LastActivityDate" -> Optional.of(optional(name, FieldType.DATE, "Last Activity"));
      case "LastViewedDate" ->
          Optional.of(optional(name, FieldType.DATETIME, "Last Viewed Date"))
              .map(b -> b.without(Flag.GROUPABLE));
      case "LastReferencedDate" ->
          Optional.of(optional(name, FieldType.DATETIME, "Last Referenced Date"))
              .map(b -> b.without(Flag.GROUPABLE));
      default -> Optional.empty();
    };
  }

  /** The fields that every platform event has before its own. */
  static List<FieldDefinition.Builder> ofEvents() {
    return List.of(
        id("Record ID"),
        optional("ReplayId", FieldType.STRING, "Replay ID").length(1_024),
        stamp("CreatedDate", "Created Date"),
        user("CreatedById", "Created By ID", "CreatedBy"),
        optional("EventUuid", FieldType.STRING, "Event UUID").length(36));
  }

  private static FieldDefinition.Builder kept(String name, FieldType type, String label) {
    return field(name, type)
        .label(label)
        .without(Flag.CREATEABLE, Flag.UPDATEABLE, Flag.NILLABLE, Flag.PERMISSIONABLE)
        .with(Flag.DEFAULTED_ON_CREATE);
  }

  private static FieldDefinition.Builder optional(String name, FieldType type, String label) {
    return field(name, type)
        .label(label)
        .without(Flag.CREATEABLE, Flag.UPDATEABLE, Flag.PERMISSIONABLE)
        .sample(new Sample(Sample.Content.NONE, 0));
  }

  private static FieldDefinition.Builder id(String label) {
    return kept("Id", FieldType.ID, label).length(18).with(Flag.ID_LOOKUP);
  }

  private static FieldDefinition.Builder stamp(String name, String label) {
    return kept(name, FieldType.DATETIME, label).without(Flag.GROUPABLE);
  }

  private static FieldDefinition.Builder user(String name, String label, String relationship) {
    return kept(name, FieldType.REFERENCE, label).length(18).referenceTo(relationship, "User");
  }

  private static FieldDefinition.Builder masterRecord(String object) {
    return optional("MasterRecordId", FieldType.REFERENCE, "Master Record ID")
        .length(18)
        .referenceTo("MasterRecord", object);
  }

  private static FieldDefinition.Builder recordType() {
    return field("RecordTypeId", FieldType.REFERENCE)
        .label("Record Type ID")
        .length(18)
        .referenceTo("RecordType", "RecordType")
        .without(Flag.PERMISSIONABLE);
  }

  /** Accounts, contacts and others belong to users alone; the rest also to queues. */
  private static FieldDefinition.Builder owner(String object) {
    var owner =
        field("OwnerId", FieldType.REFERENCE)
            .label("Owner ID")
            .length(18)
            .without(Flag.NILLABLE, Flag.PERMISSIONABLE)
            .with(Flag.DEFAULTED_ON_CREATE);
    return switch (object) {
      case "Account",
          "Asset",
          "Campaign",
          "Contact",
          "Contract",
          "Event",
          "Individual",
          "Opportunity" ->
          owner.referenceTo("Owner", "User");
      default ->
          owner
              .referenceTo("Owner", "Group", "User")
              .with(Flag.POLYMORPHIC_FOREIGN_KEY, Flag.NAME_POINTING);
    };
  }
}
