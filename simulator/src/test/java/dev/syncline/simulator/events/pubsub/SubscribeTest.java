package dev.syncline.simulator.events.pubsub;

import static dev.syncline.simulator.events.pubsub.PubSubFixture.ACCOUNTS;
import static dev.syncline.simulator.events.pubsub.PubSubFixture.ALL;
import static dev.syncline.simulator.events.pubsub.PubSubFixture.fetch;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.syncline.simulator.events.log.ReplayId;
import dev.syncline.simulator.events.pubsub.wire.ConsumerEvent;
import dev.syncline.simulator.events.pubsub.wire.FetchRequest;
import dev.syncline.simulator.events.pubsub.wire.FetchResponse;
import dev.syncline.simulator.events.pubsub.wire.ReplayPreset;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Subscribing: what is delivered, when, and how streams end. */
class SubscribeTest {
  private PubSubFixture org = fixture(PubSubSettings.Times.USUAL);

  private static PubSubFixture fixture(PubSubSettings.Times times) {
    try {
      return new PubSubFixture(times, 5);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Replaces the org by one whose streams wait for other times. */
  private void restart(Duration keepAlive, Duration idle) {
    org.close();
    org = fixture(new PubSubSettings.Times(keepAlive, idle, Duration.ofHours(1)));
  }

  @AfterEach
  void close() {
    org.close();
  }

  private static boolean hasEvents(List<FetchResponse> answers, int count) {
    return answers.stream().mapToInt(FetchResponse::getEventsCount).sum() >= count;
  }

  private static List<ConsumerEvent> events(List<FetchResponse> answers) {
    return answers.stream().flatMap(a -> a.getEventsList().stream()).toList();
  }

  @Test
  void a_subscriber_gets_what_is_committed_after_it_came() throws Exception {
    org.createAccounts("before");
    var stream = org.subscribe(fetch(ACCOUNTS, 10));
    awaitOpenStreams(1);
    org.createAccounts("one", "two");
    List<FetchResponse> answers = stream.until(all -> hasEvents(all, 2));
    assertThat(org.names(answers)).containsExactly("one", "two");
    FetchResponse last = answers.getLast();
    assertThat(last.getLatestReplayId()).isEqualTo(events(answers).getLast().getReplayId());
    assertThat(last.getPendingNumRequested()).isEqualTo(8);
    assertThat(last.getRpcId()).hasSize(36);
    assertThat(events(answers).getFirst().getReplayId().size()).isEqualTo(10);
  }

  private void awaitOpenStreams(int count) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (org.server.openStreams() != count && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(org.server.openStreams()).isEqualTo(count);
  }

  @Test
  void a_silent_stream_is_open_and_tells_later_what_it_kept_back() throws Exception {
    var stream = org.subscribe(fetch(ACCOUNTS, 10));
    awaitOpenStreams(1);
    org.server.faults().silence(true);
    org.createAccounts("one", "two");
    assertThat(stream.rest()).isEmpty();
    assertThat(org.server.openStreams()).isEqualTo(1);
    org.server.faults().silence(false);
    org.createAccounts("three");
    assertThat(org.names(stream.until(all -> hasEvents(all, 3))))
        .containsExactly("one", "two", "three");
  }

  @Test
  void earliest_gives_everything_that_is_kept() throws Exception {
    org.createAccounts("one", "two");
    var stream = org.subscribe(fetch(ACCOUNTS, 10).setReplayPreset(ReplayPreset.EARLIEST));
    assertThat(org.names(stream.until(all -> hasEvents(all, 2)))).containsExactly("one", "two");
  }

  @Test
  void custom_goes_on_after_an_id_of_eight_or_ten_bytes() throws Exception {
    org.createAccounts("one", "two", "three");
    var all = org.subscribe(fetch(ACCOUNTS, 10).setReplayPreset(ReplayPreset.EARLIEST));
    byte[] id = events(all.until(a -> hasEvents(a, 3))).getFirst().getReplayId().toByteArray();
    for (byte[] sent : List.of(id, Arrays.copyOf(id, 8))) {
      var stream =
          org.subscribe(
              fetch(ACCOUNTS, 10)
                  .setReplayPreset(ReplayPreset.CUSTOM)
                  .setReplayId(ByteString.copyFrom(sent)));
      assertThat(org.names(stream.until(a -> hasEvents(a, 2)))).containsExactly("two", "three");
    }
  }

  @Test
  void the_channel_of_all_changes_keeps_the_order_of_the_commits() throws Exception {
    org.createAccounts("one");
    org.createContact("a@b.c");
    org.createAccounts("two");
    var stream = org.subscribe(fetch(ALL, 10).setReplayPreset(ReplayPreset.EARLIEST));
    List<ConsumerEvent> events = events(stream.until(all -> hasEvents(all, 3)));
    assertThat(org.text(events.get(1).getEvent(), "Email")).isEqualTo("a@b.c");
    assertThat(events)
        .extracting(e -> ReplayId.parse(e.getReplayId().toByteArray()).orElseThrow().position())
        .isSorted();
  }

  @Test
  void no_more_is_sent_than_was_asked_for_and_more_on_asking() throws Exception {
    org.createAccounts("one", "two", "three", "four");
    var stream = org.subscribe(fetch(ACCOUNTS, 1).setReplayPreset(ReplayPreset.EARLIEST));
    FetchResponse first = stream.next();
    assertThat(org.names(List.of(first))).containsExactly("one");
    assertThat(first.getPendingNumRequested()).isZero();
    stream.send(FetchRequest.newBuilder().setNumRequested(2).build());
    assertThat(org.names(stream.until(all -> hasEvents(all, 2)))).containsExactly("two", "three");
    assertThat(stream.rest()).isEmpty();
  }

  @Test
  void a_hundred_events_are_outstanding_at_most() throws Exception {
    String[] names = IntStream.range(0, 150).mapToObj(i -> "n" + i).toArray(String[]::new);
    org.createAccounts(names);
    var stream = org.subscribe(fetch(ACCOUNTS, 1_000).setReplayPreset(ReplayPreset.EARLIEST));
    List<FetchResponse> answers = stream.until(all -> hasEvents(all, 100));
    assertThat(events(answers)).hasSize(100);
    assertThat(answers.getLast().getPendingNumRequested()).isZero();
    stream.send(FetchRequest.newBuilder().setNumRequested(60).build());
    answers = stream.until(all -> hasEvents(all, 50));
    assertThat(answers.getLast().getPendingNumRequested()).isEqualTo(10);
  }

  @Test
  void later_starting_points_are_ignored() throws Exception {
    org.createAccounts("one", "two");
    var stream = org.subscribe(fetch(ACCOUNTS, 1).setReplayPreset(ReplayPreset.EARLIEST));
    assertThat(org.names(List.of(stream.next()))).containsExactly("one");
    stream.send(fetch(ACCOUNTS, 1).setReplayPreset(ReplayPreset.EARLIEST).build());
    assertThat(org.names(List.of(stream.next()))).containsExactly("two");
  }

  @Test
  void a_quiet_stream_is_kept_alive_with_an_id_to_come_back_to() throws Exception {
    restart(Duration.ofMillis(50), Duration.ofHours(1));
    org.createAccounts("before");
    var stream = org.subscribe(fetch(ACCOUNTS, 5));
    FetchResponse alive = stream.next();
    assertThat(alive.getEventsCount()).isZero();
    assertThat(alive.getPendingNumRequested()).isEqualTo(5);
    org.createContact("moves the log on");
    long latest = org.events.log().latest();
    stream.until(
        all ->
            !all.isEmpty()
                && all.getLast()
                    .getLatestReplayId()
                    .equals(ByteString.copyFrom(new ReplayId(latest).bytes())));
    org.clock.advance(Duration.ofHours(80));
    FetchResponse renewed =
        stream
            .until(all -> !all.isEmpty() && position(all.getLast().getLatestReplayId()) > latest)
            .getLast();
    stream.cancel();
    var back =
        org.subscribe(
            fetch(ACCOUNTS, 5)
                .setReplayPreset(ReplayPreset.CUSTOM)
                .setReplayId(renewed.getLatestReplayId()));
    org.createAccounts("after");
    assertThat(org.names(back.until(all -> hasEvents(all, 1)))).containsExactly("after");
  }

  private static long position(ByteString id) {
    return ReplayId.parse(id.toByteArray()).orElseThrow().position();
  }

  @Test
  void a_stream_that_was_given_everything_ends_unless_it_asks_again() throws Exception {
    restart(Duration.ofHours(1), Duration.ofMillis(50));
    org.createAccounts("one");
    var stream = org.subscribe(fetch(ACCOUNTS, 1).setReplayPreset(ReplayPreset.EARLIEST));
    assertThat(stream.next().getPendingNumRequested()).isZero();
    assertThat(stream.error()).isEqualTo("completed");
    awaitOpenStreams(0);
  }

  @Test
  void a_client_that_asks_no_more_is_given_what_it_asked_for() throws Exception {
    var stream = org.subscribe(fetch(ACCOUNTS, 2));
    stream.halfClose();
    awaitOpenStreams(1);
    org.createAccounts("one", "two", "three");
    assertThat(org.names(stream.until(all -> hasEvents(all, 2)))).containsExactly("one", "two");
    assertThat(stream.error()).isEqualTo("completed");
  }

  @Test
  void a_cancelled_stream_leaves_nothing_behind() {
    var stream = org.subscribe(fetch(ACCOUNTS, 10));
    awaitOpenStreams(1);
    stream.cancel();
    awaitOpenStreams(0);
  }

  @Test
  void more_clients_than_allowed_are_turned_away() throws Exception {
    for (int i = 0; i < 5; i++) {
      org.subscribe(fetch(ACCOUNTS, 1));
    }
    awaitOpenStreams(5);
    assertThat(org.subscribe(fetch(ACCOUNTS, 1)).error())
        .isEqualTo("RESOURCE_EXHAUSTED concurrent.client.limit.exceeded");
  }

  @Test
  void deliveries_count_and_end_the_stream_when_they_are_used_up() throws Exception {
    org.deliveries.set(2);
    org.createAccounts("one", "two", "three");
    var stream = org.subscribe(fetch(ACCOUNTS, 10).setReplayPreset(ReplayPreset.EARLIEST));
    assertThat(stream.error()).isEqualTo("RESOURCE_EXHAUSTED subscription.limit.exceeded");
    assertThat(org.names(stream.rest())).containsExactly("one", "two");
    assertThat(String.valueOf(stream.end()))
        .contains("You have exceeded the event delivery limit for your org.");
  }

  @Test
  void large_events_go_in_several_answers_of_three_megabytes() throws Exception {
    for (int i = 0; i < 10; i++) {
      org.createAccounts(i + "x".repeat(900_000));
    }
    var stream = org.subscribe(fetch(ACCOUNTS, 10).setReplayPreset(ReplayPreset.EARLIEST));
    List<FetchResponse> answers = stream.until(all -> hasEvents(all, 10));
    assertThat(answers).hasSizeGreaterThanOrEqualTo(4);
    assertThat(answers).allMatch(a -> a.getSerializedSize() < 3_100_000);
  }

  @Test
  void first_requests_that_make_no_sense_are_refused() throws Exception {
    assertThat(refused(fetch("", 1))).isEqualTo("INVALID_ARGUMENT topic.validation.empty");
    assertThat(refused(fetch("/data/NoneChangeEvent", 1))).isEqualTo("NOT_FOUND topic.not.found");
    assertThat(refused(fetch("/data/None__chn", 1))).isEqualTo("NOT_FOUND topic.not.found");
    assertThat(refused(fetch("/topic/Invoices", 1))).isEqualTo("NOT_FOUND topic.not.found");
    assertThat(refused(fetch(ACCOUNTS, 0)))
        .isEqualTo("INVALID_ARGUMENT subscription.fetch.requested.events.invalid");
    assertThat(refused(fetch(ACCOUNTS, -1)))
        .isEqualTo("INVALID_ARGUMENT subscription.fetch.requested.events.invalid");
    assertThat(refused(fetch(ACCOUNTS, 1).setReplayPreset(ReplayPreset.CUSTOM)))
        .isEqualTo("INVALID_ARGUMENT subscription.fetch.replayid.validation.failed");
  }

  @Test
  void ids_that_are_garbage_or_too_old_are_refused() throws Exception {
    String corrupted = "INVALID_ARGUMENT subscription.fetch.replayid.corrupted";
    assertThat(refused(custom(ByteString.copyFromUtf8("garbage")))).isEqualTo(corrupted);
    assertThat(refused(custom(ByteString.copyFrom(new ReplayId(7_000_000).bytes()))))
        .isEqualTo(corrupted);
    org.createAccounts("one");
    var stream = org.subscribe(fetch(ACCOUNTS, 1).setReplayPreset(ReplayPreset.EARLIEST));
    ByteString id = stream.next().getLatestReplayId();
    org.clock.advance(Duration.ofHours(73));
    assertThat(refused(custom(id))).isEqualTo(corrupted);
    assertThat(String.valueOf(org.subscribe(custom(id)).end()))
        .contains("The Replay ID validation failed. Ensure that the Replay ID is valid");
  }

  @Test
  void a_stream_whose_next_event_expired_before_it_was_sent_ends_as_corrupted() throws Exception {
    org.createAccounts("one", "two");
    var stream = org.subscribe(fetch(ACCOUNTS, 1).setReplayPreset(ReplayPreset.EARLIEST));
    stream.next();
    org.clock.advance(Duration.ofHours(80));
    stream.send(fetch(ACCOUNTS, 1).build());
    assertThat(stream.error()).isEqualTo("INVALID_ARGUMENT subscription.fetch.replayid.corrupted");
  }

  private static FetchRequest.Builder custom(ByteString id) {
    return fetch(ACCOUNTS, 1).setReplayPreset(ReplayPreset.CUSTOM).setReplayId(id);
  }

  private String refused(FetchRequest.Builder request) throws Exception {
    return org.subscribe(request).error();
  }

  @Test
  void later_requests_that_make_no_sense_end_the_stream() throws Exception {
    assertThat(second(fetch(ALL, 1)))
        .isEqualTo("INVALID_ARGUMENT subscription.fetch.topic.mismatch");
    assertThat(second(fetch(ACCOUNTS, 0)))
        .isEqualTo("INVALID_ARGUMENT subscription.fetch.requested.events.invalid");
    assertThat(second(fetch(ACCOUNTS, 1).setAuthRefresh("unknown")))
        .isEqualTo("UNAUTHENTICATED service.auth.refresh.invalid");
  }

  private String second(FetchRequest.Builder request) throws Exception {
    var stream = org.subscribe(fetch(ACCOUNTS, 1));
    stream.send(request.build());
    return stream.error();
  }

  @Test
  void a_valid_refresh_alone_is_taken() throws Exception {
    var stream = org.subscribe(fetch(ACCOUNTS, 1));
    stream.send(fetch("", 0).setAuthRefresh(PubSubFixture.TOKEN).build());
    awaitOpenStreams(1);
    org.createAccounts("one");
    assertThat(org.names(List.of(stream.next()))).containsExactly("one");
  }

  @Test
  void open_streams_can_be_closed_from_outside() throws Exception {
    var stream = org.subscribe(fetch(ACCOUNTS, 1));
    awaitOpenStreams(1);
    assertThat(org.server.closeStreams(PubSubError.SERVICE_UNAVAILABLE)).isEqualTo(1);
    assertThat(stream.error()).isEqualTo("UNAVAILABLE service.unavailable");
    awaitOpenStreams(0);
  }
}
