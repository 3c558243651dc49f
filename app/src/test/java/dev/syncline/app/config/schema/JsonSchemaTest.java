package dev.syncline.app.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.syncline.app.config.BrokenConfigurations;
import dev.syncline.app.config.BrokenConfigurations.Case;
import dev.syncline.app.config.reading.ConfigReader;
import dev.syncline.app.config.reading.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The schema and the reader accept the same files, as far as a schema can tell. */
final class JsonSchemaTest {
  /** What only the reader can tell: names that nothing bears, doubles, keys that exclude others. */
  private static final Set<String> BEYOND_A_SCHEMA =
      Set.of(
          "version is a fraction",
          "database url with a password inside",
          "database url with user and password before the host",
          "embedded with a username and a password",
          "a mapping names an org that does not exist, near one",
          "a mapping names a database that does not exist, near none",
          "a mapping leaves the org out although there are two",
          "a mapping although there is no org and no database",
          "where begins with WHERE",
          "two fields share a column",
          "a field of a parent both ways",
          "a field of a parent that is computed",
          "a field stands twice in other letters",
          "triggers of a way that the mapping does not go",
          "a filter of rows that wants more than their columns",
          "a field goes another way than its mapping",
          "a cron expression that names no time",
          "a zone that nobody knows",
          "a hook is given too long",
          "a push limit of nothing",
          "pauses that shrink",
          "times of a way that is not gone",
          "a reference to a mapping that does not exist",
          "a reference into another database",
          "references and keepRecordId together",
          "a column of a related row without its table",
          "a column of a related row both ways",
          "a column of a related row as a reference");

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(MAPPER.<JsonNode>valueToTree(JsonSchema.tree()));

  static Stream<Case> readable() {
    return BrokenConfigurations.all().stream().filter(c -> document(c.yaml()).isPresent());
  }

  @ParameterizedTest
  @MethodSource("readable")
  void the_schema_refuses_what_the_reader_refuses(Case broken) {
    List<Error> errors = SCHEMA.validate(document(broken.yaml()).orElseThrow());

    assertThat(errors.isEmpty()).isEqualTo(BEYOND_A_SCHEMA.contains(broken.name()));
  }

  static List<String> accepted() {
    return List.of(
        "version: 1",
        "{ version: 1, x-own: { a: [1] }, orgs: {}, databases: {}, mappings: {} }",
        """
        version: 1
        home: { url: jdbc:postgresql://db/home, username: s, password: "${env:P}" }
        orgs:
          a:
            loginUrl: https://a.my.salesforce.com
            apiVersion: 66.0
            allowHosts: ["localhost:8080"]
            auth: { clientCredentials: { clientId: a, clientSecret: "${env:S}" } }
          b:
            loginUrl: ${env:LOGIN_URL}
            apiVersion: "62.0"
            auth: { jwt: { clientId: a, username: b, privateKey: /run/key.pem } }
          c:
            loginUrl: http://localhost:1
            pubsub: { endpoint: "localhost:2", caCertificate: ca.pem }
            auth: { refreshToken: { clientId: a, refreshToken: "${file:token}" } }
        databases:
          main: { url: embedded }
          other: { url: jdbc:mysql://db/app, username: u, password: "${file:/run/p}" }
        mappings:
          accounts: { org: a, object: Account, database: main, table: account, fields: "*" }
          contacts:
            org: a
            object: Contact
            database: main
            table: crm.contact
            create: true
            where: |
              Email != null
              AND LastName != 'x'
            recordTypes: [One]
            direction: both
            onDelete: keep
            rowKey: id
            fields:
              Email: email
              AccountId: { column: account_id, references: accounts }
              OwnerId: { column: owner, keepRecordId: true, direction: pull }
        """);
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void the_schema_accepts_what_the_reader_accepts(String yaml) {
    assertThat(ConfigReader.parse(yaml, "syncline.yaml").findings())
        .filteredOn(Finding::isError)
        .isEmpty();
    assertThat(SCHEMA.validate(document(yaml).orElseThrow())).isEmpty();
  }

  @Test
  void the_schema_is_a_valid_schema_of_its_draft() {
    Schema draft =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertThat(draft.validate(MAPPER.<JsonNode>valueToTree(JsonSchema.tree()))).isEmpty();
  }

  @Test
  void every_key_has_a_description_for_the_editor() {
    assertThat(undescribed(MAPPER.valueToTree(JsonSchema.tree()))).isEmpty();
  }

  private static List<String> undescribed(JsonNode node) {
    return node.findValues("properties").stream()
        .flatMap(properties -> properties.properties().stream())
        .filter(property -> !property.getValue().has("description"))
        .map(property -> property.getKey())
        .toList();
  }

  private static Optional<JsonNode> document(String yaml) {
    try {
      Object tree = new Load(LoadSettings.builder().build()).loadFromString(yaml);
      return tree == null ? Optional.empty() : Optional.of(MAPPER.valueToTree(tree));
    } catch (YamlEngineException | StackOverflowError | JacksonException _) {
      return Optional.empty();
    }
  }
}
