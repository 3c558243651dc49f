package dev.syncline.app.cli;

import dev.syncline.app.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command run inside the test's process, and what it said. */
public record CommandRun(int exitCode, String out, String err) {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Runs a command in a folder. */
  public static CommandRun of(Path folder, Map<String, String> environment, String... arguments) {
    return of(folder, environment, Optional.empty(), arguments);
  }

  /** Runs a command in a folder, as if a person sat there and typed. */
  public static CommandRun typing(
      String keys, Path folder, Map<String, String> environment, String... arguments) {
    var keyboard = new ByteArrayInputStream(keys.getBytes(StandardCharsets.UTF_8));
    return of(folder, environment, Optional.of(keyboard), arguments);
  }

  private static CommandRun of(
      Path folder,
      Map<String, String> environment,
      Optional<InputStream> keyboard,
      String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int exitCode =
        Main.run(
            arguments,
            new Surroundings(stream(out), stream(err), environment, folder, false, keyboard));
    return new CommandRun(exitCode, text(out), text(err));
  }

  /** Surroundings in which nothing is run. */
  public static Surroundings nowhere() {
    PrintStream nothing = stream(new ByteArrayOutputStream());
    return new Surroundings(nothing, nothing, Map.of(), Path.of(""), false);
  }

  /** The answer as the one JSON document that it must be. */
  public JsonNode json() {
    return MAPPER.readTree(out);
  }

  /** The error as the one JSON document that it must be. */
  public JsonNode error() {
    return MAPPER.readTree(err);
  }

  /** The lines of the answer. */
  public List<String> lines() {
    return out.lines().toList();
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
