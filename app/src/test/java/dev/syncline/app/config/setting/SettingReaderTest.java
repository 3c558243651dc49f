package dev.syncline.app.config.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingReaderTest {
  @TempDir private Path folder;

  @Test
  void a_literal_is_its_own_text() {
    assertThat(reader().read(new Setting.Literal("app"))).isEqualTo("app");
  }

  @Test
  void a_variable_is_read_when_it_is_needed() {
    assertThat(reader().read(new Setting.Variable("SET"))).isEqualTo("value");
  }

  @Test
  void a_variable_that_is_missing_or_empty_is_named_with_what_to_do() {
    for (String name : new String[] {"NOT_SET", "EMPTY"}) {
      assertThatThrownBy(() -> reader().read(new Setting.Variable(name)))
          .isInstanceOf(SettingException.class)
          .hasMessage(
              "CONFIG-SECRET-MISSING: The environment variable " + name + " is not set or empty");
    }
  }

  @Test
  void a_relative_path_starts_at_the_folder_and_the_last_line_end_is_left_out() throws IOException {
    Files.writeString(folder.resolve("secret"), "s3cret line\n");

    assertThat(reader().read(new Setting.Content("secret"))).isEqualTo("s3cret line");
  }

  @Test
  void a_file_that_is_not_there_empty_or_too_large_is_named() throws IOException {
    Files.createFile(folder.resolve("empty"));
    Files.write(folder.resolve("large"), new byte[SettingReader.MAX_FILE_BYTES + 1]);

    assertThat(message("none")).isEqualTo("There is no file " + folder.resolve("none"));
    assertThat(message("empty")).endsWith("empty has 0 bytes");
    assertThat(message("large")).endsWith("large has 65537 bytes");
  }

  @Test
  void a_file_that_is_no_text_is_told_without_its_content() throws IOException {
    Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThatThrownBy(() -> reader().read(new Setting.Content("binary")))
        .isInstanceOf(SettingException.class)
        .hasMessageEndingWith("cannot be read: MalformedInputException");
  }

  private String message(String file) {
    return reader().check(new Setting.Content(file)).orElseThrow().problem().message();
  }

  private SettingReader reader() {
    return new SettingReader(Map.of("SET", "value", "EMPTY", ""), folder);
  }
}
