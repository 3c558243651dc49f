package dev.syncline.simulator.events.pubsub;

import dev.syncline.simulator.events.EventUsers;
import dev.syncline.simulator.events.SeenEvents;
import dev.syncline.simulator.events.Topic;
import dev.syncline.simulator.events.Topics;
import dev.syncline.simulator.events.log.EventLog;
import dev.syncline.simulator.events.log.ReplayId;
import dev.syncline.simulator.events.log.StoredEvent;
import dev.syncline.simulator.events.pubsub.wire.FetchRequest;
import dev.syncline.simulator.events.pubsub.wire.FetchResponse;
import dev.syncline.simulator.events.pubsub.wire.ReplayPreset;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One call of Subscribe. The first request names the topic and where to start; later ones ask for
 * more, and what they say of the start is ignored, as the interface's own words have it.
 */
final class SubscribeCall implements StreamObserver<FetchRequest> {
  private final Topics topics;
  private final EventUsers users;
  private final EventFlow.Source source;
  private final SeenEvents seen;
  private final Streams streams;
  private final CallContext call;
  private final ServerCallStreamObserver<FetchResponse> answers;
  private final Consumer<PubSubError> end = this::fail;
  private volatile @Nullable EventFlow flow;
  private String topicName = "";
  private boolean failed;

  SubscribeCall(
      PubSubParts parts, CallContext call, ServerCallStreamObserver<FetchResponse> answers) {
    this.topics = parts.topics();
    this.users = parts.users();
    this.source = parts.source();
    this.seen = parts.seenBy(call);
    this.streams = parts.streams();
    this.call = call;
    this.answers = answers;
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
  public void onNext(FetchRequest request) {
    EventFlow running = flow;
    if (failed) {
      return;
    }
    Optional<PubSubError> error = running == null ? start(request) : goOn(running, request);
    error.ifPresent(this::fail);
  }

  private Optional<PubSubError> start(FetchRequest request) {
    if (request.getTopicName().isBlank()) {
      return Optional.of(PubSubError.TOPIC_EMPTY);
    }
    Optional<Topic> topic = topics.find(request.getTopicName());
    if (topic.isEmpty()) {
      return Optional.of(PubSubError.TOPIC_NOT_FOUND);
    }
    if (!seen.sees(topic.get().name())) {
      return Optional.of(PubSubError.TOPIC_PERMISSION);
    }
    if (request.getNumRequested() <= 0) {
      return Optional.of(PubSubError.REQUESTED_EVENTS_INVALID);
    }
    boolean custom = request.getReplayPreset() == ReplayPreset.CUSTOM;
    if (custom && request.getReplayId().isEmpty()) {
      return Optional.of(PubSubError.REPLAY_ID_MISSING);
    }
    OptionalLong position = position(source.log(), request);
    if (position.isEmpty()) {
      return Optional.of(PubSubError.REPLAY_ID_CORRUPTED);
    }
    if (!streams.enter(end)) {
      return Optional.of(PubSubError.CONCURRENT_CLIENTS);
    }
    topicName = request.getTopicName();
    var started = new EventFlow(source, topic.get(), seen, position.getAsLong(), outlet());
    flow = started;
    started.start();
    started.request(request.getNumRequested());
    return Optional.empty();
  }

  private static OptionalLong position(EventLog log, FetchRequest request) {
    return switch (request.getReplayPreset()) {
      case EARLIEST -> OptionalLong.of(log.earliest());
      case CUSTOM ->
          ReplayId.parse(request.getReplayId().toByteArray())
              .map(id -> log.after(id.position(), request.getTopicName()))
              .orElse(OptionalLong.empty());
      case LATEST, UNRECOGNIZED -> OptionalLong.of(log.freshPosition());
    };
  }

  private Optional<PubSubError> goOn(EventFlow running, FetchRequest request) {
    if (!request.getTopicName().isEmpty() && !request.getTopicName().equals(topicName)) {
      return Optional.of(PubSubError.TOPIC_MISMATCH);
    }
    boolean refreshes = !request.getAuthRefresh().isEmpty();
    if (refreshes && users.userOf(request.getAuthRefresh()).isEmpty()) {
      return Optional.of(PubSubError.AUTH_REFRESH_INVALID);
    }
    if (request.getNumRequested() < 0 || (request.getNumRequested() == 0 && !refreshes)) {
      return Optional.of(PubSubError.REQUESTED_EVENTS_INVALID);
    }
    running.request(request.getNumRequested());
    return Optional.empty();
  }

  private EventFlow.Outlet outlet() {
    return new EventFlow.Outlet() {
      @Override
      public boolean ready() {
        return answers.isReady();
      }

      @Override
      public void send(List<StoredEvent> events, ReplayId latest, int pending) {
        answers.onNext(
            FetchResponse.newBuilder()
                .addAllEvents(Replies.events(events))
                .setLatestReplayId(Replies.bytes(latest))
                .setRpcId(call.rpcId())
                .setPendingNumRequested(pending)
                .build());
      }

      @Override
      public void fail(PubSubError error) {
        streams.leave(end);
        answers.onError(error.exception(call.rpcId()));
      }

      @Override
      public void complete() {
        streams.leave(end);
        answers.onCompleted();
      }
    };
  }

  /** Ends the stream with an error: through the flow, where there is one. */
  private void fail(PubSubError error) {
    EventFlow running = flow;
    if (running != null) {
      running.fail(error);
    } else if (!failed) {
      failed = true;
      answers.onError(error.exception(call.rpcId()));
    }
  }

  private void gone() {
    streams.leave(end);
    EventFlow running = flow;
    if (running != null) {
      running.stop();
    }
  }

  @Override
  public void onError(Throwable broken) {
    gone();
  }

  /** The client asks for no more: the stream ends once it was given what it asked for. */
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
