package dev.syncline.simulator.events.pubsub;

import dev.syncline.simulator.events.SeenEvents;
import dev.syncline.simulator.events.Topic;
import dev.syncline.simulator.events.log.EventLog;
import dev.syncline.simulator.events.log.ReplayId;
import dev.syncline.simulator.events.log.StoredEvent;
import dev.syncline.simulator.events.pubsub.ManagedSubscriptions.Managed;
import dev.syncline.simulator.events.pubsub.ManagedSubscriptions.Replay;
import dev.syncline.simulator.events.pubsub.wire.CommitReplayRequest;
import dev.syncline.simulator.events.pubsub.wire.CommitReplayResponse;
import dev.syncline.simulator.events.pubsub.wire.Error;
import dev.syncline.simulator.events.pubsub.wire.ErrorCode;
import dev.syncline.simulator.events.pubsub.wire.ManagedFetchRequest;
import dev.syncline.simulator.events.pubsub.wire.ManagedFetchResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of ManagedSubscribe: like Subscribe, but the org remembers how far the client has come.
 * Requests are taken in one by one, so that a client that commits without end takes no memory.
 */
final class ManagedSubscribeCall implements StreamObserver<ManagedFetchRequest> {
  private final PubSubParts parts;
  private final CallContext call;
  private final InstantSource clock;
  private final ServerCallStreamObserver<ManagedFetchResponse> answers;
  private final Consumer<PubSubError> end = this::fail;
  private volatile @Nullable EventFlow flow;
  private volatile String id = "";
  private String topicName = "";
  private boolean failed;
  private long delivered;

  ManagedSubscribeCall(
      PubSubParts parts,
      CallContext call,
      InstantSource clock,
      ServerCallStreamObserver<ManagedFetchResponse> answers) {
    this.parts = parts;
    this.call = call;
    this.clock = clock;
    this.answers = answers;
    answers.disableAutoRequest();
    answers.request(1);
    answers.setOnReadyHandler(
        () -> {
          EventFlow running = flow;
          if (running != null) {
            running.wake();
          }
        });
    answers.setOnCancelHandler(this::gone);
  }

  @Override
  public void onNext(ManagedFetchRequest request) {
    EventFlow running = flow;
    if (failed) {
      return;
    }
    Optional<PubSubError> error = running == null ? start(request) : goOn(running, request);
    error.ifPresent(this::fail);
    if (running == null && error.isEmpty()) {
      answers.request(1);
    }
  }

  private Optional<PubSubError> start(ManagedFetchRequest request) {
    String wantedId = request.getSubscriptionId();
    String name = request.getDeveloperName();
    if (wantedId.isEmpty() == name.isEmpty()) {
      return Optional.of(PubSubError.MANAGED_ID_OR_NAME);
    }
    if (!wantedId.isEmpty() && wantedId.length() != 15 && wantedId.length() != 18) {
      return Optional.of(PubSubError.MANAGED_ID_INVALID);
    }
    if (request.hasCommitReplayIdRequest()) {
      return Optional.of(PubSubError.MANAGED_COMMIT_RESTRICTED);
    }
    if (!request.getAuthRefresh().isEmpty()) {
      return Optional.of(PubSubError.MANAGED_REFRESH_RESTRICTED);
    }
    if (request.getNumRequested() < 0) {
      return Optional.of(PubSubError.MANAGED_EVENTS_INVALID);
    }
    Optional<Managed> managed =
        name.isEmpty() ? parts.managed().withId(wantedId) : parts.managed().named(name);
    if (managed.isEmpty()) {
      return Optional.of(
          name.isEmpty() ? PubSubError.MANAGED_ID_NOT_FOUND : PubSubError.MANAGED_NAME_NOT_FOUND);
    }
    return read(managed.get(), request.getNumRequested());
  }

  private Optional<PubSubError> read(Managed managed, int requested) {
    Optional<Topic> topic = parts.topics().find(managed.definition().topic());
    if (!managed.definition().running()) {
      return Optional.of(PubSubError.MANAGED_STOPPED);
    }
    if (topic.isEmpty()) {
      return Optional.of(PubSubError.TOPIC_NOT_FOUND);
    }
    SeenEvents seen = parts.seenBy(call);
    if (!seen.sees(topic.get().name())) {
      return Optional.of(PubSubError.TOPIC_PERMISSION);
    }
    if (!parts.streams().enter(end)) {
      return Optional.of(PubSubError.CONCURRENT_CLIENTS);
    }
    if (!parts.managed().activate(managed.id(), end)) {
      parts.streams().leave(end);
      return Optional.of(PubSubError.MANAGED_ACTIVE);
    }
    id = managed.id();
    topicName = topic.get().name();
    delivered = position(managed);
    var started = new EventFlow(parts.source(), topic.get(), seen, delivered, outlet());
    flow = started;
    started.start();
    started.request(requested);
    return Optional.empty();
  }

  private long position(Managed managed) {
    OptionalLong committed = managed.position();
    if (committed.isEmpty()) {
      return position(managed.definition().defaultReplay());
    }
    OptionalLong there = log().after(committed.getAsLong(), topicName);
    return there.isPresent()
        ? there.getAsLong()
        : position(managed.definition().errorRecoveryReplay());
  }

  private long position(Replay replay) {
    return switch (replay) {
      case LATEST -> log().freshPosition();
      case EARLIEST -> log().earliest();
    };
  }

  private EventLog log() {
    return parts.source().log();
  }

  private Optional<PubSubError> goOn(EventFlow running, ManagedFetchRequest request) {
    boolean refreshes = !request.getAuthRefresh().isEmpty();
    if (refreshes && parts.users().userOf(request.getAuthRefresh()).isEmpty()) {
      return Optional.of(PubSubError.AUTH_REFRESH_INVALID);
    }
    if (request.getNumRequested() < 0) {
      return Optional.of(PubSubError.MANAGED_EVENTS_INVALID);
    }
    boolean commits = request.hasCommitReplayIdRequest();
    if (request.getNumRequested() == 0 && !commits && !refreshes) {
      return Optional.of(PubSubError.MANAGED_FETCH_INVALID);
    }
    running.run(
        () -> {
          if (commits) {
            commit(request.getCommitReplayIdRequest());
          }
          answers.request(1);
        });
    running.request(request.getNumRequested());
    return Optional.empty();
  }

  /** Between two sendings: what is committed must have been delivered, and must not go back. */
  private void commit(CommitReplayRequest request) {
    byte[] bytes = request.getReplayId().toByteArray();
    OptionalLong position =
        ReplayId.parse(bytes)
            .map(replay -> log().after(replay.position(), topicName))
            .orElse(OptionalLong.empty());
    OptionalLong committed = parts.managed().committed(id);
    String problem = "";
    if (bytes.length == 0) {
      problem = "The commit request has no Replay ID.";
    } else if (position.isEmpty()) {
      problem = "The Replay ID is invalid or outside of the retention window.";
    } else if (position.getAsLong() > delivered) {
      problem = "The Replay ID can't be committed before its event is delivered.";
    } else if (committed.isPresent() && position.getAsLong() < committed.getAsLong()) {
      problem = "The Replay ID is older than the committed one.";
    } else {
      parts.managed().commit(id, position.getAsLong());
    }
    var response =
        CommitReplayResponse.newBuilder()
            .setCommitRequestId(request.getCommitRequestId())
            .setReplayId(request.getReplayId())
            .setProcessTime(clock.millis());
    if (!problem.isEmpty()) {
      response.setError(Error.newBuilder().setCode(ErrorCode.COMMIT).setMsg(problem));
    }
    answers.onNext(
        ManagedFetchResponse.newBuilder()
            .setCommitResponse(response)
            .setLatestReplayId(Replies.bytes(new ReplayId(delivered)))
            .setRpcId(call.rpcId())
            .build());
  }

  private EventFlow.Outlet outlet() {
    return new EventFlow.Outlet() {
      @Override
      public boolean ready() {
        return answers.isReady();
      }

      @Override
      public void send(List<StoredEvent> events, ReplayId latest, int pending) {
        delivered = latest.position();
        answers.onNext(
            ManagedFetchResponse.newBuilder()
                .addAllEvents(Replies.events(events))
                .setLatestReplayId(Replies.bytes(latest))
                .setRpcId(call.rpcId())
                .setPendingNumRequested(pending)
                .build());
      }

      @Override
      public void fail(PubSubError error) {
        leave();
        answers.onError(error.exception(call.rpcId()));
      }

      @Override
      public void complete() {
        leave();
        answers.onCompleted();
      }
    };
  }

  private void fail(PubSubError error) {
    EventFlow running = flow;
    if (running != null) {
      running.fail(error);
    } else if (!failed) {
      failed = true;
      answers.onError(error.exception(call.rpcId()));
    }
  }

  /** Who sees the stream gone may read the subscription at once. */
  private void leave() {
    parts.managed().deactivate(id, end);
    parts.streams().leave(end);
  }

  private void gone() {
    leave();
    EventFlow running = flow;
    if (running != null) {
      running.stop();
    }
  }

  @Override
  public void onError(Throwable broken) {
    gone();
  }

  @Override
  public void onCompleted() {
    EventFlow running = flow;
    if (running != null) {
      running.noMore();
    } else if (!failed) {
      answers.onCompleted();
    }
  }
}
