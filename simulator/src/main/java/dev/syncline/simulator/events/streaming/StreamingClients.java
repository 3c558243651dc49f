package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.events.EventIds;
import dev.syncline.simulator.limits.Limit;
import dev.syncline.simulator.limits.OrgLimits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** The clients that shook hands and have not gone since. */
final class StreamingClients {
  private final StreamingClient.Source source;
  private final EventIds ids;
  private final OrgLimits limits;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<String, StreamingClient> clients = new ConcurrentHashMap<>();

  StreamingClients(StreamingClient.Source source, EventIds ids, OrgLimits limits) {
    this.source = source;
    this.ids = ids;
    this.limits = limits;
  }

  /** What became of a handshake. */
  sealed interface Entry {
    record Entered(StreamingClient client) implements Entry {}

    record Refused(Refusal refusal) implements Entry {}
  }

  /**
   * Lets a client in, unless there are too many.
   *
   * @param browser the cookie that it shows already; empty gives it one
   */
  Entry enter(String browser, String userId, int version) {
    if (clients.size() >= source.settings().maxClients()) {
      return new Entry.Refused(Refusal.BUSY_HANDSHAKE);
    }
    if (!limits.use(Limit.DURABLE_STREAMING_CONCURRENT_CLIENTS, 1)) {
      return new Entry.Refused(Refusal.TOO_MANY_CLIENTS);
    }
    long number = numbers.incrementAndGet();
    String id = ids.client(number);
    String cookie = browser.isEmpty() ? ids.browser(number) : browser;
    var identity = new StreamingClient.Identity(id, cookie, userId, version);
    var client = new StreamingClient(identity, source, () -> left(id));
    clients.put(id, client);
    client.start();
    return new Entry.Entered(client);
  }

  private void left(String id) {
    if (clients.remove(id) != null) {
      limits.giveBack(Limit.DURABLE_STREAMING_CONCURRENT_CLIENTS, 1);
    }
  }

  Optional<StreamingClient> find(String id) {
    return Optional.ofNullable(clients.get(id));
  }

  int count() {
    return clients.size();
  }

  /** Lets every client go; returns how many there were. */
  int closeAll() {
    return each(StreamingClient::close);
  }

  /** Lets every client go and tells it so; returns how many there were. */
  int disconnectAll() {
    return each(StreamingClient::disconnect);
  }

  private int each(Consumer<StreamingClient> action) {
    List<StreamingClient> now = List.copyOf(clients.values());
    now.forEach(action);
    return now.size();
  }
}
