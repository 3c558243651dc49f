package dev.syncline.app.config.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.app.config.BrokenConfigurations;
import dev.syncline.app.config.BrokenConfigurations.Case;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ConfigReaderTest {
  private static final String FILE = "syncline.yaml";

  @TempDir private Path folder;

  static List<Case> broken() {
    return BrokenConfigurations.all();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void a_broken_configuration_is_told_by_place_reason_and_remedy(Case broken) {
    ConfigReading reading = ConfigReader.parse(broken.yaml(), FILE);

    assertThat(reading.findings())
        .map(Finding::toString)
        .isEqualTo(broken.findings().stream().map(f -> FILE + ":" + f).toList());
    assertThat(reading.config()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("broken")
  void no_finding_repeats_a_secret(Case broken) {
    assertThat(ConfigReader.parse(broken.yaml(), FILE).findings().toString())
        .doesNotContain("hunter2", "MIIEvQ", "1234567", "5Aep");
  }

  @Test
  void the_table_has_at_least_sixty_configurations_with_names_of_their_own() {
    assertThat(broken()).hasSizeGreaterThanOrEqualTo(60);
    assertThat(broken()).map(Case::name).doesNotHaveDuplicates();
  }

  @Test
  void own_keys_are_left_alone_at_every_level() {
    ConfigReading reading =
        ConfigReader.parse(
            """
            version: 1
            x-defaults: &auth { refreshToken: { clientId: a } }
            orgs:
              prod:
                x-owner: the sales team
                loginUrl: https://a.my.salesforce.com
                auth: *auth
            """,
            FILE);

    assertThat(reading.findings()).isEmpty();
    assertThat(reading.config()).isPresent();
  }

  @Test
  void references_are_gathered_with_their_places_and_not_looked_up() {
    ConfigReading reading =
        ConfigReader.parse(
            """
            version: 1
            databases:
              main:
                url: jdbc:postgresql://db/app
                password: ${env:SURELY_NOT_SET_ANYWHERE}
            """,
            FILE);

    assertThat(reading.config()).isPresent();
    assertThat(reading.settings()).map(Object::toString).hasSize(1);
    assertThat(reading.settings().getFirst().place()).hasToString("syncline.yaml:5:15");
  }

  @Test
  void a_file_that_is_not_there_is_a_finding() {
    assertThat(read(folder.resolve("none.yaml")))
        .isEqualTo(
            "none.yaml:1:1  there is no such file  → name it with -c FILE, or write one with:"
                + " syncline init");
  }

  @Test
  void a_file_that_is_not_utf_8_is_a_finding() throws IOException {
    Path file = Files.write(folder.resolve("latin.yaml"), new byte[] {'#', (byte) 0xE4, '\n'});

    assertThat(read(file))
        .isEqualTo("latin.yaml:1:1  the file is not in UTF-8  → save it in UTF-8");
  }

  @Test
  void a_file_beyond_the_bound_is_a_finding() throws IOException {
    Path file = folder.resolve("large.yaml");
    Files.writeString(file, "#".repeat(ConfigReader.MAX_BYTES + 1));

    assertThat(read(file))
        .isEqualTo(
            "large.yaml:1:1  the file is larger than 1048576 bytes  → split what is not"
                + " Syncline's");
  }

  @Test
  void a_folder_is_a_finding() {
    assertThat(read(folder)).contains("the file cannot be read");
  }

  private static String read(Path file) {
    return ConfigReader.read(file, file.getFileName().toString()).findings().getFirst().toString();
  }
}
