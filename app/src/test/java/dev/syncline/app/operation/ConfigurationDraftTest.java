package dev.syncline.app.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.config.reading.ConfigReader;
import dev.syncline.model.Field;
import dev.syncline.model.FieldFlags;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConfigurationDraftTest {
  private static final ConfigurationDraft.OrgSection ORG =
      new ConfigurationDraft.OrgSection(
          "prod",
          List.of(
              "loginUrl: https://a.my.salesforce.com",
              "auth:",
              "  refreshToken:",
              "    clientId: abc"));

  @Test
  void every_field_has_its_column_its_type_and_a_word_where_one_needs_thought() {
    String text =
        ConfigurationDraft.text(
            ORG,
            List.of(
                object("Account", field("Id", FieldType.ID)),
                object(
                    "Contact",
                    field("Id", FieldType.ID),
                    text("LastName", 80),
                    reference("AccountId", "Account"),
                    reference("WhatId", "Opportunity", "Case"),
                    flagged("Score__c", FieldType.DOUBLE, Flag.FORMULA),
                    flagged("Key__c", FieldType.STRING, Flag.EXTERNAL_ID),
                    flagged("Card__c", FieldType.ENCRYPTEDSTRING, Flag.ENCRYPTED),
                    field("MailingAddress", FieldType.ADDRESS),
                    field("Body", FieldType.BASE64),
                    field("LastViewedDate", FieldType.DATETIME))));

    assertThat(text.lines().skip(text.lines().toList().indexOf("  contact:")))
        .containsExactly(
            "  contact:",
            "    object: Contact",
            "    table: contact",
            "    create: true  # false: map to the columns of a table that is there",
            "    # where: LastModifiedDate = LAST_N_YEARS:2",
            "    # External ids, by which a record can be found again: Key__c",
            "    fields:",
            "      Id: salesforce_id                   # text of at most 18 characters",
            "      LastName: last_name                 # text of at most 80 characters",
            "      AccountId: account_id               # key of the row in mapping account",
            "      WhatId: what_id                     # Salesforce id of Opportunity or Case",
            "      Score__c: score__c                  # decimal; formula: volatile, it changes"
                + " without the record changing",
            "      Key__c: key__c                      # text of at most 255 characters; external"
                + " id, unique",
            "      Card__c: card__c                    # text of at most 255 characters; encrypted:"
                + " masked unless the user may see it",
            "      # MailingAddress: mailing_address   # its components are listed on their own",
            "      # Body: body                        # base64: values of this type are not"
                + " carried",
            "      # LastViewedDate: last_viewed_date  # differs from user to user, and changes by"
                + " looking");
  }

  @Test
  void the_draft_is_a_valid_configuration() {
    String text =
        ConfigurationDraft.text(
            ORG, List.of(object("Account", field("Id", FieldType.ID), text("Name", 255))));

    assertThat(ConfigReader.parse(text, "draft").findings()).isEmpty();
    assertThat(ConfigReader.parse(text, "draft").config().orElseThrow().mappings())
        .containsOnlyKeys("account");
  }

  @Test
  void fields_that_fold_to_one_column_get_numbers_so_that_the_draft_stays_valid() {
    String text =
        ConfigurationDraft.text(
            ORG,
            List.of(
                object(
                    "Account",
                    field("Id", FieldType.ID),
                    text("FooBar__c", 255),
                    text("Foo_Bar__c", 255))));

    assertThat(text).contains("FooBar__c: foo_bar__c ", "Foo_Bar__c: foo_bar__c_2 ");
    assertThat(ConfigReader.parse(text, "draft").findings()).isEmpty();
  }

  private enum Flag {
    NONE,
    FORMULA,
    EXTERNAL_ID,
    ENCRYPTED
  }

  private static ObjectDescription object(String name, Field... fields) {
    return new ObjectDescription(
        new ObjectName(name),
        name,
        "001",
        true,
        true,
        true,
        true,
        true,
        List.of(fields),
        List.of(),
        List.of());
  }

  private static Field field(String name, FieldType type) {
    return field(name, type, 0, Flag.NONE, List.of());
  }

  private static Field text(String name, int length) {
    return field(name, FieldType.STRING, length, Flag.NONE, List.of());
  }

  private static Field flagged(String name, FieldType type, Flag flag) {
    return field(name, type, 0, flag, List.of());
  }

  private static Field reference(String name, String... targets) {
    List<ObjectName> objects = Arrays.stream(targets).map(ObjectName::new).toList();
    return field(name, FieldType.REFERENCE, 18, Flag.NONE, objects);
  }

  private static Field field(
      String name, FieldType type, int length, Flag flag, List<ObjectName> targets) {
    boolean external = flag == Flag.EXTERNAL_ID;
    var flags =
        new FieldFlags(
            true,
            true,
            true,
            false,
            flag == Flag.FORMULA,
            false,
            false,
            false,
            external,
            external,
            false,
            false,
            flag == Flag.ENCRYPTED);
    return new Field(
        new FieldName(name),
        name,
        type,
        length,
        18,
        2,
        flags,
        targets,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }
}
