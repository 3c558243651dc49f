package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.events.OrgEvents;
import dev.syncline.simulator.events.log.EventLog;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Caller;
import dev.syncline.simulator.http.LaterEndpoint;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.limits.OrgLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.function.Consumer;
import java.util.function.Function;

/** {@code /cometd}: the Streaming API of an org. */
public final class StreamingApi implements AutoCloseable {
  private static final String FAMILY = "/cometd";

  private final ScheduledThreadPoolExecutor timer;
  private final StreamingClients clients;
  private final Conversation conversation;

  /**
   * @param sessions finds out who asks; empty when the call shows no session that is alive
   * @param topics what can be subscribed to
   */
  public StreamingApi(
      StreamingSettings settings,
      OrgEvents events,
      OrgLimits limits,
      Function<Call, Optional<Caller>> sessions,
      StreamingTopics topics) {
    // Never shut down: calls are told of their end after the server has stopped.
    Executor executor = task -> Thread.ofVirtual().name("streaming").start(task);
    this.timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("streaming-timer").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    EventLog log = events.log();
    var source = new StreamingClient.Source(log, settings, executor, timer);
    this.clients = new StreamingClients(source, events.ids(), limits);
    this.conversation =
        new Conversation(clients, topics, log, sessions, new OutgoingJson(events.schemas()));
  }

  public List<Route> routes() {
    var endpoint = new LaterEndpoint(this::take);
    return List.of(
        route("POST", "", endpoint),
        route("POST", "/{api}", endpoint),
        route("POST", "/{api}/{type}", endpoint),
        Route.of("GET", "/cometd/{api}", FAMILY, Route.Access.OPEN, _ -> noUpgrade()));
  }

  private static Route route(String method, String template, LaterEndpoint endpoint) {
    return Route.of(method, "/cometd" + template, FAMILY, Route.Access.OPEN, endpoint);
  }

  /** Clients look for websockets here and go on without them. */
  private static Reply noUpgrade() {
    return Reply.text(400, "text/plain;charset=utf-8", "400::Invalid connection type websocket");
  }

  private void take(Call call, Consumer<Reply> answer) throws IOException {
    byte[] body;
    try (InputStream in = call.body().open()) {
      body = in.readNBytes(StreamingSettings.MAX_REQUEST_BYTES + 1);
    }
    if (body.length > StreamingSettings.MAX_REQUEST_BYTES) {
      answer.accept(
          Reply.text(413, "text/plain;charset=utf-8", "413::Maximum Request Size Exceeded"));
    } else {
      conversation.take(call, body, answer);
    }
  }

  /** A refusal of every message of a call, as this API words it. */
  public static Reply refusal(Call call, int status, String message) throws IOException {
    return Reply.json(
        200,
        Conversation.messages(call.body().bytes()).stream()
            .map(each -> each.refusal(Refusal.ordered(each.channel(), status, message)))
            .toList());
  }

  /** How many clients there are. */
  public int clients() {
    return clients.count();
  }

  /** Forgets every client, as a server does that goes out of service; returns how many it were. */
  public int forgetClients() {
    return clients.closeAll();
  }

  /**
   * Disconnects every client by a message of the server, from version 64.0 on, and forgets it;
   * returns how many it were.
   */
  public int disconnectClients() {
    return clients.disconnectAll();
  }

  /** Answers the connects that are held, and forgets every client. */
  @Override
  public void close() {
    clients.closeAll();
    timer.shutdownNow();
  }
}
