package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.OrgData;
import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.http.ApiVersion;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
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
    if (call.headers().option("Sforce-Mru", "updateMru").filter("true"::equals).isEmpty()) {
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

  /** Writes the caller's records of these objects that are still there, the latest first. */
  void write(JsonGenerator json, Call call, List<ObjectDefinition> objects) {
    Snapshot snapshot = data.snapshot();
    json.writeStartArray();
    for (Seen seen : byUser.getOrDefault(call.caller().userId(), new ArrayDeque<>())) {
      Optional<Row> row =
          objects.contains(seen.object())
              ? snapshot.find(seen.object(), seen.id()).filter(found -> !found.isDeleted())
              : Optional.empty();
      row.ifPresent(found -> write(json, found, seen.object(), call.version()));
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
