package dev.syncline.simulator.outbound;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.schema.OutboundMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** {@code /__simulator/outbound}: what is declared, what waits, and sending it now. */
public final class OutboundControl {
  private static final int SHOWN = 100;

  private final OutboundMessages outbound;

  public OutboundControl(OutboundMessages outbound) {
    this.outbound = outbound;
  }

  public List<Route> routes() {
    return List.of(
        route("GET", "", _ -> state()),
        route("DELETE", "", _ -> clear()),
        route("POST", "/deliver", _ -> deliver()),
        route("POST", "/messages", this::declare),
        route("DELETE", "/messages/{name}", this::remove));
  }

  private static Route route(String method, String template, Endpoint endpoint) {
    String path = "/outbound" + template;
    return Route.of(method, "/__simulator" + path, path, Route.Access.OPEN, endpoint);
  }

  private Reply state() {
    OutboundQueue.Counts counts = outbound.queue().counts();
    var body = new LinkedHashMap<String, Object>();
    body.put("messages", outbound.declared().stream().map(OutboundControl::message).toList());
    body.put("waiting", counts.waiting());
    body.put("delivered", counts.delivered());
    body.put("failedAttempts", counts.failedAttempts());
    body.put("expired", counts.expired());
    body.put("dropped", counts.dropped());
    body.put("next", outbound.queue().first(SHOWN).stream().map(OutboundControl::waiting).toList());
    return Reply.json(200, body);
  }

  private static Map<String, Object> message(OutboundMessage message) {
    var body = new LinkedHashMap<String, Object>();
    body.put("name", message.name());
    body.put("object", message.object());
    body.put("fields", message.fields());
    body.put("endpoint", message.endpoint().toString());
    body.put(
        "on",
        message.on().stream().map(on -> on.name().toLowerCase(Locale.ROOT)).sorted().toList());
    body.put("skipIntegrationUser", message.skipIntegrationUser());
    return body;
  }

  private static Map<String, Object> waiting(Notification notification) {
    var body = new LinkedHashMap<String, Object>();
    body.put("id", notification.id());
    body.put("message", notification.message());
    body.put("recordId", notification.recordId());
    body.put("attempts", notification.attempts());
    body.put("due", notification.due().toString());
    return body;
  }

  private Reply clear() {
    outbound.queue().clear();
    return Reply.empty(204);
  }

  private Reply deliver() {
    outbound.queue().hurry(outbound.clock().instant());
    outbound.wake();
    return state();
  }

  private Reply declare(Call call) throws IOException {
    JsonNode body = call.untypedJson();
    var draft =
        new OutboundMessage.Draft(
            body.path("name").asString(""),
            body.path("object").asString(""),
            texts(body.path("fields")),
            body.path("endpoint").asString(""),
            body.has("on") ? texts(body.path("on")) : List.of("create", "update"),
            body.path("skipIntegrationUser").asBoolean(false));
    try {
      outbound.declare(OutboundMessage.checked(draft, outbound.data().schema()));
    } catch (IllegalArgumentException e) {
      throw new ApiException(400, "INVALID_CONTROL_REQUEST", e.getMessage() + ".");
    }
    return Reply.empty(204);
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(item -> texts.add(item.asString("")));
    return texts;
  }

  private Reply remove(Call call) {
    if (!outbound.remove(call.variable("name"))) {
      throw ApiException.notFound();
    }
    return Reply.empty(204);
  }
}
