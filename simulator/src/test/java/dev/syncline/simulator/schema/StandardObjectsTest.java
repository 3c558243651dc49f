package dev.syncline.simulator.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.schema.FieldDefinition.Flag;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandardObjectsTest {
  private static final Schema SCHEMA = SchemaFiles.standard();

  private static FieldDefinition field(String path) {
    String[] parts = path.split("\\.");
    return SCHEMA.object(parts[0]).orElseThrow().requireField(parts[1]);
  }

  @ParameterizedTest
  @CsvSource({
    "Account, 001",
    "Contact, 003",
    "Lead, 00Q",
    "Opportunity, 006",
    "Task, 00T",
    "User, 005",
    "Organization, 00D",
    "Profile, 00e",
    "UserRole, 00E",
    "Group, 00G",
    "RecordType, 012",
    "PermissionSet, 0PS",
    "Case, 500",
    "Event, 00U",
    "Campaign, 701",
    "CampaignMember, 00v",
    "Product2, 01t",
    "Pricebook2, 01s",
    "PricebookEntry, 01u",
    "OpportunityLineItem, 00k",
    "OpportunityContactRole, 00K",
    "AccountContactRelation, 07k",
    "Asset, 02i",
    "Contract, 800",
    "Order, 801",
    "OrderItem, 802",
    "Individual, 0PK",
    "DandbCompany, 06E",
    "BusinessProcess, 019",
    "UserLicense, 100",
    "PermissionSetLicense, 0PL",
    "QueueRoutingConfig, 0K9"
  })
  void every_standard_object_has_its_own_key_prefix(String name, String prefix) {
    assertThat(SCHEMA.object(name).orElseThrow().keyPrefix()).isEqualTo(prefix);
    assertThat(SCHEMA.objectOfPrefix(prefix).orElseThrow().name()).isEqualTo(name);
  }

  /** Type, length, precision, scale, digits and byte length as real orgs describe them. */
  @ParameterizedTest
  @CsvSource({
    "Account.Id,                id,        18, 0, 0, 0, 18",
    "Account.Name,              string,   255, 0, 0, 0, 765",
    "Account.Type,              picklist,  40, 0, 0, 0, 120",
    "Account.ParentId,          reference, 18, 0, 0, 0, 18",
    "Account.BillingStreet,     textarea, 255, 0, 0, 0, 765",
    "Account.BillingCity,       string,    40, 0, 0, 0, 120",
    "Account.BillingState,      string,    80, 0, 0, 0, 240",
    "Account.BillingPostalCode, string,    20, 0, 0, 0, 60",
    "Account.BillingCountry,    string,    80, 0, 0, 0, 240",
    "Account.BillingLatitude,   double,     0, 18, 15, 0, 0",
    "Account.BillingAddress,    address,    0, 0, 0, 0, 0",
    "Account.AnnualRevenue,     currency,   0, 18, 0, 0, 0",
    "Account.NumberOfEmployees, int,        0, 0, 0, 8, 0",
    "Account.DunsNumber,        string,     9, 0, 0, 0, 27",
    "Account.NaicsDesc,         string,   120, 0, 0, 0, 360",
    "Account.CleanStatus,       picklist,  40, 0, 0, 0, 120",
    "Contact.LastName,          string,    80, 0, 0, 0, 240",
    "Contact.FirstName,         string,    40, 0, 0, 0, 120",
    "Contact.Email,             email,     80, 0, 0, 0, 240",
    "Contact.Birthdate,         date,       0, 0, 0, 0, 0",
    "Contact.Title,             string,   128, 0, 0, 0, 384",
    "Contact.Description,       textarea, 32000, 0, 0, 0, 96000",
    "Opportunity.Name,          string,   120, 0, 0, 0, 360",
    "Opportunity.Amount,        currency,   0, 18, 2, 0, 0",
    "Opportunity.Probability,   percent,    0, 3, 0, 0, 0",
    "Task.Subject,              combobox, 255, 0, 0, 0, 765",
    "User.Username,             string,    80, 0, 0, 0, 240"
  })
  void fields_have_the_sizes_of_real_describes(
      String path, String type, int length, int precision, int scale, int digits, int bytes) {
    FieldDefinition field = field(path);
    assertThat(field.type().wireName()).isEqualTo(type);
    assertThat(
            List.of(
                field.length(),
                field.precision(),
                field.scale(),
                field.digits(),
                field.byteLength()))
        .containsExactly(length, precision, scale, digits, bytes);
  }

  @Test
  void an_address_stands_after_its_eight_components() {
    ObjectDefinition account = SCHEMA.object("Account").orElseThrow();
    int at = account.requireField("BillingAddress").position();
    assertThat(account.fields().subList(at - 8, at))
        .extracting(FieldDefinition::name)
        .containsExactly(
            "BillingStreet",
            "BillingCity",
            "BillingState",
            "BillingPostalCode",
            "BillingCountry",
            "BillingLatitude",
            "BillingLongitude",
            "BillingGeocodeAccuracy");
    assertThat(account.fields().subList(at - 8, at))
        .allMatch(f -> f.compoundFieldName().equals(java.util.Optional.of("BillingAddress")))
        .allMatch(f -> f.is(Flag.CREATEABLE) && f.is(Flag.UPDATEABLE));
    assertThat(field("Account.BillingAddress").is(Flag.UPDATEABLE)).isFalse();
    assertThat(SCHEMA.object("Lead").orElseThrow().field("Street")).isPresent();
  }

  @Test
  void a_persons_name_is_a_read_only_whole_of_updateable_components() {
    FieldDefinition name = field("Contact.Name");
    assertThat(name.isPersonName()).isTrue();
    assertThat(name.isStored()).isFalse();
    assertThat(name.is(Flag.CREATEABLE)).isFalse();
    assertThat(Stream.of("LastName", "FirstName", "Salutation", "MiddleName", "Suffix"))
        .allMatch(part -> field("Contact." + part).compoundFieldName().isPresent());
    assertThat(field("Contact.LastName").is(Flag.NILLABLE)).isFalse();
    assertThat(SCHEMA.object("User").orElseThrow().field("Salutation")).isEmpty();
  }

  @Test
  void required_on_create_is_what_a_real_org_demands() {
    assertThat(required("Account")).containsExactly("Name");
    assertThat(required("Contact")).containsExactly("LastName");
    assertThat(required("Lead")).containsExactly("LastName", "Company");
    assertThat(required("Opportunity")).containsExactly("Name", "StageName", "CloseDate");
    assertThat(required("Task")).isEmpty();
  }

  private static List<String> required(String object) {
    return SCHEMA.object(object).orElseThrow().fields().stream()
        .filter(f -> !f.is(Flag.NILLABLE) && !f.is(Flag.DEFAULTED_ON_CREATE))
        .filter(f -> f.is(Flag.CREATEABLE))
        .map(FieldDefinition::name)
        .toList();
  }

  @Test
  void task_points_to_contacts_and_leads() {
    FieldDefinition who = field("Task.WhoId");
    assertThat(who.referenceTo()).containsExactly("Contact", "Lead");
    assertThat(who.relationshipName()).contains("Who");
    assertThat(who.is(Flag.POLYMORPHIC_FOREIGN_KEY)).isTrue();
    assertThat(who.is(Flag.NAME_POINTING)).isTrue();
    assertThat(field("Account.OwnerId").is(Flag.POLYMORPHIC_FOREIGN_KEY)).isFalse();
    assertThat(field("Lead.OwnerId").referenceTo()).containsExactly("Group", "User");
  }

  @Test
  void an_account_knows_its_children() {
    ObjectDefinition account = SCHEMA.object("Account").orElseThrow();
    assertThat(SCHEMA.childRelationships(account))
        .filteredOn(child -> child.name().isPresent())
        .extracting(child -> child.name().orElse("") + "=" + child.child())
        .containsExactlyInAnyOrder(
            "ChildAccounts=Account",
            "Contacts=Contact",
            "Opportunities=Opportunity",
            "Tasks=Task",
            "Users=User",
            "Cases=Case",
            "Events=Event",
            "AccountContactRelations=AccountContactRelation",
            "Assets=Asset",
            "Contracts=Contract",
            "Orders=Order");
  }

  @Test
  void long_text_can_be_neither_filtered_nor_sorted() {
    FieldDefinition description = field("Account.Description");
    assertThat(description.is(Flag.FILTERABLE)).isFalse();
    assertThat(description.is(Flag.SORTABLE)).isFalse();
    assertThat(description.extraTypeInfo()).contains("plaintextarea");
    assertThat(field("Account.BillingStreet").is(Flag.SORTABLE)).isTrue();
  }

  @Test
  void record_type_ids_appear_only_where_there_are_record_types() {
    assertThat(SCHEMA.object("Account").orElseThrow().field("RecordTypeId")).isEmpty();
  }

  @Test
  void system_fields_cannot_be_written() {
    assertThat(Stream.of("Id", "IsDeleted", "CreatedDate", "SystemModstamp", "LastModifiedById"))
        .allMatch(name -> !field("Contact." + name).is(Flag.CREATEABLE))
        .allMatch(name -> !field("Contact." + name).is(Flag.NILLABLE));
  }

  @Test
  void no_standard_lookup_leads_to_an_object_that_is_not_there() {
    assertThat(
            SCHEMA.objects().stream()
                .flatMap(object -> object.fields().stream())
                .flatMap(field -> field.referenceTo().stream())
                .filter(parent -> SCHEMA.object(parent).isEmpty()))
        .isEmpty();
  }

  @Test
  void those_five_objects_merge_that_the_api_merges() {
    assertThat(
            SCHEMA.objects().stream()
                .filter(object -> object.is(ObjectDefinition.Flag.MERGEABLE))
                .map(ObjectDefinition::name))
        .containsExactlyInAnyOrder("Account", "Contact", "Lead", "Case", "Individual");
  }

  @Test
  void copied_fields_exist_on_both_sides() {
    for (ObjectDefinition object : SCHEMA.objects()) {
      for (CopiedFields.Copy copy : CopiedFields.of(object)) {
        FieldDefinition field = object.requireField(copy.field());
        String parent = object.requireField(copy.reference()).referenceTo().getFirst();
        FieldDefinition source =
            SCHEMA.object(parent).orElseThrow().requireField(copy.parentField());
        assertThat(source.length()).as(object + "." + field).isLessThanOrEqualTo(field.length());
      }
    }
  }
}
