package dev.syncline.app.roundtrip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import dev.syncline.app.roundtrip.Corpus.Sample;
import dev.syncline.app.wiring.RealTime;
import dev.syncline.jdbc.embedded.EmbeddedPostgres;
import dev.syncline.jdbc.embedded.MariaDbServer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Every value of every type, read back from the databases by plain JDBC, equals what the org holds
 * by plain REST.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValueRoundTripTest {
  private static final String MAPPING =
      """
      version: 1
      home: { url: "%1$s", username: "%2$s", password: "${env:HOME_PASSWORD}" }
      orgs:
        main:
          loginUrl: %3$s
          auth: { clientCredentials: { clientId: "%4$s", clientSecret: "${env:CLIENT_SECRET}" } }
          allowHosts: ["%5$s"]
      databases:
        app: { url: "%6$s", username: "%7$s", password: "${env:APP_PASSWORD}" }
      mappings:
        corpus: { object: Corpus__c, table: corpus, create: true, fields: "*" }
      """;

  private final Path folder;
  private final OrgUnderTest org;
  private final EmbeddedPostgres postgres;
  private final Map<String, Sample> written = new LinkedHashMap<>();
  private final Map<String, JsonNode> held = new LinkedHashMap<>();
  private int databases;

  ValueRoundTripTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    Path schema = Path.of("src/test/resources/roundtrip/corpus-schema.yaml").toAbsolutePath();
    org = OrgUnderTest.start(folder.resolve("org.log"), "--schema", schema.toString());
    postgres =
        EmbeddedPostgres.start(folder.resolve("server"), RealTime.waiter(), RealTime.random());
  }

  @BeforeAll
  void fillTheOrg() throws Exception {
    String parent = org.create("Corpus__c", Map.of("Name", "parent"));
    for (Sample sample : Corpus.samples()) {
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("Name", "sample " + written.size());
      fields.put("Parent__c", parent);
      fields.put(sample.field(), sample.value());
      String id = org.create("Corpus__c", fields);
      written.put(id, sample);
      held.put(id, org.read("Corpus__c", id));
    }
  }

  @AfterAll
  void stop() {
    org.close();
    postgres.close();
  }

  @Test
  void the_corpus_has_at_least_400_values_and_the_org_holds_each() {
    assertThat(written).hasSizeGreaterThanOrEqualTo(400);
    assertThat(written)
        .allSatisfy((id, sample) -> assertThat(record(id).get(sample.field()).isNull()).isFalse());
  }

  @ParameterizedTest
  @CsvSource({"postgresql, bulk", "postgresql, rest", "mariadb, bulk", "mariadb, rest"})
  void every_value_arrives_as_the_org_holds_it(String product, String api) throws Exception {
    boolean mariaDb = product.equals("mariadb");
    String url = mariaDb ? MariaDbServer.shared().freshDatabase() : freshPostgres();
    String user = mariaDb ? MariaDbServer.shared().username() : postgres.access().username();
    String password = mariaDb ? MariaDbServer.shared().password() : postgres.access().password();
    Path file = folder.resolve(product + "-" + api + ".yaml");
    Files.writeString(
        file,
        MAPPING.formatted(
            postgres.access().url(),
            postgres.access().username(),
            org.told("instanceUrl"),
            org.told("clientId"),
            org.host(),
            url,
            user));
    CommandRun run =
        CommandRun.of(
            folder,
            Map.of(
                "HOME_PASSWORD",
                postgres.access().password(),
                "CLIENT_SECRET",
                org.told("clientSecret"),
                "APP_PASSWORD",
                password),
            "refresh",
            "--all",
            "--api",
            api,
            "-c",
            file.toString(),
            "-o",
            "json");
    assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
    assertThat(run.out()).contains("\"method\":\"" + (api.equals("bulk") ? "BULK" : "REST") + "\"");
    try (Connection connection = DriverManager.getConnection(url, user, password)) {
      assertThat(differences(connection)).isEmpty();
    }
  }

  private JsonNode record(String id) {
    return java.util.Objects.requireNonNull(held.get(id));
  }

  private String freshPostgres() throws SQLException {
    String name = "values" + ++databases;
    var access = postgres.access();
    try (Connection connection =
            DriverManager.getConnection(access.url(), access.username(), access.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return access.url().replaceFirst("/[^/]*$", "/" + name);
  }

  /** Every field of every record whose column does not hold what the org holds. */
  private List<String> differences(Connection connection) throws SQLException {
    List<String> differences = new ArrayList<>();
    int seen = 0;
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT c.*, p.salesforce_id AS parent_record"
                    + " FROM corpus c LEFT JOIN corpus p ON p.id = c.parent__c")) {
      while (row.next()) {
        JsonNode record = held.get(row.getString("salesforce_id"));
        if (record == null) {
          continue;
        }
        seen++;
        for (String field : record.propertyNames()) {
          compare(row, record, field, differences);
        }
      }
    }
    if (seen != held.size()) {
      differences.add(seen + " of " + held.size() + " records arrived");
    }
    return differences;
  }

  private static void compare(
      ResultSet row, JsonNode record, String field, List<String> differences) throws SQLException {
    JsonNode value = record.get(field);
    if (field.equals("attributes") || field.equals("Place__c")) {
      return;
    }
    String column = column(field);
    boolean same =
        value.isNull() ? row.getString(column) == null : holds(row, column, field, value);
    if (!same) {
      String there = String.valueOf(row.getString(column));
      differences.add(field + " " + value + " arrived as " + there);
    }
  }

  private static String column(String field) {
    if (field.equals("Id")) {
      return "salesforce_id";
    }
    if (field.equals("Parent__c")) {
      return "parent_record";
    }
    String snake = field.endsWith("__c") ? field : field.replaceAll("([a-z])([A-Z])", "$1_$2");
    return snake.toLowerCase(java.util.Locale.ROOT);
  }

  private static boolean holds(ResultSet row, String column, String field, JsonNode value)
      throws SQLException {
    if (value.isNumber()) {
      BigDecimal there = row.getBigDecimal(column);
      return there != null && there.compareTo(value.decimalValue()) == 0;
    }
    if (value.isBoolean()) {
      return row.getBoolean(column) == value.booleanValue() && row.getString(column) != null;
    }
    String text = value.asString();
    return switch (field) {
      case "Moment__c", "CreatedDate", "LastModifiedDate", "SystemModstamp" ->
          moment(row, column).equals(OffsetDateTime.parse(colon(text)).toInstant());
      case "Clock__c" ->
          LocalTime.parse(text.replace("Z", "")).equals(row.getObject(column, LocalTime.class));
      default -> text.equals(row.getString(column));
    };
  }

  private static Instant moment(ResultSet row, String column) throws SQLException {
    boolean zoned =
        row.getMetaData().getColumnTypeName(row.findColumn(column)).equals("timestamptz");
    return zoned
        ? row.getObject(column, OffsetDateTime.class).toInstant()
        : row.getObject(column, LocalDateTime.class).toInstant(ZoneOffset.UTC);
  }

  /** REST writes the offset as {@code +0000}, Java reads it with a colon. */
  private static String colon(String text) {
    return text.replaceFirst("\\+0000$", "Z");
  }
}
