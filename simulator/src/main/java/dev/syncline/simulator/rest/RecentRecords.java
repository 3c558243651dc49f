package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.OrgData;
import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.http.ApiVersion;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.core.JsonGenerator;

/**
 * What each user has looked at last. Records get here only by calls with {@code Sforce-Mru:
 * updateMru=true}.
 */
final class RecentRecords {
  /** How many are kept for a user, and how many the recent resource lists at most. */
  static final int MAX_REMEMBERED = 200;

  private record Seen(ObjectDefinition object, String id) {}

  private final OrgData data;
  private final Map<String, ArrayDeque<Seen>> byUser = new ConcurrentHashMap<>();

  RecentRecords(OrgData data) {
    this.data = data;
  }

  /** Remembers a record if the call asks for it. */
  void remember(Call call, ObjectDefinition object, String id) {
    if (call.headers()
        .option("Sforce-Mru", "updateMru")
        .filter("true"::equalsIgnoreCase)
        .isEmpty()) {
      return;
    }
    byUser.compute(
        call.caller().userId(),
        (_, before) -> {
          var after = before == null ? new ArrayDeque<Seen>() : new ArrayDeque<>(before);
          var seen = new Seen(object, id);
          after.remove(seen);
          after.addFirst(seen);
          if (after.size() > MAX_REMEMBERED) {
            after.removeLast();
          }
          return after;
        });
  }

  /** {@code GET /recent?limit=N}. */
  Reply list(Call call, Schema schema) {
    int limit =
        call.query()
            .filled("limit")
            .filter(text -> text.matches("\\d{1,6}"))
            .map(text -> Math.min(MAX_REMEMBERED, Integer.parseInt(text)))
            .orElse(MAX_REMEMBERED);
    return Reply.streamJson(200, json -> write(json, call, schema.objects(), limit));
  }

  /** Writes the caller's records of an object that are still there, the latest first. */
  void write(JsonGenerator json, Call call, ObjectDefinition object) {
    write(json, call, List.of(object), MAX_REMEMBERED);
  }

  private void write(JsonGenerator json, Call call, List<ObjectDefinition> objects, int limit) {
    Snapshot snapshot = data.snapshot();
    int left = limit;
    json.writeStartArray();
    for (Seen seen : byUser.getOrDefault(call.caller().userId(), new ArrayDeque<>())) {
      Optional<Row> row =
          objects.contains(seen.object())
              ? snapshot.find(seen.object(), seen.id()).filter(found -> !found.isDeleted())
              : Optional.empty();
      if (row.isPresent() && left > 0) {
        write(json, row.get(), seen.object(), call.version());
        left--;
      }
    }
    json.writeEndArray();
  }

  private static void write(
      JsonGenerator json, Row row, ObjectDefinition object, ApiVersion version) {
    List<FieldDefinition> shown =
        object.fields().stream()
            .filter(f -> f.type() == FieldType.ID || f.is(FieldDefinition.Flag.NAME_FIELD))
            .toList();
    RecordJson.write(json, row, object, shown, version);
  }
}
