package dev.syncline.salesforce.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.stream.EventMark;
import dev.syncline.engine.stream.ReplayId;
import dev.syncline.engine.stream.StreamEvent;
import dev.syncline.model.FieldName;
import dev.syncline.model.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Events written down as bytes: our own, made by hand, and those of the folder that {@code
 * SYNCLINE_GOLDEN} names.
 */
class GoldenEventsTest {
  private static final Path OWN = Path.of("src/test/resources/golden");

  /** An event as it was written down. */
  private record Written(EventMark mark, String schemaId, byte[] payload) {}

  static List<Path> folders() {
    List<Path> folders = new ArrayList<>(List.of(OWN));
    Optional.ofNullable(System.getenv("SYNCLINE_GOLDEN")).map(Path::of).ifPresent(folders::add);
    return folders;
  }

  private static List<Path> files(Path folder, String ending) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The schemas of a folder by the ids in their files' names. */
  private static Map<String, String> schemas(Path folder) {
    Map<String, String> schemas = new TreeMap<>();
    for (Path file : files(folder, ".avsc")) {
      String name = file.getFileName().toString();
      String id = name.substring(name.indexOf('-') + 1, name.length() - ".avsc".length());
      schemas.put(id, text(file));
    }
    return schemas;
  }

  private static List<Written> events(Path folder) {
    List<Written> events = new ArrayList<>();
    for (Path file : files(folder, ".json")) {
      JsonNode root = JsonMapper.shared().readTree(text(file));
      for (JsonNode event : root.isArray() ? root : root.path("events")) {
        events.add(written(event));
      }
    }
    return events;
  }

  private static Written written(JsonNode consumer) {
    JsonNode event = any(consumer, "event", "Event");
    var id = ReplayId.of(bytes(any(consumer, "replayId", "ReplayId")));
    return new Written(
        new EventMark(id, any(event, "id", "Id").asString()),
        any(event, "schemaId", "SchemaId").asString(),
        bytes(any(event, "payload", "Payload")));
  }

  private static JsonNode any(JsonNode node, String name, String other) {
    return node.has(name) ? node.path(name) : node.path(other);
  }

  private static byte[] bytes(JsonNode node) {
    if (node.isString()) {
      return Base64.getDecoder().decode(node.asString());
    }
    byte[] bytes = new byte[node.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) node.get(i).asInt();
    }
    return bytes;
  }

  @ParameterizedTest
  @MethodSource("folders")
  void the_id_of_a_schema_is_the_hash_of_its_canonical_form(Path folder)
      throws NoSuchAlgorithmException {
    Map<String, String> schemas = schemas(folder);
    for (Map.Entry<String, String> schema : schemas.entrySet()) {
      byte[] hash =
          SchemaNormalization.parsingFingerprint(
              "MD5", new Schema.Parser().parse(schema.getValue()));
      assertThat(Base64.getUrlEncoder().withoutPadding().encodeToString(hash))
          .isEqualTo(schema.getKey());
    }
    assertThat(schemas).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void events_decode_and_come_back_byte_for_byte(Path folder) {
    Map<String, String> schemas = schemas(folder);
    List<Written> known =
        events(folder).stream().filter(event -> schemas.containsKey(event.schemaId())).toList();
    for (Written event : known) {
      EventSchema schema = EventSchema.parse(schemas.getOrDefault(event.schemaId(), ""));
      StreamEvent read = read(event, schema);

      assertThat(EventFixture.bytes(schema.read(event.payload()))).isEqualTo(event.payload());
      assertThat(read.mark()).isEqualTo(event.mark());
      assertThat(read).isNotInstanceOf(StreamEvent.Unreadable.class);
      if (read instanceof StreamEvent.Changed changed) {
        assertThat(changed.commit().transactionKey()).hasSize(36);
        assertThat(changed.commit().user()).isPresent();
        assertThat(changed.fields().unsure())
            .as("compounds, of which the parts came")
            .allMatch(name -> name.value().matches(".*Address|Name|.*__c"));
      }
    }
    assertThat(known).isNotEmpty();
    System.Logger log = System.getLogger(GoldenEventsTest.class.getName());
    log.log(
        System.Logger.Level.INFO,
        "{0}: {1} of {2} events have their schema there and decode; {3} schemas",
        folder.getFileName(),
        known.size(),
        events(folder).size(),
        schemas.size());
  }

  private static StreamEvent read(Written event, EventSchema schema) {
    return new EventReader(name -> Optional.empty()).read(event.mark(), schema, event.payload());
  }

  private static String shown(StreamEvent event) {
    String fields =
        event instanceof StreamEvent.Changed changed
            ? " " + shown(changed.fields().values()) + " unsure " + sorted(changed)
            : "";
    return switch (event) {
      case StreamEvent.Changed changed ->
          "%s %s %s %s %s%s"
              .formatted(
                  changed.type(),
                  changed.object(),
                  changed.records().size(),
                  changed.commit().time(),
                  changed.commit().client().orElse("nobody"),
                  fields);
      case StreamEvent.Gap gap -> "GAP " + gap.object() + " " + gap.records() + " " + gap.type();
      case StreamEvent.Overflow overflow -> "OVERFLOW " + overflow.object();
      case StreamEvent.Message message ->
          message.name() + " " + message.createdAt() + " " + shown(message.fields());
      case StreamEvent.Noticed noticed -> noticed.toString();
      case StreamEvent.Unreadable unreadable -> unreadable.toString();
    };
  }

  private static List<FieldName> sorted(StreamEvent.Changed changed) {
    return changed.fields().unsure().stream().sorted().toList();
  }

  private static String shown(Map<FieldName, Value> values) {
    return new TreeMap<>(values)
        .entrySet().stream()
            .map(entry -> entry.getKey() + "=" + bare(entry.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String bare(Value value) {
    return switch (value) {
      case Value.Null _ -> "null";
      case Value.Text(String text) -> "'" + text + "'";
      case Value.Bool(boolean truth) -> Boolean.toString(truth);
      case Value.Numeric(var number) -> number.toPlainString();
      case Value.Day(var date) -> date.toString();
      case Value.Moment(var instant) -> instant.toString();
      case Value.TimeOfDay(var time) -> time.toString();
      case Value.Compound compound -> compound.toString();
    };
  }

  @Test
  void our_own_events_say_what_was_written_into_them() {
    Map<String, String> schemas = schemas(OWN);
    Map<String, String> shown = new TreeMap<>();
    for (Written event : events(OWN)) {
      EventSchema schema = EventSchema.parse(schemas.getOrDefault(event.schemaId(), ""));
      shown.put(event.mark().eventId(), shown(read(event, schema)));
    }

    assertThat(String.join("\n", shown.values()))
        .isEqualTo(text(OWN.resolve("expected.txt")).strip());
  }
}
