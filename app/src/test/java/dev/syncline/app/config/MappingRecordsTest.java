package dev.syncline.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.config.setting.Setting;
import dev.syncline.engine.hook.OnFailure;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.DeleteConflict;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.DriftPolicy;
import dev.syncline.model.KeyUse;
import dev.syncline.model.Priority;
import dev.syncline.plugin.HookPoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The records of mappings, as they are read. */
final class MappingRecordsTest {
  private static final String ORG =
      "orgs: { prod: { loginUrl: https://a.my.salesforce.com, auth: { refreshToken: { clientId: a }"
          + " } } }\n";
  private static final PullConfig PULL =
      new PullConfig(
          "cron 0 2 * * *",
          "Europe/Berlin",
          List.of("08:00-18:00"),
          List.of("Mon-Fri 20:00-06:00"));

  private static final String DATABASE = "databases: { main: { url: embedded } }\n";

  private static final String WRITTEN_HOOKS =
      "[{plugin: tidy}, {webhook: {url: 'https://hooks.example.com/x', secret: '${env:SECRET}',"
          + " points: [push_allowed, pull_row], timeout: 3s, onFailure: park}}]";

  private static final List<HookConfig> HOOKS =
      List.of(
          new HookConfig.Plugin("tidy", Map.of(), "10s", OnFailure.RETRY),
          new HookConfig.Webhook(
              new Setting.Literal("https://hooks.example.com/x"),
              new Setting.Variable("SECRET"),
              List.of(HookPoint.PUSH_ALLOWED, HookPoint.PULL_ROW),
              "3s",
              OnFailure.PARK));

  private static final TriggersConfig PUSHES_NOTHING =
      new TriggersConfig(Optional.empty(), Optional.of(List.of()));

  @Test
  void mapping_defaults() {
    assertThat(mapping("object: Contact, table: contact, fields: '*'"))
        .isEqualTo(
            new MappingConfig(
                Optional.empty(),
                "Contact",
                Optional.empty(),
                "contact",
                false,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                DeletePolicy.KEEP,
                new FieldsConfig.All(),
                Map.of(),
                Direction.PULL,
                DeletePolicy.DELETE,
                Optional.empty(),
                Optional.empty(),
                KeyUse.UNLINKED,
                ConflictPolicy.SALESFORCE,
                DeleteConflict.DELETE,
                DeletePolicy.DELETE,
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DriftPolicy.APPLY,
                Optional.empty(),
                Optional.empty(),
                Priority.NORMAL,
                0));
  }

  @Test
  void pull_defaults_and_push_defaults() {
    MappingConfig config =
        mapping(
            "object: A, table: a, fields: '*', direction: both, pull: {}, push: {retries: {}},"
                + " compare: {}, reread: {}");

    assertThat(config.compare())
        .contains(new CompareConfig("off", "UTC", List.of(), List.of(), false));
    assertThat(config.reread()).contains(new RereadConfig("every 1d", "UTC", List.of(), List.of()));
    assertThat(config.pull()).contains(new PullConfig("live", "UTC", List.of(), List.of()));
    assertThat(config.push())
        .contains(
            new PushConfig(
                "live",
                "UTC",
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.of(new RetriesConfig(5, "2s", "10m"))));
  }

  @Test
  void mapping_explicit() {
    assertThat(
            mapping(
                "org: prod, object: Order__c, database: main, table: shop.order, create: true,"
                    + " where: 'Total__c > 0', recordTypes: [Web, Shop], rows: 'total > 0', draft:"
                    + " is_draft, onLeave: delete, keyUse: always, weight: 7, triggers: { push: []"
                    + " }, fields: { Name: name }, direction: both, onDelete: unlink, rowKey:"
                    + " number, key: Number__c, conflict: newest, deleteConflict: park,"
                    + " onRowDelete: keep, changeDate: LastModifiedDate, match: [{Email: email}],"
                    + " priority: low, pull: { when: cron 0 2 * * *, zone: Europe/Berlin, quiet:"
                    + " ['08:00-18:00'], within: ['Mon-Fri 20:00-06:00'] }, push: { when: every 5m,"
                    + " zone: Asia/Tokyo, quiet: ['08:00-18:00'], within: ['20:00-24:00'], limit:"
                    + " 500, retries: { attempts: 9, first: 1s, longest: 1h } }, compare: { when:"
                    + " every 1d, quiet: ['08:00-18:00'], repair: true }, drift: ask,"
                    + " reread: { when: off, within: ['20:00-24:00'] },"
                    + " guard: {deletes: 5%, nulls: off, atLeast: 50}, history: 7d, hooks: "
                    + WRITTEN_HOOKS))
        .isEqualTo(
            new MappingConfig(
                Optional.of("prod"),
                "Order__c",
                Optional.of("main"),
                "shop.order",
                true,
                Optional.of("Total__c > 0"),
                List.of("Web", "Shop"),
                Optional.of("total > 0"),
                Optional.of("is_draft"),
                DeletePolicy.DELETE,
                new FieldsConfig.Listed(
                    Map.of(
                        "Name",
                        FieldConfigs.of(
                            Optional.of("name"),
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            Optional.empty()))),
                Map.of(),
                Direction.BOTH,
                DeletePolicy.UNLINK,
                Optional.of("number"),
                Optional.of("Number__c"),
                KeyUse.ALWAYS,
                ConflictPolicy.NEWEST,
                DeleteConflict.PARK,
                DeletePolicy.KEEP,
                Optional.of("LastModifiedDate"),
                List.of(Map.of("Email", "email")),
                HOOKS,
                Optional.of(PUSHES_NOTHING),
                Optional.of(PULL),
                Optional.of(
                    new PushConfig(
                        "every 5m",
                        "Asia/Tokyo",
                        List.of("08:00-18:00"),
                        List.of("20:00-24:00"),
                        Optional.of(500),
                        Optional.of(new RetriesConfig(9, "1s", "1h")))),
                Optional.of(
                    new CompareConfig("every 1d", "UTC", List.of("08:00-18:00"), List.of(), true)),
                Optional.of(new RereadConfig("off", "UTC", List.of(), List.of("20:00-24:00"))),
                DriftPolicy.ASK,
                Optional.of(new GuardConfig("5%", "off", 50)),
                Optional.of(new HistoryConfig("7d")),
                Priority.LOW,
                7));
  }

  @Test
  void field_defaults_and_explicit() {
    MappingConfig mapping =
        mapping(
            "object: Contact, table: contact, direction: both, fields: { Name: {}, Email: { column:"
                + " mail, direction: push }, AccountId: { references: contacts }, OwnerId: {"
                + " keepRecordId: true } }");

    assertThat(mapping.fields())
        .isEqualTo(
            new FieldsConfig.Listed(
                Map.of(
                    "Name",
                    FieldConfigs.of(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty()),
                    "Email",
                    FieldConfigs.of(
                        Optional.of("mail"),
                        Optional.of(Direction.PUSH),
                        Optional.empty(),
                        false,
                        Optional.empty()),
                    "AccountId",
                    FieldConfigs.of(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("contacts"),
                        false,
                        Optional.empty()),
                    "OwnerId",
                    FieldConfigs.of(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        Optional.empty()))));
  }

  @Test
  void members_keep_the_order_of_the_file() {
    MappingConfig mapping =
        mapping("object: Contact, table: contact, fields: { B: b, A: a, D: d, C: c }");

    assertThat(mapping.fields())
        .isInstanceOfSatisfying(
            FieldsConfig.Listed.class,
            listed -> assertThat(listed.fields().keySet()).containsExactly("B", "A", "D", "C"));
  }

  private static MappingConfig mapping(String keys) {
    return ConfigRecordsTest.config(ORG + DATABASE + "mappings: { contacts: { " + keys + " } }\n")
        .mappings()
        .values()
        .iterator()
        .next();
  }
}
