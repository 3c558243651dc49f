package dev.syncline.simulator.data;

import dev.syncline.simulator.data.Workspace.Child;
import dev.syncline.simulator.data.WriteResult.Refused;
import dev.syncline.simulator.data.WriteResult.Written;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.PicklistValue;
import dev.syncline.simulator.store.RecordState;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes an account, a contact and an opportunity of a lead. Which fields go where: Salesforce Help,
 * lead conversion mapping. Fields of records that exist already are left as they are.
 */
final class LeadConversion {
  private static final Map<String, String> TO_ACCOUNT =
      Map.ofEntries(
          Map.entry("Company", "Name"),
          Map.entry("Phone", "Phone"),
          Map.entry("Fax", "Fax"),
          Map.entry("Website", "Website"),
          Map.entry("Industry", "Industry"),
          Map.entry("AnnualRevenue", "AnnualRevenue"),
          Map.entry("NumberOfEmployees", "NumberOfEmployees"),
          Map.entry("Rating", "Rating"),
          Map.entry("LeadSource", "AccountSource"));
  private static final List<String> TO_CONTACT =
      List.of(
          "Salutation",
          "FirstName",
          "MiddleName",
          "LastName",
          "Suffix",
          "Title",
          "Email",
          "Phone",
          "MobilePhone",
          "Fax",
          "LeadSource",
          "Description",
          "HasOptedOutOfEmail",
          "HasOptedOutOfFax",
          "DoNotCall");
  private static final List<String> ADDRESS =
      List.of("Street", "City", "State", "PostalCode", "Country");

  private static final Set<String> ACTIVITIES = Set.of("Task", "Event");

  private final Workspace space;
  private final OpenTransaction transaction;
  private final LeadConvert order;

  LeadConversion(Workspace space, OpenTransaction transaction, LeadConvert order) {
    this.space = space;
    this.transaction = transaction;
    this.order = order;
  }

  private ObjectDefinition object(String name) {
    return space.view().schema().object(name).orElseThrow();
  }

  LeadConvertResult convert() {
    var result = new LeadConvertResult[1];
    WriteResult outcome =
        space.onRecord(
            object("Lead"),
            order.leadId(),
            (key, row) -> {
              if (row.isDeleted()) {
                return Workspace.refused("ENTITY_IS_DELETED", "entity is deleted");
              }
              if (isConverted(object("Lead"), row)) {
                return converted();
              }
              if (!isConvertedStatus(order.convertedStatus())) {
                return Workspace.refused(
                    "INVALID_STATUS", "invalid convertedStatus: " + order.convertedStatus());
              }
              result[0] = convert(row);
              return new Written(row.id(), false);
            });
    return outcome instanceof Refused(List<RecordError> errors)
        ? new LeadConvertResult.Refused(errors)
        : result[0];
  }

  /** Whether a record is a lead that was converted, which nobody may change any more. */
  static boolean isConverted(ObjectDefinition object, Row row) {
    return object.name().equals("Lead")
        && object.field("IsConverted").map(row::value).filter(Boolean.TRUE::equals).isPresent();
  }

  /** What a change of a converted lead is told. */
  static WriteResult converted() {
    return Workspace.refused("CANNOT_UPDATE_CONVERTED_LEAD", "cannot reference converted lead");
  }

  /** The status says so by its name; where none does, any will do. */
  private boolean isConvertedStatus(String status) {
    List<String> active =
        object("Lead").requireField("Status").picklistValues().stream()
            .filter(PicklistValue::active)
            .map(PicklistValue::value)
            .toList();
    List<String> named =
        active.stream()
            .filter(v -> v.contains("Converted") && !v.contains("Not Converted"))
            .toList();
    return (named.isEmpty() ? active : named).contains(status);
  }

  private LeadConvertResult convert(Row lead) {
    WriteResult account = account(lead);
    if (!(account instanceof Written(String accountId, boolean _))) {
      return refused(account);
    }
    WriteResult contact = contact(lead, accountId);
    if (!(contact instanceof Written(String contactId, boolean _))) {
      return refused(contact);
    }
    Optional<String> opportunityId = Optional.empty();
    if (order.withOpportunity()) {
      WriteResult opportunity = opportunity(lead, accountId);
      if (!(opportunity instanceof Written(String id, boolean _))) {
        return refused(opportunity);
      }
      opportunityId = Optional.of(id);
    }
    moveChildren(lead, contactId);
    close(lead, accountId, contactId, opportunityId.orElse(null));
    return new LeadConvertResult.Converted(lead.id(), accountId, contactId, opportunityId);
  }

  private static LeadConvertResult refused(WriteResult result) {
    return new LeadConvertResult.Refused(
        result instanceof Refused(List<RecordError> errors) ? errors : List.of());
  }

  private WriteResult account(Row lead) {
    if (order.accountId() != null) {
      return existing("Account", order.accountId());
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    TO_ACCOUNT.forEach((from, to) -> values.put(to, value(lead, from)));
    ADDRESS.forEach(part -> values.put("Billing" + part, value(lead, part)));
    return insert("Account", lead, values);
  }

  private WriteResult contact(Row lead, String accountId) {
    if (order.contactId() != null) {
      WriteResult found = existing("Contact", order.contactId());
      return found instanceof Written(String id, boolean _) ? joined(id, accountId) : found;
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    TO_CONTACT.forEach(field -> values.put(field, value(lead, field)));
    ADDRESS.forEach(part -> values.put("Mailing" + part, value(lead, part)));
    values.put("AccountId", accountId);
    return insert("Contact", lead, values);
  }

  private WriteResult joined(String contactId, String accountId) {
    ObjectDefinition contacts = object("Contact");
    FieldDefinition account = contacts.requireField("AccountId");
    Object now = space.view().find(contacts, contactId).map(row -> row.value(account)).orElse(null);
    if (now == null) {
      return transaction.updateInside(
          contacts, contactId, FieldValues.values().set(account, accountId).build());
    }
    return now.equals(accountId)
        ? new Written(contactId, false)
        : Workspace.refused(
            "INVALID_CROSS_REFERENCE_KEY", "the contact does not belong to the account");
  }

  private WriteResult opportunity(Row lead, String accountId) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Object name = order.opportunityName();
    values.put("Name", name == null ? value(lead, "Company") + "-" : name);
    values.put("AccountId", accountId);
    values.put("LeadSource", value(lead, "LeadSource"));
    values.put(
        "StageName",
        object("Opportunity").requireField("StageName").picklistValues().getFirst().value());
    LocalDate today = LocalDate.ofInstant(space.stamp(), ZoneOffset.UTC);
    values.put(
        "CloseDate",
        today
            .with(IsoFields.DAY_OF_QUARTER, 1)
            .plusMonths(2)
            .with(TemporalAdjusters.lastDayOfMonth()));
    return insert("Opportunity", lead, values);
  }

  private static @Nullable Object value(Row lead, ObjectDefinition leads, String field) {
    return leads.field(field).map(lead::value).orElse(null);
  }

  private @Nullable Object value(Row lead, String field) {
    return value(lead, object("Lead"), field);
  }

  private WriteResult existing(String name, String id) {
    return space.onRecord(
        object(name),
        id,
        (key, row) ->
            row.isDeleted()
                ? Workspace.refused("ENTITY_IS_DELETED", "entity is deleted")
                : new Written(row.id(), false));
  }

  private WriteResult insert(String name, Row lead, Map<String, @Nullable Object> values) {
    ObjectDefinition object = object(name);
    var fields = FieldValues.values();
    values.forEach(
        (field, value) -> {
          if (value != null) {
            object.field(field).ifPresent(found -> fields.set(found, value));
          }
        });
    owner(lead).ifPresent(id -> fields.set(object.requireField("OwnerId"), id));
    return transaction.insertInside(object, fields.build());
  }

  /** Accounts, contacts and opportunities belong to users, not to queues. */
  private Optional<String> owner(Row lead) {
    Object owner = order.ownerId() != null ? order.ownerId() : value(lead, "OwnerId");
    return Optional.ofNullable(owner)
        .map(Object::toString)
        .filter(id -> id.startsWith(object("User").keyPrefix()));
  }

  /** Tasks and events go to the contact; campaign members know it beside the lead. */
  private void moveChildren(Row lead, String contactId) {
    for (Child child : space.children(object("Lead"), lead)) {
      if (isMember(child) && !child.row().isDeleted()) {
        FieldDefinition contact = child.object().requireField("ContactId");
        space.changeBySystem(child.object(), child.row(), Map.of(contact, contactId));
      }
      if (ACTIVITIES.contains(child.object().name()) && !child.row().isDeleted()) {
        space.changeBySystem(
            child.object(), child.row(), Map.of(child.relationship().field(), contactId));
      }
    }
  }

  private static boolean isMember(Child child) {
    return child.object().name().equals("CampaignMember")
        && child.relationship().field().name().equals("LeadId");
  }

  private void close(Row lead, String accountId, String contactId, @Nullable String opportunityId) {
    ObjectDefinition leads = object("Lead");
    RecordDraft draft = Workspace.draft(leads, lead);
    draft.set("IsConverted", true);
    draft.set("ConvertedDate", LocalDate.ofInstant(space.stamp(), ZoneOffset.UTC));
    draft.set("ConvertedAccountId", accountId);
    draft.set("ConvertedContactId", contactId);
    draft.set("ConvertedOpportunityId", opportunityId);
    draft.set("Status", order.convertedStatus());
    draft.set("IsUnreadByOwner", false);
    space.system().touch(draft, lead);
    space.put(space.key(leads, lead), lead.id(), RecordState.LIVE, draft);
  }
}
