package dev.syncline.app.config.setting;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Looks up what settings refer to, at the moment when it is needed.
 *
 * @param environment the variables of the process
 * @param folder where relative paths start: the folder of the configuration
 */
public record SettingReader(Map<String, String> environment, Path folder) {
  /** The largest file that a reference may point to, in bytes. */
  public static final int MAX_FILE_BYTES = 65_536;

  public SettingReader {
    environment = Map.copyOf(environment);
  }

  /**
   * The text behind a setting.
   *
   * @throws SettingException if the variable is not set or the file cannot be read
   */
  public String read(Setting setting) {
    Optional<SettingException> missing = check(setting);
    if (missing.isPresent()) {
      throw missing.get();
    }
    return switch (setting) {
      case Setting.Literal literal -> literal.text();
      case Setting.Variable variable -> environment.getOrDefault(variable.name(), "");
      case Setting.Content content -> contentOf(folder.resolve(content.path()));
    };
  }

  /** Why the text behind a setting is not to be had; empty if it is. */
  public Optional<SettingException> check(Setting setting) {
    return switch (setting) {
      case Setting.Literal _ -> Optional.empty();
      case Setting.Variable variable -> checkVariable(variable.name());
      case Setting.Content content -> checkFile(folder.resolve(content.path()));
    };
  }

  private Optional<SettingException> checkVariable(String name) {
    if (!environment.getOrDefault(name, "").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new SettingException(
            "The environment variable " + name + " is not set or empty",
            "set it before Syncline starts, for example: export " + name + "=…"));
  }

  private static Optional<SettingException> checkFile(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.of(
            new SettingException("There is no file " + file, "create it, or correct the path"));
      }
      if (!Files.isReadable(file)) {
        return Optional.of(
            new SettingException(
                "The file " + file + " may not be read by this user", "grant the right to read"));
      }
      long bytes = Files.size(file);
      if (bytes == 0 || bytes > MAX_FILE_BYTES) {
        return Optional.of(
            new SettingException(
                "The file " + file + " has " + bytes + " bytes",
                "it must have 1 to " + MAX_FILE_BYTES));
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(unreadable(file, e));
    }
  }

  private static String contentOf(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8).stripTrailing();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static SettingException unreadable(Path file, IOException e) {
    return new SettingException(
        "The file " + file + " cannot be read: " + e.getClass().getSimpleName(),
        "it must be a text file in UTF-8");
  }
}
