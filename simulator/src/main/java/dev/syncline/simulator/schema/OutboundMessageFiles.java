package dev.syncline.simulator.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the outbound messages that schema files declare beside their objects. */
public final class OutboundMessageFiles {
  /** The key of a schema file that they stand under. */
  static final String KEY = "outboundMessages";

  private static final List<String> ALWAYS = List.of("create", "update");

  private final Schema schema;
  private final Problems problems = new Problems();
  private final List<OutboundMessage> messages = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private OutboundMessageFiles(Schema schema) {
    this.schema = schema;
  }

  /**
   * The messages of these files, which were read as schema files before.
   *
   * @throws SchemaException if a message is wrong; it lists every problem
   */
  public static List<OutboundMessage> load(List<Path> files, Schema schema) {
    var load = new OutboundMessageFiles(schema);
    files.stream().filter(file -> !SchemaFiles.isDescribe(file)).forEach(load::read);
    load.problems.throwIfAny();
    return List.copyOf(load.messages);
  }

  private void read(Path file) {
    problems.enter(file.toString());
    try {
      Optional<Node> root =
          new Compose(LoadSettings.builder().build()).composeString(Files.readString(file));
      root.flatMap(node -> YamlMap.of(problems, node).map(KEY))
          .ifPresent(map -> map.forEach(this::readMessage));
    } catch (IOException e) {
      throw new UncheckedIOException("schema file " + file + " cannot be read again", e);
    }
  }

  private void readMessage(YamlMap.Scalar name, YamlMap entry) {
    var draft =
        new OutboundMessage.Draft(
            name.text(),
            entry.text("object").orElse(""),
            texts(entry, "fields"),
            entry.text("endpoint").orElse(""),
            entry.has("on") ? texts(entry, "on") : ALWAYS,
            entry.truth("skipIntegrationUser").orElse(false));
    entry.rejectOthers();
    if (!names.add(name.text())) {
      entry.problem(name.node(), "message " + name.text() + " is declared twice", "rename one");
      return;
    }
    try {
      messages.add(OutboundMessage.checked(draft, schema));
    } catch (IllegalArgumentException e) {
      entry.problem(
          name.node(),
          "outbound message " + name.text() + ": " + e.getMessage(),
          "give object, endpoint, fields and on as docs/simulator-events.md shows");
    }
  }

  private static List<String> texts(YamlMap entry, String key) {
    return entry.scalars(key).stream().map(YamlMap.Scalar::text).toList();
  }
}
