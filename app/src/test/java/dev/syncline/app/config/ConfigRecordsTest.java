package dev.syncline.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.config.reading.ConfigReader;
import dev.syncline.app.config.reading.ConfigReading;
import dev.syncline.app.config.reading.Finding;
import dev.syncline.app.config.setting.Setting;
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
                Optional.empty(),
                List.of(),
                Optional.empty()));
  }

  @Test
  void org_explicit() {
    assertThat(
            org(
                "loginUrl: 'http://localhost:8080', auth: { refreshToken: { clientId: a } },"
                    + " apiVersion: 62, pubsub: {}, events: { channels: [/data/Billing__chn], poll:"
                    + " 10m }, allowHosts: ['localhost:8080', proxy], budget: { reserve: 35% }"))
        .isEqualTo(
            new OrgConfig(
                new Setting.Literal("http://localhost:8080"),
                new AuthConfig.RefreshToken(
                    new Setting.Literal("a"), Optional.empty(), Optional.empty()),
                "62.0",
                Optional.of(new PubsubConfig("api.pubsub.salesforce.com:7443", Optional.empty())),
                Optional.of(new EventsConfig(List.of("/data/Billing__chn"), "10m")),
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
  void budget_defaults() {
    assertThat(
            org("loginUrl: 'http://localhost:8080', auth: { refreshToken: { clientId: a } },"
                    + " budget: {}")
                .budget())
        .contains(new BudgetConfig("20%"));
  }

  static SynclineConfig config(String yaml) {
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

  private static DatabaseConfig none() {
    return new DatabaseConfig(new Setting.Literal("none"), Optional.empty(), Optional.empty());
  }
}
