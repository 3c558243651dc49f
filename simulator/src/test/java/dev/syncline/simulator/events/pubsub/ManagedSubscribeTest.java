package dev.syncline.simulator.events.pubsub;

import static dev.syncline.simulator.events.pubsub.PubSubFixture.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.syncline.simulator.events.log.ReplayId;
import dev.syncline.simulator.events.pubsub.ManagedSubscriptions.Definition;
import dev.syncline.simulator.events.pubsub.ManagedSubscriptions.Replay;
import dev.syncline.simulator.events.pubsub.wire.CommitReplayRequest;
import dev.syncline.simulator.events.pubsub.wire.CommitReplayResponse;
import dev.syncline.simulator.events.pubsub.wire.ErrorCode;
import dev.syncline.simulator.events.pubsub.wire.ManagedFetchRequest;
import dev.syncline.simulator.events.pubsub.wire.ManagedFetchResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Managed subscriptions: the org remembers how far a client has come. */
class ManagedSubscribeTest {
  private PubSubFixture org;
  private String id = "";

  @BeforeEach
  void open() throws IOException {
    org = new PubSubFixture();
    id = define(true, Replay.EARLIEST, Replay.EARLIEST);
  }

  @AfterEach
  void close() {
    org.close();
  }

  private String define(boolean running, Replay first, Replay recovery) {
    return org.managed.define(new Definition("Accounts", ACCOUNTS, first, recovery, running));
  }

  private static ManagedFetchRequest.Builder byName(int events) {
    return ManagedFetchRequest.newBuilder().setDeveloperName("Accounts").setNumRequested(events);
  }

  private Stream<ManagedFetchRequest, ManagedFetchResponse> read(
      ManagedFetchRequest.Builder request) {
    Stream<ManagedFetchRequest, ManagedFetchResponse> stream =
        org.open(PubSubMethods.MANAGED_SUBSCRIBE);
    stream.send(request.build());
    return stream;
  }

  private List<String> names(Stream<ManagedFetchRequest, ManagedFetchResponse> stream, int count)
      throws Exception {
    var names = new ArrayList<String>();
    while (names.size() < count) {
      stream.next().getEventsList().forEach(e -> names.add(org.text(e.getEvent(), "Name")));
    }
    return names;
  }

  private static ManagedFetchRequest commit(String requestId, ByteString replayId) {
    return ManagedFetchRequest.newBuilder()
        .setCommitReplayIdRequest(
            CommitReplayRequest.newBuilder().setCommitRequestId(requestId).setReplayId(replayId))
        .build();
  }

  private void awaitEnd(Stream<ManagedFetchRequest, ManagedFetchResponse> stream) {
    stream.cancel();
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (org.server.openStreams() > 0 && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    assertThat(org.server.openStreams()).isZero();
  }

  @Test
  void a_client_comes_back_to_what_it_committed() throws Exception {
    org.createAccounts("one", "two", "three");
    var stream = read(byName(1));
    ManagedFetchResponse one = stream.next();
    stream.send(byName(1).build());
    assertThat(names(stream, 1)).containsExactly("two");
    stream.send(commit("c1", one.getLatestReplayId()));
    ManagedFetchResponse answer = stream.next();
    // Clients read the latest replay id of every answer.
    assertThat(answer.getLatestReplayId().size()).isEqualTo(10);
    CommitReplayResponse committed = answer.getCommitResponse();
    assertThat(committed.getCommitRequestId()).isEqualTo("c1");
    assertThat(committed.getReplayId()).isEqualTo(one.getLatestReplayId());
    assertThat(committed.hasError()).isFalse();
    assertThat(committed.getProcessTime()).isEqualTo(PubSubFixture.NOW.toEpochMilli());
    awaitEnd(stream);
    assertThat(
            names(
                read(ManagedFetchRequest.newBuilder().setSubscriptionId(id).setNumRequested(5)), 2))
        .containsExactly("two", "three");
  }

  @Test
  void commits_that_make_no_sense_are_answered_and_the_stream_goes_on() throws Exception {
    org.createAccounts("one", "two", "three");
    var stream = read(byName(2));
    ByteString first = stream.next().getEvents(0).getReplayId();
    ByteString second = ByteString.copyFrom(new ReplayId(position(first) + 1).bytes());
    ByteString third = ByteString.copyFrom(new ReplayId(position(first) + 2).bytes());
    assertThat(committing(stream, ByteString.EMPTY)).contains("has no Replay ID");
    assertThat(committing(stream, ByteString.copyFromUtf8("garbage"))).contains("is invalid");
    assertThat(committing(stream, third)).contains("before its event is delivered");
    assertThat(committing(stream, second)).isEmpty();
    assertThat(committing(stream, first)).contains("older than the committed one");
    org.clock.advance(Duration.ofHours(80));
    assertThat(committing(stream, second)).contains("outside of the retention window");
    assertThat(stream.isOpen()).isTrue();
  }

  private static long position(ByteString id) {
    return ReplayId.parse(id.toByteArray()).orElseThrow().position();
  }

  private static String committing(
      Stream<ManagedFetchRequest, ManagedFetchResponse> stream, ByteString id) throws Exception {
    stream.send(commit("c", id));
    ManagedFetchResponse answer =
        stream.until(all -> !all.isEmpty() && all.getLast().hasCommitResponse()).getLast();
    CommitReplayResponse response = answer.getCommitResponse();
    if (response.hasError()) {
      assertThat(response.getError().getCode()).isEqualTo(ErrorCode.COMMIT);
    }
    return response.getError().getMsg();
  }

  @Test
  void a_subscription_whose_commit_expired_starts_where_its_recovery_says() throws Exception {
    org.createAccounts("one");
    var stream = read(byName(1));
    stream.send(commit("c", stream.next().getLatestReplayId()));
    stream.next();
    awaitEnd(stream);
    org.clock.advance(Duration.ofHours(80));
    org.createAccounts("two");
    assertThat(names(read(byName(1)), 1)).containsExactly("two");
  }

  @Test
  void a_subscription_starts_at_the_latest_event_if_so_defined() throws Exception {
    define(true, Replay.LATEST, Replay.LATEST);
    org.createAccounts("before");
    var stream = read(byName(5));
    stream.send(commit("c", ByteString.copyFrom(new ReplayId(org.events.log().latest()).bytes())));
    assertThat(stream.next().getCommitResponse().hasError()).isFalse();
    org.createAccounts("after");
    assertThat(names(stream, 1)).containsExactly("after");
  }

  @Test
  void one_stream_reads_a_subscription_at_a_time() throws Exception {
    org.createAccounts("one");
    var first = read(byName(1));
    first.next();
    assertThat(read(byName(1)).error())
        .isEqualTo("ALREADY_EXISTS managed.subscription.already.active");
    awaitEnd(first);
    assertThat(names(read(byName(1)), 1)).containsExactly("one");
  }

  @Test
  void stopping_and_deleting_ends_the_stream() throws Exception {
    org.createAccounts("one");
    var stopped = read(byName(1));
    stopped.next();
    define(false, Replay.EARLIEST, Replay.EARLIEST);
    assertThat(stopped.error())
        .isEqualTo("FAILED_PRECONDITION managed.subscription.config.stopped");
    assertThat(read(byName(1)).error())
        .isEqualTo("FAILED_PRECONDITION managed.subscription.config.stopped");
    define(true, Replay.EARLIEST, Replay.EARLIEST);
    var deleted = read(byName(1));
    deleted.next();
    assertThat(org.managed.delete("Accounts")).isTrue();
    assertThat(deleted.error()).isEqualTo("NOT_FOUND managed.subscription.config.deleted");
    assertThat(read(byName(1)).error())
        .isEqualTo("NOT_FOUND managed.subscription.developer.name.not.found");
  }

  @Test
  void first_requests_that_make_no_sense_are_refused() throws Exception {
    assertThat(read(ManagedFetchRequest.newBuilder()).error())
        .isEqualTo("INVALID_ARGUMENT managed.subscription.id.or.developer.name.empty");
    assertThat(read(byName(1).setSubscriptionId(id)).error())
        .isEqualTo("INVALID_ARGUMENT managed.subscription.id.or.developer.name.empty");
    assertThat(read(ManagedFetchRequest.newBuilder().setSubscriptionId("18x")).error())
        .isEqualTo("INVALID_ARGUMENT managed.subscription.subscription.id.invalid");
    assertThat(read(ManagedFetchRequest.newBuilder().setSubscriptionId("18x000000000009")).error())
        .isEqualTo("NOT_FOUND managed.subscription.subscription.id.not.found");
    assertThat(read(byName(-1)).error())
        .isEqualTo("INVALID_ARGUMENT managed.subscription.fetch.request.events.invalid");
    assertThat(read(byName(1).setAuthRefresh(PubSubFixture.TOKEN)).error())
        .isEqualTo("INVALID_ARGUMENT managed.subscription.fetch.request.auth.request.restricted");
    assertThat(
            read(byName(1).setCommitReplayIdRequest(CommitReplayRequest.getDefaultInstance()))
                .error())
        .isEqualTo("INVALID_ARGUMENT managed.subscription.fetch.request.commit.request.restricted");
  }

  @Test
  void later_requests_that_make_no_sense_end_the_stream() throws Exception {
    var empty = read(byName(1));
    empty.send(ManagedFetchRequest.getDefaultInstance());
    assertThat(empty.error())
        .isEqualTo("INVALID_ARGUMENT managed.subscription.fetch.request.invalid");
    awaitEnd(empty);
    var negative = read(byName(1));
    negative.send(byName(-1).build());
    assertThat(negative.error())
        .isEqualTo("INVALID_ARGUMENT managed.subscription.fetch.request.events.invalid");
  }
}
