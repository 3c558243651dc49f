package dev.syncline.app.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.app.config.reading.ConfigReader;
import dev.syncline.app.config.reading.ConfigReading;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoFilesTest {
  private static final SimulatedOrg ORG =
      new SimulatedOrg(URI.create("http://localhost:12345"), "client", "s3cret", "token");

  @TempDir private Path folder;

  @Test
  void the_configuration_is_valid_and_does_not_hold_the_secret() throws IOException {
    DemoFiles files = files();
    files.write(ORG);
    files.write(ORG);

    ConfigReading reading = ConfigReader.read(files.configuration(), "demo.yaml");
    assertThat(reading.findings()).isEmpty();
    assertThat(reading.config().orElseThrow().mappings()).containsOnlyKeys("accounts", "contacts");
    assertThat(Files.readString(files.configuration())).doesNotContain("s3cret");
    assertThat(Files.readString(folder.resolve("data/demo-client-secret"))).isEqualTo("s3cret");
  }

  @Test
  void secrets_are_for_their_owner_only() throws IOException {
    DemoFiles files = files();
    files.write(ORG);
    files.writePassword("localhost", 5432, "syncline", "a:b\\c");

    assertThat(Files.readString(files.passwords()))
        .isEqualTo("localhost:5432:*:syncline:a\\:b\\\\c\n");
    for (Path file : new Path[] {files.passwords(), folder.resolve("data/demo-client-secret")}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void a_folder_that_cannot_be_made_is_told() throws IOException {
    Files.createFile(folder.resolve("data"));

    assertThatThrownBy(() -> new DemoFiles(folder.resolve("data")).prepare())
        .isInstanceOf(DemoException.class)
        .hasMessageContaining("there is a file in its place");
  }

  private DemoFiles files() {
    var files = new DemoFiles(folder.resolve("data"));
    files.prepare();
    return files;
  }
}
