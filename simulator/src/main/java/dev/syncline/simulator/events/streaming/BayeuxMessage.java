package dev.syncline.simulator.events.streaming;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/** One message of a client, as it came. */
record BayeuxMessage(JsonNode json) {
  static final String HANDSHAKE = "/meta/handshake";
  static final String CONNECT = "/meta/connect";
  static final String SUBSCRIBE = "/meta/subscribe";
  static final String UNSUBSCRIBE = "/meta/unsubscribe";
  static final String DISCONNECT = "/meta/disconnect";

  String channel() {
    return json.path("channel").asString("");
  }

  String clientId() {
    return json.path("clientId").asString("");
  }

  /** The channels that are to be subscribed to, or no longer: one as a text, or an array. */
  List<String> subscriptions() {
    JsonNode node = json.path("subscription");
    if (node.isString()) {
      return List.of(node.asString());
    }
    var names = new ArrayList<String>();
    node.forEach(name -> names.add(name.asString("")));
    return names;
  }

  /** From where a channel is to be replayed; empty when the client does not say. */
  Optional<JsonNode> replayFrom(String channel) {
    JsonNode from = json.path("ext").path("replay").path(channel);
    return from.isMissingNode() || from.isNull() ? Optional.empty() : Optional.of(from);
  }

  /** How long the client wants its connect to be held, in milliseconds. */
  OptionalLong timeout() {
    JsonNode timeout = json.path("advice").path("timeout");
    return timeout.isIntegralNumber() ? OptionalLong.of(timeout.asLong()) : OptionalLong.empty();
  }

  /** The beginning of an answer: whom and what it is for. */
  Map<String, Object> reply(boolean successful) {
    var reply = new LinkedHashMap<String, Object>();
    if (!clientId().isEmpty() && successful) {
      reply.put("clientId", clientId());
    }
    reply.put("channel", channel());
    JsonNode id = json.path("id");
    if (!id.isMissingNode()) {
      reply.put("id", id);
    }
    JsonNode subscription = json.path("subscription");
    if (!subscription.isMissingNode()) {
      reply.put("subscription", subscription);
    }
    reply.put("successful", successful);
    return reply;
  }

  /** A refusal with what the client is to do next. */
  Map<String, Object> refusal(Refusal refusal) {
    Map<String, Object> reply = reply(false);
    reply.put("error", refusal.error());
    refusal
        .failureReason()
        .ifPresent(reason -> reply.put("ext", Map.of("sfdc", Map.of("failureReason", reason))));
    refusal
        .reconnect()
        .ifPresent(reconnect -> reply.put("advice", Map.of("reconnect", reconnect, "interval", 0)));
    return reply;
  }
}
