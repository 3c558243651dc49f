package dev.syncline.simulator.events.avro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Schemas and events captured from real orgs. They are no part of the project: a directory {@code
 * reference/golden} beside the checkout or beside one of its parents holds them, or the one that
 * the system property {@code syncline.golden} names. Tests that need them are skipped otherwise.
 */
final class GoldenFiles {
  private static final int MAX_PARENTS = 3;

  private GoldenFiles() {}

  /** A captured schema: its text, and the id that its file is named after. */
  record GoldenSchema(String id, String json) {
    @Override
    public String toString() {
      return id;
    }
  }

  /** A captured event. */
  record GoldenEvent(String schemaId, byte[] payload, byte[] replayId) {}

  static List<GoldenSchema> schemas() {
    return files(".avsc").stream()
        .map(file -> new GoldenSchema(id(file.getFileName().toString()), text(file)))
        .toList();
  }

  static GoldenSchema schema(String id) {
    return schemas().stream()
        .filter(s -> s.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no captured schema " + id));
  }

  static List<GoldenEvent> events() {
    var events = new ArrayList<GoldenEvent>();
    for (Path file : files(".json")) {
      collect(JsonMapper.shared().readTree(text(file)), events);
    }
    return events;
  }

  private static void collect(JsonNode node, List<GoldenEvent> events) {
    JsonNode event = either(node, "event", "Event");
    if (event.isObject()) {
      events.add(
          new GoldenEvent(
              either(event, "schemaId", "SchemaId").stringValue(),
              bytes(either(event, "payload", "Payload")),
              bytes(either(node, "replayId", "ReplayId"))));
    } else {
      node.forEach(child -> collect(child, events));
    }
  }

  private static JsonNode either(JsonNode node, String name, String other) {
    return node.has(name) ? node.path(name) : node.path(other);
  }

  private static byte[] bytes(JsonNode node) {
    if (node.isString()) {
      return Base64.getDecoder().decode(node.stringValue());
    }
    byte[] bytes = new byte[node.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) node.get(i).intValue();
    }
    return bytes;
  }

  private static String id(String fileName) {
    return fileName.substring(fileName.indexOf('-') + 1, fileName.length() - ".avsc".length());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> files(String suffix) {
    Optional<Path> directory = directory();
    Assumptions.assumeTrue(directory.isPresent(), "the captured events are not at hand");
    try (Stream<Path> files = Files.list(directory.orElseThrow())) {
      return files.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> directory() {
    String named = System.getProperty("syncline.golden");
    if (named != null) {
      return Optional.of(Path.of(named));
    }
    Path parent = Path.of(System.getProperty("syncline.root", "..")).toAbsolutePath().normalize();
    for (int i = 0; i < MAX_PARENTS && parent.getParent() != null; i++) {
      parent = parent.getParent();
      try (Stream<Path> beside = Files.list(parent)) {
        Optional<Path> found =
            beside.map(p -> p.resolve("reference/golden")).filter(Files::isDirectory).findFirst();
        if (found.isPresent()) {
          return found;
        }
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
