package dev.syncline.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.config.reading.ConfigReader;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ComparePlan;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.LaneTiming;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectName;
import dev.syncline.model.Operation;
import dev.syncline.model.OrgName;
import dev.syncline.model.Priority;
import dev.syncline.model.Retries;
import dev.syncline.model.Schedule;
import dev.syncline.model.SyncRules;
import dev.syncline.model.TableName;
import dev.syncline.model.TimeWindow;
import dev.syncline.model.Timing;
import dev.syncline.model.Triggers;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
  void triggers_are_carried_as_said_and_deletions_that_are_not_change_neither_row_nor_link() {
    Mapping mapping =
        mappings(
                "a: { object: Account, table: account, direction: both, fields: '*',"
                    + " triggers: { pull: [create, update], push: [] } }")
            .getFirst();

    assertThat(mapping.rules().scope().triggers())
        .isEqualTo(new Triggers(Set.of(Operation.CREATE, Operation.UPDATE), Set.of()));
    assertThat(mapping.onDelete()).isEqualTo(DeletePolicy.KEEP);
    assertThat(mapping.rules().onRowDelete()).isEqualTo(DeletePolicy.KEEP);
  }

  @Test
  void times_alone_stand_for_when() {
    Timing timing =
        mappings(
                "a: { object: A, table: a, fields: '*', direction: both, pull: every 5m,"
                    + " push: off }")
            .getFirst()
            .rules()
            .timing();

    assertThat(timing.pull().schedule()).isEqualTo(new Schedule.Every(Duration.ofMinutes(5)));
    assertThat(timing.push().schedule()).isEqualTo(new Schedule.Off());
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

  @Test
  void times_windows_limits_and_retries_arrive() {
    Mapping mapping =
        mappings(
                "a: { object: A, table: a, fields: '*', direction: both, changeDate: CreatedDate,"
                    + " priority: high, pull: { when: every 5m, zone: Europe/Berlin, quiet:"
                    + " ['Sat-Mon 08:00-24:00'] }, push: { when: cron 0 2 * * *, limit: 7, retries:"
                    + " { attempts: 9, first: 1s, longest: 1h } }, reread: every 2h }")
            .getFirst();
    ZoneId berlin = ZoneId.of("Europe/Berlin");

    assertThat(mapping.rules().changeDate()).contains(new FieldName("CreatedDate"));
    assertThat(mapping.rules().timing())
        .isEqualTo(
            new Timing(
                new LaneTiming(
                    new Schedule.Every(Duration.ofMinutes(5)),
                    List.of(
                        new TimeWindow(
                            EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                            LocalTime.of(8, 0),
                            LocalTime.MIDNIGHT,
                            berlin)),
                    List.of()),
                new LaneTiming(
                    new Schedule.Cron("0 2 * * *", ZoneId.of("UTC")), List.of(), List.of()),
                Priority.HIGH,
                OptionalLong.of(7),
                new Retries(9, Duration.ofSeconds(1), Duration.ofHours(1)),
                ComparePlan.OFF,
                new LaneTiming(new Schedule.Every(Duration.ofHours(2)), List.of(), List.of())));
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
