package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.events.log.EventLog;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.ApiVersion;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Caller;
import dev.syncline.simulator.http.Json;
import dev.syncline.simulator.http.Reply;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What clients say and are answered, message by message. A connect beside other messages is
 * answered at once, as the CometD server does.
 */
final class Conversation {
  private static final String COOKIE = "BAYEUX_BROWSER";
  private static final String LONG_POLLING = "long-polling";
  private static final int OLDEST_VERSION = 23;
  private static final int OLDEST_OWN_VERSION = 37;
  private static final String URI_FORMAT = "URI format: '/cometd/" + ApiVersion.NEWEST.text() + "'";
  private static final Refusal NO_VERSION =
      Refusal.of("400::API version in the URI is mandatory. " + URI_FORMAT);
  private static final Refusal BAD_VERSION =
      Refusal.of(
          "400::Unsupported API version. Only API versions '37.0' and later are supported. "
              + URI_FORMAT);

  private final StreamingClients clients;
  private final StreamingTopics topics;
  private final EventLog log;
  private final Function<Call, Optional<Caller>> sessions;
  private final OutgoingJson json;

  Conversation(
      StreamingClients clients,
      StreamingTopics topics,
      EventLog log,
      Function<Call, Optional<Caller>> sessions,
      OutgoingJson json) {
    this.clients = clients;
    this.topics = topics;
    this.log = log;
    this.sessions = sessions;
    this.json = json;
  }

  /** A request, and the cookie that it is to be given. */
  private static final class Exchange {
    private final Call call;
    private final int version;
    private final boolean alone;
    private String newCookie = "";

    Exchange(Call call, int version, boolean alone) {
      this.call = call;
      this.version = version;
      this.alone = alone;
    }

    String cookie() {
      String header = call.headers().find("Cookie").orElse("");
      for (String pair : header.split("[;,]", -1)) {
        if (pair.strip().startsWith(COOKIE + "=")) {
          return pair.strip().substring(COOKIE.length() + 1);
        }
      }
      return newCookie;
    }
  }

  /** Takes a request; its answer may come later. */
  void take(Call call, byte[] body, Consumer<Reply> answer) {
    List<BayeuxMessage> messages = messages(body);
    Optional<String> segment = call.findVariable("api");
    OptionalLong version = segment.map(Conversation::version).orElse(OptionalLong.empty());
    if (version.isEmpty()) {
      Refusal refusal = segment.isEmpty() ? NO_VERSION : BAD_VERSION;
      List<Outgoing> refused =
          messages.stream().<Outgoing>map(m -> new Outgoing.Answer(m.refusal(refusal))).toList();
      answer.accept(json.reply(refused, ApiVersion.NEWEST.number()));
      return;
    }
    var exchange = new Exchange(call, (int) version.getAsLong(), messages.size() == 1);
    Consumer<List<Outgoing>> send =
        outgoing -> answer.accept(withCookie(json.reply(outgoing, exchange.version), exchange));
    if (exchange.alone) {
      take(messages.getFirst(), exchange, send);
      return;
    }
    List<Outgoing> answers = new ArrayList<>();
    messages.forEach(message -> take(message, exchange, answers::addAll));
    send.accept(answers);
  }

  static List<BayeuxMessage> messages(byte[] body) {
    JsonNode root = Json.read(body);
    List<BayeuxMessage> messages =
        root.isArray()
            ? StreamSupport.stream(root.spliterator(), false).map(BayeuxMessage::new).toList()
            : List.of(new BayeuxMessage(root));
    boolean known = messages.stream().allMatch(m -> m.json().path("channel").isString());
    if (messages.isEmpty() || messages.size() > StreamingSettings.MAX_REQUEST_MESSAGES || !known) {
      throw ApiException.unreadable(
          "Bayeux messages are 1 to "
              + StreamingSettings.MAX_REQUEST_MESSAGES
              + " JSON objects with a channel.");
    }
    return messages;
  }

  /** Versions that were retired are answered as the newest. */
  private static OptionalLong version(String segment) {
    long newest = ApiVersion.NEWEST.number();
    return ApiVersion.ofSegment("v" + segment).stream()
        .mapToLong(ApiVersion::number)
        .filter(asked -> asked >= OLDEST_VERSION && asked <= newest)
        .map(asked -> asked < OLDEST_OWN_VERSION ? newest : asked)
        .findFirst();
  }

  private static Reply withCookie(Reply reply, Exchange exchange) {
    return exchange.newCookie.isEmpty()
        ? reply
        : reply.with("Set-Cookie", COOKIE + "=" + exchange.newCookie + "; Path=/cometd/; HttpOnly");
  }

  private void take(BayeuxMessage message, Exchange exchange, Consumer<List<Outgoing>> answer) {
    if (message.channel().equals(BayeuxMessage.HANDSHAKE)) {
      answer.accept(List.of(new Outgoing.Answer(handshake(message, exchange))));
      return;
    }
    Optional<StreamingClient> found = clients.find(message.clientId());
    Optional<Refusal> refusal = refusal(message, exchange, found);
    if (refusal.isPresent() || found.isEmpty()) {
      Refusal reason = refusal.orElse(Refusal.UNKNOWN_CLIENT);
      answer.accept(List.of(new Outgoing.Answer(message.refusal(reason))));
      return;
    }
    StreamingClient client = found.get();
    switch (message.channel()) {
      case BayeuxMessage.CONNECT -> connect(message, exchange, client, answer);
      case BayeuxMessage.SUBSCRIBE ->
          answer.accept(List.of(new Outgoing.Answer(subscribe(message, client))));
      case BayeuxMessage.UNSUBSCRIBE -> {
        message.subscriptions().forEach(client::unsubscribe);
        answer.accept(List.of(new Outgoing.Answer(message.reply(true))));
      }
      case BayeuxMessage.DISCONNECT -> {
        client.close();
        answer.accept(List.of(new Outgoing.Answer(message.reply(true))));
      }
      default -> answer.accept(List.of(new Outgoing.Answer(message.refusal(published(message)))));
    }
  }

  private Refusal published(BayeuxMessage message) {
    return topics.has(message.channel()) ? Refusal.PUBLISHED : Refusal.NOT_CREATED;
  }

  private Map<String, Object> handshake(BayeuxMessage message, Exchange exchange) {
    Optional<Caller> caller = sessions.apply(exchange.call);
    if (caller.isEmpty()) {
      boolean shown = exchange.call.headers().find("Authorization").isPresent();
      return message.refusal(shown ? Refusal.BAD_TOKEN : Refusal.NO_TOKEN);
    }
    JsonNode types = message.json().path("supportedConnectionTypes");
    boolean polls =
        types.isMissingNode()
            || StreamSupport.stream(types.spliterator(), false)
                .anyMatch(type -> LONG_POLLING.equals(type.asString("")));
    if (!polls) {
      return message.refusal(Refusal.connectionType(types.path(0).asString("")));
    }
    String shown = exchange.cookie();
    return switch (clients.enter(shown, caller.get().userId(), exchange.version)) {
      case StreamingClients.Entry.Refused(Refusal refusal) -> message.refusal(refusal);
      case StreamingClients.Entry.Entered(StreamingClient client) -> {
        if (shown.isEmpty()) {
          exchange.newCookie = client.identity().browser();
        }
        Map<String, Object> reply = message.reply(true);
        reply.put("ext", Map.of("replay", true, "payload.format", true));
        reply.put("minimumVersion", "1.0");
        reply.put("clientId", client.identity().id());
        reply.put("supportedConnectionTypes", List.of(LONG_POLLING));
        reply.put("version", "1.0");
        yield reply;
      }
    };
  }

  /** Why a message of a client is not even looked at. */
  private Optional<Refusal> refusal(
      BayeuxMessage message, Exchange exchange, Optional<StreamingClient> found) {
    if (message.clientId().isEmpty()) {
      return Optional.of(Refusal.NO_HANDSHAKE);
    }
    if (found.isEmpty()) {
      boolean connects =
          message.channel().equals(BayeuxMessage.CONNECT)
              || message.channel().equals(BayeuxMessage.SUBSCRIBE)
              || message.channel().equals(BayeuxMessage.UNSUBSCRIBE);
      return Optional.of(connects ? Refusal.UNKNOWN_CLIENT : Refusal.GONE_CLIENT);
    }
    StreamingClient.Identity identity = found.get().identity();
    if (exchange.cookie().isEmpty()) {
      return Optional.of(Refusal.noCookie(identity.id(), COOKIE));
    }
    if (!exchange.cookie().equals(identity.browser())) {
      return Optional.of(Refusal.UNKNOWN_CLIENT);
    }
    Optional<Caller> caller = sessions.apply(exchange.call);
    if (caller.isEmpty()) {
      return Optional.of(Refusal.INVALID);
    }
    boolean same = caller.get().userId().equals(identity.userId());
    return same ? Optional.empty() : Optional.of(Refusal.OTHER_USER);
  }

  private void connect(
      BayeuxMessage message,
      Exchange exchange,
      StreamingClient client,
      Consumer<List<Outgoing>> answer) {
    String type = message.json().path("connectionType").asString("");
    if (!type.equals(LONG_POLLING)) {
      Refusal refusal = Refusal.connectionType(type);
      answer.accept(List.of(new Outgoing.Answer(message.refusal(refusal))));
      return;
    }
    var connect =
        new StreamingClient.Connect(
            message, exchange.alone, () -> sessions.apply(exchange.call).isPresent());
    client.connect(connect, answer);
  }

  private Map<String, Object> subscribe(BayeuxMessage message, StreamingClient client) {
    List<String> names = message.subscriptions();
    if (names.isEmpty()) {
      return message.refusal(Refusal.NO_CHANNEL);
    }
    for (String name : names) {
      Optional<Refusal> refusal = subscribe(message, client, name);
      if (refusal.isPresent()) {
        return message.refusal(refusal.get());
      }
    }
    return message.reply(true);
  }

  private Optional<Refusal> subscribe(BayeuxMessage message, StreamingClient client, String name) {
    if (name.isBlank()) {
      return Optional.of(Refusal.NO_CHANNEL);
    }
    if (!name.startsWith("/")) {
      return Optional.of(Refusal.NO_SLASH);
    }
    if (!topics.has(name)) {
      return Optional.of(Refusal.unknownChannel(name));
    }
    Optional<StreamingTopic> topic = topics.find(name, client.identity().userId());
    if (topic.isEmpty()) {
      return Optional.of(Refusal.NO_RIGHT);
    }
    Optional<JsonNode> from = message.replayFrom(name);
    OptionalLong position = position(name, from);
    if (position.isEmpty()) {
      return Optional.of(Refusal.replayId(from.map(JsonNode::asString).orElse("")));
    }
    return client.subscribe(topic.get(), position.getAsLong())
        ? Optional.empty()
        : Optional.of(Refusal.BUSY_SUBSCRIBE);
  }

  /** Where to read on; empty when the replay id is none, or has expired. */
  private OptionalLong position(String channel, Optional<JsonNode> from) {
    if (from.isEmpty()) {
      return OptionalLong.of(log.freshPosition());
    }
    OptionalLong id = number(from.get());
    if (id.isEmpty() || id.getAsLong() < -2) {
      return OptionalLong.empty();
    }
    return switch ((int) Math.max(-2, Math.min(0, id.getAsLong()))) {
      case -2 -> OptionalLong.of(log.earliest());
      case -1 -> OptionalLong.of(log.freshPosition());
      default -> log.after(id.getAsLong(), channel);
    };
  }

  /** A whole number, also written as a text or with a point. */
  private static OptionalLong number(JsonNode node) {
    try {
      return OptionalLong.of(new BigDecimal(node.asString()).longValueExact());
    } catch (NumberFormatException | ArithmeticException e) {
      return OptionalLong.empty();
    }
  }
}
