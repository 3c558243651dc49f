package dev.syncline.simulator.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.syncline.simulator.schema.FieldDefinition.Flag;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaFilesTest {
  @TempDir private Path directory = Path.of("");

  private Schema load(String... texts) throws IOException {
    var files = new java.util.ArrayList<Path>();
    for (String text : texts) {
      files.add(Files.writeString(directory.resolve("schema" + files.size() + ".yaml"), text));
    }
    return SchemaFiles.load(files);
  }

  private static Schema example() {
    Path root = Path.of(System.getProperty("syncline.root", ".."));
    return SchemaFiles.load(List.of(root.resolve("examples/schema/every-field-type.yaml")));
  }

  @Test
  void the_example_has_a_field_of_every_type_that_a_custom_object_can_have() {
    ObjectDefinition invoice = example().object("Invoice__c").orElseThrow();
    assertThat(invoice.fields())
        .extracting(FieldDefinition::type)
        .contains(
            FieldType.ID,
            FieldType.STRING,
            FieldType.TEXTAREA,
            FieldType.BOOLEAN,
            FieldType.DOUBLE,
            FieldType.CURRENCY,
            FieldType.PERCENT,
            FieldType.DATE,
            FieldType.DATETIME,
            FieldType.TIME,
            FieldType.REFERENCE,
            FieldType.PICKLIST,
            FieldType.MULTIPICKLIST,
            FieldType.EMAIL,
            FieldType.PHONE,
            FieldType.URL,
            FieldType.ENCRYPTEDSTRING,
            FieldType.LOCATION);
  }

  @Test
  void a_custom_object_has_the_system_fields_of_a_real_one() {
    ObjectDefinition invoice = example().object("Invoice__c").orElseThrow();
    assertThat(invoice.fieldNames())
        .startsWith(
            "Id",
            "OwnerId",
            "IsDeleted",
            "Name",
            "RecordTypeId",
            "CreatedDate",
            "CreatedById",
            "LastModifiedDate",
            "LastModifiedById",
            "SystemModstamp",
            "LastActivityDate",
            "LastViewedDate",
            "LastReferencedDate",
            "External_Id__c");
    assertThat(invoice.keyPrefix()).isEqualTo("a00");
    assertThat(invoice.custom()).isTrue();
    FieldDefinition name = invoice.requireField("Name");
    assertThat(name.is(Flag.AUTO_NUMBER)).isTrue();
    assertThat(name.is(Flag.CREATEABLE)).isFalse();
    assertThat(name.is(Flag.ID_LOOKUP)).isTrue();
  }

  @Test
  void a_detail_has_no_owner_and_follows_its_master() {
    ObjectDefinition line = example().object("Invoice_Line__c").orElseThrow();
    assertThat(line.field("OwnerId")).isEmpty();
    FieldDefinition master = line.requireField("Invoice__c");
    assertThat(master.is(Flag.CASCADE_DELETE)).isTrue();
    assertThat(master.is(Flag.NILLABLE)).isFalse();
    assertThat(master.is(Flag.UPDATEABLE)).isFalse();
    assertThat(master.relationshipOrder()).contains(0);
    assertThat(master.relationshipName()).contains("Invoice__r");
    assertThat(master.childRelationshipName()).contains("Lines__r");
  }

  @Test
  void custom_fields_say_what_their_declaration_says() {
    ObjectDefinition invoice = example().object("Invoice__c").orElseThrow();
    FieldDefinition key = invoice.requireField("Case_Key__c");
    assertThat(key.is(Flag.UNIQUE) && key.is(Flag.EXTERNAL_ID)).isTrue();
    assertThat(key.is(Flag.CASE_SENSITIVE) && key.is(Flag.ID_LOOKUP)).isTrue();
    FieldDefinition status = invoice.requireField("Status__c");
    assertThat(status.is(Flag.RESTRICTED_PICKLIST)).isTrue();
    assertThat(status.defaultValue()).contains("Draft");
    assertThat(status.picklistValues())
        .contains(new PicklistValue("Written Off", "Written off", true, false))
        .contains(new PicklistValue("Lost", "Lost", false, false));
    FieldDefinition card = invoice.requireField("Card_Number__c");
    assertThat(card.maskType()).contains("lastFour");
    assertThat(card.mask()).contains("X");
    FieldDefinition gross = invoice.requireField("Gross__c");
    assertThat(gross.formula()).contains("Amount__c * 1.19");
    assertThat(gross.is(Flag.CALCULATED)).isTrue();
    assertThat(gross.isStored()).isFalse();
    assertThat(invoice.requireField("Drop_Point__Latitude__s").compoundFieldName())
        .contains("Drop_Point__c");
    assertThat(invoice.requireField("Reference__c").inlineHelpText()).isPresent();
  }

  @Test
  void a_standard_object_can_be_extended() {
    ObjectDefinition account = example().object("Account").orElseThrow();
    assertThat(account.requireField("Customer_Number__c").is(Flag.EXTERNAL_ID)).isTrue();
    assertThat(account.recordTypes())
        .containsExactly(
            new RecordType("Customer", "Customer", true, true, true),
            new RecordType("Supplier", "Supplier", true, false, true));
    assertThat(account.field("RecordTypeId")).isPresent();
    assertThat(account.requireField("Name").position()).isEqualTo(3);
  }

  @Test
  void files_add_up() throws IOException {
    Schema schema =
        load(
            "objects: {One__c: {fields: {A__c: {type: text}}}}",
            "objects: {One__c: {extend: true, fields: {B__c: {type: number, default: 1.5}}}}");
    ObjectDefinition one = schema.object("one__C").orElseThrow();
    assertThat(one.fieldNames()).endsWith("A__c", "B__c");
    assertThat(one.requireField("B__c").defaultValue()).contains(new BigDecimal("1.5"));
  }

  static Stream<Arguments> brokenFiles() {
    return Stream.of(
        broken("", ": is empty; start it with objects:"),
        broken("objects: [", ":1:11: no YAML: "),
        broken("things: {}", ":1:1: nothing is declared"),
        broken("objects: {}\nmore: 1", ":2:1: key more is not known here; use objects"),
        broken("objects: {Invoice: {}}", ":1:11: the name of a custom object"),
        broken("objects: {A___c: {}}", ":1:11: the name of a custom object"),
        broken("objects: {Account: {label: x}}", ":1:11: object Account exists already"),
        broken("objects: {X__c: {extend: true}}", ":1:11: there is no object X__c to extend"),
        broken("objects: {X__c: {prefix: b00}}", ":1:26: prefix b00 is not one"),
        broken("objects: {X__c: {lable: x}}", ":1:18: key lable is not known here"),
        broken("objects: {X__c: {name: {type: date}}}", ":1:31: a name is no date"),
        broken("objects: {X__c: {flags: [flying]}}", ":1:26: flag flying is not known"),
        broken("objects: {X__c: {recordTypes: [{label: x}]}}", ":1:32: a record type has no name"),
        brokenField("Amount: {type: text}", ":4:7: the name of a custom field"),
        brokenField("A__c: {}", ":4:7: field A__c has no type; add type: one of text, "),
        brokenField("A__c: {type: string}", ":4:20: type string is not known"),
        brokenField("A__c: {type: text, lenght: 9}", ":4:26: key lenght is not known here"),
        brokenField("A__c: {type: text, length: 256}", ":4:34: length: 256 is not in 1 to 255"),
        brokenField("A__c: {type: text, length: many}", ":4:34: length: many is not in 1 to 255"),
        brokenField("A__c: {type: text, unique: yes}", ":4:34: unique: yes is neither true nor"),
        brokenField("A__c: {type: text, label: }", ":4:32: label has no value"),
        brokenField("A__c: {type: number, scale: 9, precision: 3}", ":4:13: scale 9 is more than"),
        brokenField("A__c: {type: checkbox, default: 1}", ":4:39: default 1 is no value of a boo"),
        brokenField("A__c: {type: date, default: today}", ":4:35: default today is no value"),
        brokenField("A__c: {type: picklist}", ":4:13: a picklist has 1 to 1000 values; here are 0"),
        brokenField("A__c: {type: picklist, values: [a, A]}", ":4:42: value A stands twice"),
        brokenField("A__c: {type: multipicklist, values: [a;b]}", ":4:44: a picklist value is"),
        brokenField("A__c: {type: lookup}", ":4:13: a reference names its parent object"),
        brokenField(
            "A__c: {type: lookup, references: Thing__c}", ":4:7: X__c.A__c references Thing"),
        brokenField(
            "A__c: {type: lookup, references: Account, children: Contacts}\n"
                + "      B__c: {type: lookup, references: Account, children: Contacts}",
            ":5:7: child relationship name Contacts__r on Account is taken by X__c.A__c"),
        brokenField(
            "A__c: {type: lookup, references: Account, onDelete: maybe}",
            ":4:59: onDelete maybe is not known"),
        brokenField("A__c: {type: formula, formula: 1}", ":4:7: a formula says what it returns"),
        brokenField("A__c: {type: formula, returns: set}", ":4:38: a formula cannot return set"),
        brokenField(
            "A__c: {type: formula, returns: text}", ":4:13: a formula field has no formula"),
        brokenField("A__c: {type: autonumber, format: A-00}", ":4:40: format A-00 has no place"),
        brokenField("A__c: {type: text, is: [great]}", ":4:31: great is not known here"),
        brokenField("A__c: {type: text, sample: fun}", ":4:34: fun is not known here"),
        brokenField("A__c: {type: text, empty: 101}", ":4:33: empty: 101 is not in 0 to 100"),
        brokenField(
            "A__c: {type: text}\n      A__c: {type: date}", ":5:7: key A__c stands here twice"),
        brokenField("A__c: {type: text}\n      a__c: {type: date}", ":5:7: X__c has a field a__c"),
        brokenField("A__c: [text]", ":4:13: keys with values are expected here"));
  }

  private static Arguments broken(String yaml, String expected) {
    return Arguments.of(yaml, expected);
  }

  private static Arguments brokenField(String field, String expected) {
    return Arguments.of("objects:\n  X__c:\n    fields:\n      " + field + "\n", expected);
  }

  @ParameterizedTest
  @MethodSource("brokenFiles")
  void a_broken_file_is_refused_with_place_reason_and_remedy(String yaml, String expected) {
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> load(yaml))
        .withMessageStartingWith(directory.resolve("schema0.yaml") + expected)
        .satisfies(e -> assertThat(e.problems().getFirst().remedy()).isNotBlank());
  }

  @Test
  void all_problems_of_all_files_are_reported_at_once() {
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(
            () ->
                load(
                    "objects: {X__c: {fields: {A__c: {type: x}, B__c: {type: y}}}}",
                    "objects: {Y: {}}"))
        .satisfies(e -> assertThat(e.problems()).hasSize(3));
  }

  @Test
  void a_missing_file_is_named() {
    Path missing = directory.resolve("missing.yaml");
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> SchemaFiles.load(List.of(missing)))
        .withMessageStartingWith(missing + ": cannot be read (NoSuchFileException)");
  }

  @Test
  void two_objects_with_one_prefix_are_refused() {
    assertThatExceptionOfType(SchemaException.class)
        .isThrownBy(() -> load("objects:\n  X__c: {prefix: a07}\n  Y__c: {prefix: a07}\n"))
        .withMessageContaining(":3:3: prefix a07 belongs to X__c and Y__c");
  }
}
