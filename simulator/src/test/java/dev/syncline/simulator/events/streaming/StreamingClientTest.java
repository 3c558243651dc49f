package dev.syncline.simulator.events.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.events.EventAllowance;
import dev.syncline.simulator.events.log.EventLog;
import dev.syncline.simulator.events.log.LogSettings;
import dev.syncline.simulator.events.log.NewEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** How long a client is waited for, and how long it waits. */
class StreamingClientTest {
  private static final Duration SHORT = Duration.ofMillis(30);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final BayeuxMessage CONNECT =
      new BayeuxMessage(
          JsonMapper.shared().readTree("{\"channel\":\"/meta/connect\",\"clientId\":\"c\"}"));

  private final EventLog log =
      new EventLog(
          LogSettings.of(null, 1),
          InstantSource.fixed(Instant.parse("2026-11-20T10:00:00Z")),
          position -> "e" + position);
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private final CompletableFuture<Boolean> gone = new CompletableFuture<>();

  @AfterEach
  void close() {
    timer.shutdownNow();
    log.close();
  }

  private StreamingClient client(Duration timeout, Duration patience) {
    var settings = new StreamingSettings(timeout, patience, 10);
    var client =
        new StreamingClient(
            new StreamingClient.Identity("c", "b", "005000000000001AAA", 66),
            new StreamingClient.Source(log, settings, Runnable::run, timer),
            () -> gone.complete(true));
    client.start();
    return client;
  }

  private static CompletableFuture<List<Outgoing>> connect(StreamingClient client) {
    var answer = new CompletableFuture<List<Outgoing>>();
    client.connect(new StreamingClient.Connect(CONNECT, true, () -> true), answer::complete);
    return answer;
  }

  private static boolean successful(List<Outgoing> answer) {
    return answer.getLast() instanceof Outgoing.Answer last
        && Boolean.TRUE.equals(last.reply().get("successful"));
  }

  @Test
  void a_connect_with_nothing_to_tell_is_answered_after_its_time() {
    StreamingClient client = client(SHORT, LONG);
    connect(client).join();
    List<Outgoing> answer = connect(client).join();
    assertThat(answer).hasSize(1);
    assertThat(successful(answer)).isTrue();
    assertThat(gone).isNotDone();
  }

  @Test
  void a_client_that_stays_away_is_forgotten() {
    StreamingClient client = client(LONG, SHORT);
    connect(client).join();
    assertThat(gone.join()).isTrue();
    assertThat(successful(connect(client).join())).isFalse();
  }

  @Test
  void a_second_connect_takes_the_place_of_the_first() {
    StreamingClient client = client(LONG, LONG);
    connect(client).join();
    CompletableFuture<List<Outgoing>> first = connect(client);
    CompletableFuture<List<Outgoing>> second = connect(client);
    assertThat(successful(first.join())).isTrue();
    assertThat(second).isNotDone();
    client.close();
    assertThat(second.join()).hasSize(1);
  }

  @Test
  void a_client_that_is_disconnected_is_told_by_its_held_connect() {
    StreamingClient client = client(LONG, LONG);
    connect(client).join();
    CompletableFuture<List<Outgoing>> held = connect(client);
    client.disconnect();
    List<Outgoing> answer = held.join();
    assertThat(answer).hasSize(2);
    assertThat(answer.getFirst())
        .isInstanceOfSatisfying(
            Outgoing.Answer.class,
            told ->
                assertThat(told.reply())
                    .containsEntry("channel", "/meta/disconnect")
                    .containsEntry("successful", true));
    assertThat(gone.join()).isTrue();
  }

  @Test
  void an_answer_carries_a_bounded_number_of_events_in_the_order_of_the_log() {
    StreamingClient client = client(LONG, LONG);
    connect(client).join();
    for (String topic : List.of("/topic/a", "/topic/b")) {
      client.subscribe(
          new StreamingTopic(topic, topic::equals, EventAllowance.unlimited()), log.latest());
    }
    int events = 2 * StreamingSettings.MAX_ANSWER_EVENTS;
    for (int i = 0; i < events; i++) {
      String topic = i % 2 == 0 ? "/topic/a" : "/topic/b";
      log.append(List.of(new NewEvent(topic, null, "", new byte[] {'{', '}'})));
    }
    List<Outgoing> first = connect(client).join();
    List<Outgoing> second = connect(client).join();
    assertThat(positions(first)).hasSize(StreamingSettings.MAX_ANSWER_EVENTS).isSorted();
    assertThat(positions(second)).hasSize(StreamingSettings.MAX_ANSWER_EVENTS).isSorted();
    assertThat(positions(second).getFirst()).isEqualTo(positions(first).getLast() + 1);
  }

  private static List<Long> positions(List<Outgoing> answer) {
    return answer.stream()
        .filter(Outgoing.Event.class::isInstance)
        .map(message -> ((Outgoing.Event) message).event().position())
        .toList();
  }
}
