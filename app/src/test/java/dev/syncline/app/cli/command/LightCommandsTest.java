package dev.syncline.app.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.cli.CommandRun;
import dev.syncline.app.cli.output.Json;
import dev.syncline.app.config.schema.JsonSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands that need neither an org nor a database. */
final class LightCommandsTest {
  private static final String VALID =
      """
      version: 1
      orgs:
        prod:
          loginUrl: https://a.my.salesforce.com
          auth:
            clientCredentials:
              clientId: abc
              clientSecret: ${env:CLIENT_SECRET}
      databases:
        main: { url: embedded }
      mappings:
        contacts: { object: Contact, table: contact, fields: "*" }
        accounts: { object: Account, table: account, fields: "*" }
      """;

  @TempDir private Path folder;

  @Test
  void without_a_command_the_usage_is_wrong() {
    CommandRun run = run();

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).isEqualTo("USAGE: a command is missing → see: syncline --help\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V"})
  void the_version_goes_to_standard_output(String option) {
    CommandRun run = run(option);

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).startsWith("syncline ");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void help_begins_with_examples_and_goes_to_standard_output() {
    CommandRun run = run("--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out().indexOf("Examples:")).isLessThan(run.out().indexOf("Commands:"));
    assertThat(run.err()).isEmpty();
  }

  @Test
  void every_command_has_help_with_examples() {
    for (String name : RootCommand.commandLine(CommandRun.nowhere()).getSubcommands().keySet()) {
      CommandRun run = run(name, "--help");

      assertThat(run.exitCode()).as(name).isZero();
      assertThat(run.out()).as(name).contains("syncline " + name);
      assertThat(run.out()).as(name).containsAnyOf("--output", "--seed");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "validat, did you mean 'validate'?",
    "--confg=x, did you mean '--config'?",
    "frobnicate, see: syncline --help"
  })
  void a_slip_is_told_the_nearest_word(String wrong, String action) {
    CommandRun run = run(wrong);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("USAGE: ").endsWith(" → " + action + "\n");
  }

  @Test
  void wrong_usage_is_json_for_programs() {
    CommandRun run = run("validate", "-o", "json", "--frobnicate");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.error().get("kind").asString()).isEqualTo("Error");
    assertThat(run.error().get("code").asString()).isEqualTo("USAGE");
    assertThat(run.error().get("apiVersion").asString()).isEqualTo("syncline.dev/v1");
  }

  @Test
  void a_valid_configuration_is_counted() throws IOException {
    write(VALID);
    CommandRun run = run(Map.of("CLIENT_SECRET", "s"), "validate");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo("syncline.yaml is valid: 1 org, 1 database, 2 mappings\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void a_secret_that_is_not_there_is_a_warning_that_does_not_make_it_invalid() throws IOException {
    write(VALID);
    CommandRun run = run("validate");

    assertThat(run.exitCode()).isZero();
    assertThat(run.lines().getFirst())
        .isEqualTo(
            "syncline.yaml:8:23  warning: The environment variable CLIENT_SECRET is not set or"
                + " empty  → set it before Syncline starts, for example: export CLIENT_SECRET=…");
  }

  @Test
  void an_invalid_configuration_shows_all_findings_and_ends_with_1() throws IOException {
    write("version: 1\norg: {}\ndatabase: {}\n");
    CommandRun run = run("validate");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.lines())
        .containsExactly(
            "syncline.yaml:2:1  'org' is not a key of the configuration  → did you mean 'orgs'?",
            "syncline.yaml:3:1  'database' is not a key of the configuration"
                + "  → did you mean 'databases'?");
    assertThat(run.err())
        .isEqualTo(
            "CONFIG-INVALID: syncline.yaml has 2 problems → correct them and try again with:"
                + " syncline validate\n");
  }

  @Test
  void findings_for_programs_carry_line_and_column_as_numbers() throws IOException {
    write("version: 1\norg: {}\n");
    CommandRun run = run("-o", "json", "validate");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.json().get("kind").asString()).isEqualTo("Validation");
    assertThat(run.json().get("valid").asBoolean()).isFalse();
    assertThat(run.json().get("findings").get(0).get("line").asInt()).isEqualTo(2);
    assertThat(run.json().get("findings").get(0).get("column").asInt()).isEqualTo(1);
    assertThat(run.json().get("findings").get(0).get("hint").asString())
        .isEqualTo("did you mean 'orgs'?");
  }

  @Test
  void the_configuration_is_named_by_an_option_before_or_behind_the_command() throws IOException {
    Files.writeString(folder.resolve("other.yaml"), "version: 1\n");

    for (CommandRun run :
        new CommandRun[] {
          run("-c", "other.yaml", "validate"), run("validate", "-c", "other.yaml")
        }) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).startsWith("other.yaml is valid");
    }
  }

  @Test
  void text_from_the_file_cannot_move_the_cursor() throws IOException {
    write("version: 1\n\"\\e[31mred\": 1\n");
    CommandRun run = run("validate");

    assertThat(run.out()).contains("'\\x1b[31mred' is not a key").doesNotContain("\u001b");
  }

  @Test
  void the_schema_is_printed_whole() {
    CommandRun run = run("schema");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).isEqualTo(Json.indented(JsonSchema.tree()) + "\n");
  }

  private void write(String yaml) throws IOException {
    Files.writeString(folder.resolve("syncline.yaml"), yaml);
  }

  private CommandRun run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private CommandRun run(Map<String, String> environment, String... arguments) {
    return CommandRun.of(folder, environment, arguments);
  }
}
