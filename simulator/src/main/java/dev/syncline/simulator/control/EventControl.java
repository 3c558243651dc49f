package dev.syncline.simulator.control;

import dev.syncline.simulator.events.ChangeQuirks;
import dev.syncline.simulator.events.Channels;
import dev.syncline.simulator.events.GapOrder;
import dev.syncline.simulator.events.OrgEvents;
import dev.syncline.simulator.events.avro.ChangeType;
import dev.syncline.simulator.events.pubsub.ManagedSubscriptions;
import dev.syncline.simulator.events.pubsub.ManagedSubscriptions.Definition;
import dev.syncline.simulator.events.pubsub.ManagedSubscriptions.Replay;
import dev.syncline.simulator.events.pubsub.PubSubError;
import dev.syncline.simulator.events.pubsub.PubSubServer;
import dev.syncline.simulator.events.pubsub.PubSubSettings;
import dev.syncline.simulator.events.streaming.StreamingApi;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** {@code /__simulator/events}: the remote control of the org's events. */
public final class EventControl {
  private static final Set<String> QUIRKS =
      Set.of("gapNext", "splitUpdates", "overflowAfter", "disorder", "object");

  private final Parts parts;

  /**
   * What is controlled.
   *
   * @param schema the org's objects as they are now
   * @param userId who gap events name unless they are told, 18 characters
   */
  public record Parts(
      OrgEvents events,
      PubSubServer pubsub,
      ManagedSubscriptions managed,
      StreamingApi streaming,
      Supplier<Schema> schema,
      InstantSource clock,
      String userId) {}

  public EventControl(Parts parts) {
    this.parts = parts;
  }

  public List<Route> routes() {
    return List.of(
        route("GET", "", _ -> state()),
        route("POST", "/gaps", this::gap),
        route("POST", "/quirks", this::setQuirks),
        route("DELETE", "/quirks", _ -> resetQuirks()),
        route("POST", "/expire", _ -> expire()),
        route("POST", "/select", this::select),
        route("POST", "/channels", this::defineChannel),
        route("DELETE", "/channels/{name}", this::removeChannel),
        route("POST", "/managed", this::defineManaged),
        route("DELETE", "/managed/{name}", this::removeManaged),
        route("POST", "/faults", this::orderFault),
        route("DELETE", "/faults", _ -> clearFaults()),
        route("POST", "/disconnect", this::disconnect),
        route("POST", "/silence", this::silence),
        route("POST", "/times", this::setTimes));
  }

  private static Route route(String method, String template, Endpoint endpoint) {
    String path = "/events" + template;
    return Route.of(method, "/" + Control.ROOT + path, path, Route.Access.OPEN, endpoint);
  }

  private Reply state() {
    OrgEvents events = parts.events();
    var body = new LinkedHashMap<String, Object>();
    body.put("earliest", events.log().earliest());
    body.put("latest", events.log().latest());
    body.put("pubsubStreams", parts.pubsub().openStreams());
    body.put("streamingClients", parts.streaming().clients());
    body.put("channels", events.channels().channels());
    body.put("managedSubscriptions", parts.managed().definitions());
    PubSubSettings.Times times = parts.pubsub().times();
    body.put(
        "times",
        Map.of(
            "keepAlive", times.keepAlive().toString(),
            "idle", times.idle().toString(),
            "publishIdle", times.publishIdle().toString()));
    return Reply.json(200, body);
  }

  private ObjectDefinition object(JsonNode body) {
    return object(body.path("object").asString(""));
  }

  private ObjectDefinition object(String name) {
    return parts
        .schema()
        .get()
        .object(name)
        .filter(Channels::supports)
        .orElseThrow(
            () -> FaultParser.refused("object: " + name + " is no object with change events"));
  }

  private Reply gap(Call call) throws IOException {
    JsonNode body = call.untypedJson();
    ObjectDefinition object = object(body);
    String type = body.path("type").asString("");
    List<String> ids = texts(body.path("recordIds"), "recordIds");
    try {
      var order =
          new GapOrder(
              ChangeType.valueOf(type.toUpperCase(Locale.ROOT)),
              ids,
              body.path("as").asString(parts.userId()),
              parts.clock().instant());
      return Reply.json(200, Map.of("appended", parts.events().changes().appendGap(object, order)));
    } catch (IllegalArgumentException e) {
      throw FaultParser.refused("type: " + e.getMessage());
    }
  }

  private Reply setQuirks(Call call) throws IOException {
    JsonNode body = call.untypedJson();
    FaultParser.known(body, QUIRKS, "the body");
    ChangeQuirks quirks = parts.events().quirks();
    int gaps = count(body, "gapNext", 0);
    if (gaps > 0) {
      quirks.gapNext(object(body), gaps);
    }
    if (body.has("splitUpdates")) {
      quirks.splitUpdates(body.path("splitUpdates").asBoolean(false));
    }
    if (body.has("overflowAfter")) {
      quirks.overflowAfter(count(body, "overflowAfter", ChangeQuirks.OVERFLOW));
    }
    if (body.has("disorder")) {
      quirks.disorder(share(body.path("disorder")));
    }
    return Reply.empty(204);
  }

  private static double share(JsonNode value) {
    if (!value.isNumber() || value.asDouble() < 0 || value.asDouble() > 1) {
      throw FaultParser.refused("disorder must be a share from 0 to 1.");
    }
    return value.asDouble();
  }

  private Reply resetQuirks() {
    parts.events().quirks().reset();
    parts.events().changes().catchUp();
    return Reply.empty(204);
  }

  private Reply expire() {
    parts.events().log().expireAll();
    return Reply.empty(204);
  }

  private Reply select(Call call) throws IOException {
    JsonNode objects = call.untypedJson().path("objects");
    if (objects.isString() && objects.asString().equals("all")) {
      parts.events().channels().selectEverything();
      return Reply.empty(204);
    }
    var names = new LinkedHashSet<String>();
    for (String name : texts(objects, "objects")) {
      names.add(object(name).name());
    }
    parts.events().channels().select(names);
    return Reply.empty(204);
  }

  private Reply defineChannel(Call call) throws IOException {
    JsonNode body = call.untypedJson();
    try {
      parts
          .events()
          .channels()
          .define(body.path("name").asString(""), texts(body.path("members"), "members"));
    } catch (IllegalArgumentException e) {
      throw FaultParser.refused(e.getMessage() + ".");
    }
    return Reply.empty(204);
  }

  private Reply removeChannel(Call call) {
    return removed(parts.events().channels().remove(call.variable("name")));
  }

  private Reply defineManaged(Call call) throws IOException {
    JsonNode body = call.untypedJson();
    String name = body.path("developerName").asString("");
    String topic = body.path("topicName").asString("");
    if (name.isBlank() || parts.events().topics().find(topic).isEmpty()) {
      throw FaultParser.refused(
          "A managed subscription needs developerName and a known topicName.");
    }
    var definition =
        new Definition(
            name,
            topic,
            replay(body, "defaultReplay"),
            replay(body, "errorRecoveryReplay"),
            !body.path("state").asString("RUN").equalsIgnoreCase("STOP"));
    try {
      return Reply.json(200, Map.of("id", parts.managed().define(definition)));
    } catch (IllegalStateException e) {
      throw FaultParser.refused(e.getMessage() + ".");
    }
  }

  private static Replay replay(JsonNode body, String name) {
    String word = body.path(name).asString("LATEST");
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "LATEST" -> Replay.LATEST;
      case "EARLIEST" -> Replay.EARLIEST;
      default -> throw FaultParser.refused(name + " must be LATEST or EARLIEST; got " + word);
    };
  }

  private Reply removeManaged(Call call) {
    return removed(parts.managed().delete(call.variable("name")));
  }

  private static Reply removed(boolean wasThere) {
    if (!wasThere) {
      throw ApiException.notFound();
    }
    return Reply.empty(204);
  }

  private Reply orderFault(Call call) throws IOException {
    JsonNode body = call.untypedJson();
    try {
      parts
          .pubsub()
          .faults()
          .failNext(body.path("method").asString("*"), error(body), count(body, "times", 1));
    } catch (IllegalStateException e) {
      throw FaultParser.refused(e.getMessage() + ".");
    }
    return Reply.empty(204);
  }

  private static PubSubError error(JsonNode body) {
    String code = body.path("error").asString("service.unavailable");
    return PubSubError.named(code)
        .orElseThrow(() -> FaultParser.refused("error: the Pub/Sub API has no error " + code));
  }

  private Reply clearFaults() {
    parts.pubsub().faults().clear();
    return Reply.empty(204);
  }

  /** Ends all streams and forgets all clients of the Streaming API. */
  private Reply disconnect(Call call) throws IOException {
    JsonNode wanted = call.untypedJson();
    PubSubError error = error(wanted);
    boolean told = isTold(wanted.path("streaming").asString("forget"));
    var body = new LinkedHashMap<String, Object>();
    body.put("pubsubStreams", parts.pubsub().closeStreams(error));
    body.put(
        "streamingClients",
        told ? parts.streaming().disconnectClients() : parts.streaming().forgetClients());
    return Reply.json(200, body);
  }

  /** Whether clients of the Streaming API are to be told that they are disconnected. */
  private static boolean isTold(String streaming) {
    return switch (streaming) {
      case "disconnect" -> true;
      case "forget" -> false;
      default ->
          throw FaultParser.refused("streaming must be forget or disconnect, not " + streaming);
    };
  }

  private Reply silence(Call call) throws IOException {
    parts.pubsub().faults().silence(call.untypedJson().path("silent").asBoolean(true));
    return Reply.empty(204);
  }

  private Reply setTimes(Call call) throws IOException {
    JsonNode body = call.untypedJson();
    FaultParser.known(body, Set.of("keepAlive", "idle", "publishIdle"), "the body");
    PubSubSettings.Times now = parts.pubsub().times();
    parts
        .pubsub()
        .setTimes(
            new PubSubSettings.Times(
                time(body, "keepAlive", now.keepAlive()),
                time(body, "idle", now.idle()),
                time(body, "publishIdle", now.publishIdle())));
    return state();
  }

  private static Duration time(JsonNode body, String name, Duration now) {
    return body.has(name) ? FaultParser.duration(body.path(name).asString(""), name) : now;
  }

  private static int count(JsonNode body, String name, int absent) {
    JsonNode value = body.path(name);
    if (value.isMissingNode()) {
      return absent;
    }
    if (!value.isInt() || value.asInt() < 0) {
      throw FaultParser.refused(name + " must be a whole number, not negative.");
    }
    return value.asInt();
  }

  private static List<String> texts(JsonNode array, String place) {
    var texts = new ArrayList<String>();
    for (JsonNode item : array) {
      if (!item.isString()) {
        throw FaultParser.refused(place + " must be an array of texts.");
      }
      texts.add(item.asString());
    }
    return texts;
  }
}
