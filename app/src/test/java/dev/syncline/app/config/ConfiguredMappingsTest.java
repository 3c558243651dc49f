package dev.syncline.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.config.reading.ConfigReader;
import dev.syncline.model.ColumnName;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import dev.syncline.model.SyncRules;
import dev.syncline.model.TableName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConfiguredMappingsTest {
  @Test
  void a_mapping_takes_the_only_org_and_the_only_database() {
    assertThat(mappings("contacts: { object: Contact, table: contact, fields: '*' }"))
        .containsExactly(
            new Mapping(
                new MappingName("contacts"),
                new OrgName("prod"),
                new ObjectName("Contact"),
                new DatabaseName("main"),
                new TableName(Optional.empty(), "contact"),
                false,
                Optional.empty(),
                List.of(),
                true,
                List.of(),
                Direction.PULL,
                DeletePolicy.DELETE,
                Optional.empty(),
                SyncRules.STANDARD));
  }

  @Test
  void everything_said_arrives_and_fields_go_the_way_of_their_mapping() {
    assertThat(
            mappings(
                "a: { object: Account, table: account, fields: '*' }\n"
                    + "  b: { object: Contact, table: crm.contact, create: true, where: 'Email !="
                    + " null', recordTypes: [One], onDelete: keep, rowKey: key, direction: both,"
                    + " fields: { Email: mail, AccountId: { references: a, direction: pull },"
                    + " OwnerId: { keepRecordId: true } } }"))
        .last()
        .isEqualTo(
            new Mapping(
                new MappingName("b"),
                new OrgName("prod"),
                new ObjectName("Contact"),
                new DatabaseName("main"),
                new TableName(Optional.of("crm"), "contact"),
                true,
                Optional.of("Email != null"),
                List.of("One"),
                false,
                List.of(
                    new FieldMapping(
                        new FieldName("Email"),
                        Optional.of(new ColumnName("mail")),
                        Direction.BOTH,
                        Optional.empty(),
                        false,
                        Optional.empty()),
                    new FieldMapping(
                        new FieldName("AccountId"),
                        Optional.empty(),
                        Direction.PULL,
                        Optional.of(new MappingName("a")),
                        false,
                        Optional.empty()),
                    new FieldMapping(
                        new FieldName("OwnerId"),
                        Optional.empty(),
                        Direction.BOTH,
                        Optional.empty(),
                        true,
                        Optional.empty())),
                Direction.BOTH,
                DeletePolicy.KEEP,
                Optional.of(new ColumnName("key")),
                SyncRules.STANDARD));
  }

  private static List<Mapping> mappings(String yaml) {
    String text =
        "version: 1\n"
            + "orgs: { prod: { loginUrl: 'https://a.my.salesforce.com', auth: { refreshToken: {"
            + " clientId: a } } } }\n"
            + "databases: { main: { url: embedded } }\n"
            + "mappings:\n  "
            + yaml
            + "\n";
    return ConfiguredMappings.of(ConfigReader.parse(text, "test").config().orElseThrow());
  }
}
