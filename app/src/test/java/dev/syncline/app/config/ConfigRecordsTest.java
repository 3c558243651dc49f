package dev.syncline.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.config.reading.ConfigReader;
import dev.syncline.app.config.reading.ConfigReading;
import dev.syncline.app.config.reading.Finding;
import dev.syncline.app.config.setting.Setting;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.DeleteConflict;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.KeyUse;
import dev.syncline.model.Priority;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every record of the configuration twice: with all left out that may be, and with all said. */
final class ConfigRecordsTest {
  private static final String ORG =
      "orgs: { prod: { loginUrl: https://a.my.salesforce.com, auth: { refreshToken: { clientId: a }"
          + " } } }\n";
  private static final String DATABASE = "databases: { main: { url: embedded } }\n";

  private static final TriggersConfig PUSHES_NOTHING =
      new TriggersConfig(Optional.empty(), Optional.of(List.of()));

  @Test
  void syncline_config_defaults() {
    assertThat(config(""))
        .isEqualTo(
            new SynclineConfig(
                1, Optional.empty(), Optional.empty(), Map.of(), Map.of(), Map.of()));
  }

  @Test
  void syncline_config_explicit() {
    SynclineConfig config =
        config(
            "home: { url: 'jdbc:postgresql://db/s' }\n"
                + ORG
                + DATABASE
                + "mappings: { contacts: { object: Contact, table: contact, fields: '*' } }\n");

    assertThat(config.home()).isPresent();
    assertThat(config.orgs()).containsOnlyKeys("prod");
    assertThat(config.databases()).containsOnlyKeys("main");
    assertThat(config.mappings()).containsOnlyKeys("contacts");
  }

  @Test
  void api_defaults() {
    assertThat(config("api: { token: '${env:TOKEN}' }\n").api())
        .contains(new ApiConfig("127.0.0.1:8710", new Setting.Variable("TOKEN")));
  }

  @Test
  void api_explicit() {
    ApiConfig api =
        config("api: { listen: '[::1]:9000', token: '${file:t}' }\n").api().orElseThrow();

    assertThat(api).isEqualTo(new ApiConfig("[::1]:9000", new Setting.Content("t")));
    assertThat(api.host()).isEqualTo("::1");
    assertThat(api.port()).isEqualTo(9000);
  }

  @Test
  void home_defaults() {
    assertThat(config("home: { url: 'jdbc:postgresql://db/s' }\n").home())
        .contains(
            new HomeConfig(
                new Setting.Literal("jdbc:postgresql://db/s"), Optional.empty(), Optional.empty()));
  }

  @Test
  void home_explicit() {
    assertThat(
            config("home: { url: '${env:URL}', username: s, password: '${file:/run/p}' }\n").home())
        .contains(
            new HomeConfig(
                new Setting.Variable("URL"),
                Optional.of(new Setting.Literal("s")),
                Optional.of(new Setting.Content("/run/p"))));
  }

  @Test
  void org_defaults() {
    assertThat(
            org("loginUrl: https://a.my.salesforce.com, auth: { refreshToken: { clientId: a } }"))
        .isEqualTo(
            new OrgConfig(
                new Setting.Literal("https://a.my.salesforce.com"),
                new AuthConfig.RefreshToken(
                    new Setting.Literal("a"), Optional.empty(), Optional.empty()),
                "68.0",
                Optional.empty(),
                List.of(),
                Optional.empty()));
  }

  @Test
  void org_explicit() {
    assertThat(
            org(
                "loginUrl: 'http://localhost:8080', auth: { refreshToken: { clientId: a } },"
                    + " apiVersion: 62, pubsub: {}, allowHosts: ['localhost:8080', proxy],"
                    + " budget: { reserve: 35% }"))
        .isEqualTo(
            new OrgConfig(
                new Setting.Literal("http://localhost:8080"),
                new AuthConfig.RefreshToken(
                    new Setting.Literal("a"), Optional.empty(), Optional.empty()),
                "62.0",
                Optional.of(new PubsubConfig("api.pubsub.salesforce.com:7443", Optional.empty())),
                List.of("localhost:8080", "proxy"),
                Optional.of(new BudgetConfig("35%"))));
  }

  @Test
  void client_credentials_explicit() {
    assertThat(auth("clientCredentials: { clientId: a, clientSecret: '${env:S}' }"))
        .isEqualTo(
            new AuthConfig.ClientCredentials(new Setting.Literal("a"), new Setting.Variable("S")));
  }

  @Test
  void jwt_explicit_and_a_plain_key_is_a_path() {
    assertThat(auth("jwt: { clientId: '${env:ID}', username: u@example.com, privateKey: key.pem }"))
        .isEqualTo(
            new AuthConfig.Jwt(
                new Setting.Variable("ID"),
                new Setting.Literal("u@example.com"),
                new Setting.Content("key.pem")));
  }

  @Test
  void refresh_token_defaults() {
    assertThat(auth("refreshToken: { clientId: a }"))
        .isEqualTo(
            new AuthConfig.RefreshToken(
                new Setting.Literal("a"), Optional.empty(), Optional.empty()));
  }

  @Test
  void refresh_token_explicit() {
    assertThat(
            auth(
                "refreshToken: { clientId: a, clientSecret: '${env:S}', refreshToken: '${env:T}'"
                    + " }"))
        .isEqualTo(
            new AuthConfig.RefreshToken(
                new Setting.Literal("a"),
                Optional.of(new Setting.Variable("S")),
                Optional.of(new Setting.Variable("T"))));
  }

  @Test
  void pubsub_explicit() {
    OrgConfig org =
        org(
            "loginUrl: https://a.my.salesforce.com, auth: { refreshToken: { clientId: a } },"
                + " pubsub: { endpoint: 'localhost:7011', caCertificate: ca.pem }");

    assertThat(org.pubsub())
        .contains(new PubsubConfig("localhost:7011", Optional.of(new Setting.Content("ca.pem"))));
  }

  @Test
  void database_defaults() {
    DatabaseConfig database = config(DATABASE).databases().getOrDefault("main", none());

    assertThat(database.embedded()).isTrue();
    assertThat(database.username()).isEmpty();
    assertThat(database.password()).isEmpty();
  }

  @Test
  void database_explicit() {
    DatabaseConfig database =
        config(
                "databases: { main: { url: 'jdbc:mariadb://db/app', username: '${env:U}', password:"
                    + " '${env:P}' } }\n")
            .databases()
            .getOrDefault("main", none());

    assertThat(database)
        .isEqualTo(
            new DatabaseConfig(
                new Setting.Literal("jdbc:mariadb://db/app"),
                Optional.of(new Setting.Variable("U")),
                Optional.of(new Setting.Variable("P"))));
    assertThat(database.embedded()).isFalse();
  }

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
                Optional.empty(),
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
                + " compare: {}");

    assertThat(config.compare())
        .contains(new CompareConfig("off", "UTC", List.of(), List.of(), false));
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
  void budget_defaults() {
    assertThat(
            org("loginUrl: 'http://localhost:8080', auth: { refreshToken: { clientId: a } },"
                    + " budget: {}")
                .budget())
        .contains(new BudgetConfig("20%"));
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
                    + " 500, retries: { attempts: 9, first: 1s, longest: 1h } }, compare: { when: every 1d, quiet:"
                    + " ['08:00-18:00'], repair: true }"))
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
                Optional.of(PUSHES_NOTHING),
                Optional.of(
                    new PullConfig(
                        "cron 0 2 * * *",
                        "Europe/Berlin",
                        List.of("08:00-18:00"),
                        List.of("Mon-Fri 20:00-06:00"))),
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

  private static SynclineConfig config(String yaml) {
    ConfigReading reading = ConfigReader.parse("version: 1\n" + yaml, "syncline.yaml");
    assertThat(reading.findings()).filteredOn(Finding::isError).isEmpty();
    return reading.config().orElseThrow();
  }

  private static OrgConfig org(String keys) {
    return config("orgs: { prod: { " + keys + " } }\n").orgs().values().iterator().next();
  }

  private static AuthConfig auth(String keys) {
    return org("loginUrl: https://a.my.salesforce.com, auth: { " + keys + " }").auth();
  }

  private static MappingConfig mapping(String keys) {
    return config(ORG + DATABASE + "mappings: { contacts: { " + keys + " } }\n")
        .mappings()
        .values()
        .iterator()
        .next();
  }

  private static DatabaseConfig none() {
    return new DatabaseConfig(new Setting.Literal("none"), Optional.empty(), Optional.empty());
  }
}
