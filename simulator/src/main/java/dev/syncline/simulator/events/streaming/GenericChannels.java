package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.events.log.EventLog;
import dev.syncline.simulator.events.log.NewEvent;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Json;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/**
 * Generic streaming: channels of any text, each a record of StreamingChannel, pushed to by REST.
 * Streaming API Developer Guide: at most 100 events of 3,000 characters each in a request. The
 * answer counts nobody: who listens is not known by user.
 */
public final class GenericChannels {
  static final String PREFIX = "/u/";
  private static final int MAX_EVENTS = 100;
  private static final int MAX_CHARACTERS = 3_000;

  /** The most channels that are looked through. Streaming API Developer Guide: 1,000. */
  private static final int MAX_CHANNELS = 1_000;

  private final Supplier<Snapshot> org;
  private final EventLog log;

  /**
   * @param org the org as it is now
   */
  public GenericChannels(Supplier<Snapshot> org, EventLog log) {
    this.org = org;
    this.log = log;
  }

  public List<Route> routes() {
    return List.of(
        Route.of(
            "POST",
            "/services/data/{version}/sobjects/StreamingChannel/{id}/push",
            "/sobjects/push",
            Route.Access.METERED,
            this::push));
  }

  private static ObjectDefinition object(Snapshot now) {
    return now.schema().object("StreamingChannel").orElseThrow(ApiException::notFound);
  }

  private static String name(ObjectDefinition object, Row row) {
    return String.valueOf(row.value(object.requireField("Name")));
  }

  /** Whether a channel of this name is there. */
  boolean has(String channel) {
    Snapshot now = org.get();
    Optional<ObjectDefinition> object = now.schema().object("StreamingChannel");
    if (object.isEmpty()) {
      return false;
    }
    Iterator<Row> rows = now.scan(object.get());
    for (int i = 0; i < MAX_CHANNELS && rows.hasNext(); i++) {
      Row row = rows.next();
      if (!row.isDeleted() && name(object.get(), row).equals(channel)) {
        return true;
      }
    }
    return false;
  }

  private Reply push(Call call) throws IOException {
    Snapshot now = org.get();
    ObjectDefinition object = object(now);
    Row row =
        RecordIds.parse(call.variable("id"))
            .flatMap(id -> now.find(object, id))
            .filter(found -> !found.isDeleted())
            .orElseThrow(ApiException::notFound);
    JsonNode pushed = call.json().path("pushEvents");
    if (!pushed.isArray() || pushed.isEmpty() || pushed.size() > MAX_EVENTS) {
      throw ApiException.unreadable(
          "pushEvents must be an array of 1 to " + MAX_EVENTS + " objects with a payload.");
    }
    var events = new ArrayList<NewEvent>();
    var answers = new ArrayList<Map<String, Object>>();
    for (JsonNode event : pushed) {
      events.add(new NewEvent(name(object, row), null, "", payload(event)));
      answers.add(Map.of("userOnlineStatus", Map.of(), "fanoutCount", -1));
    }
    log.append(events);
    return Reply.json(200, answers);
  }

  private static byte[] payload(JsonNode event) {
    String text = event.path("payload").asString("");
    if (text.isEmpty() || text.length() > MAX_CHARACTERS) {
      throw new ApiException(
          400,
          "INVALID_FIELD",
          "The payload of an event has 1 to " + MAX_CHARACTERS + " characters.");
    }
    return Json.line(Map.of("payload", text)).getBytes(StandardCharsets.UTF_8);
  }
}
