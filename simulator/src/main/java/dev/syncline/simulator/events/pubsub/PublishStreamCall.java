package dev.syncline.simulator.events.pubsub;

import dev.syncline.simulator.events.Alarm;
import dev.syncline.simulator.events.Serial;
import dev.syncline.simulator.events.pubsub.wire.PublishRequest;
import dev.syncline.simulator.events.pubsub.wire.PublishResponse;
import io.grpc.StatusException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.function.Consumer;

/** One call of PublishStream: requests are answered in order, one at a time. */
final class PublishStreamCall implements StreamObserver<PublishRequest> {
  private final PubSubParts parts;
  private final CallContext call;
  private final ServerCallStreamObserver<PublishResponse> answers;
  private final FlowMessages messages = new FlowMessages();
  private final Serial steps;
  private final Alarm alarm;
  private final Consumer<PubSubError> end = this::failLater;
  private String topicName = "";
  private boolean ended;

  PublishStreamCall(
      PubSubParts parts, CallContext call, ServerCallStreamObserver<PublishResponse> answers) {
    this.parts = parts;
    this.call = call;
    this.answers = answers;
    this.steps = new Serial(parts.source().executor(), messages::take);
    this.alarm = new Alarm(parts.source().timer());
    answers.disableAutoRequest();
    answers.setOnCancelHandler(() -> run(this::gone));
    answers.request(1);
    run(this::begin);
  }

  private void run(Runnable action) {
    messages.run(
        () -> {
          if (!ended) {
            action.run();
          }
        });
    steps.ask();
  }

  private void begin() {
    if (parts.streams().enter(end)) {
      setAlarm();
    } else {
      fail(PubSubError.CONCURRENT_CLIENTS.exception(call.rpcId()));
    }
  }

  private void setAlarm() {
    alarm.set(
        parts.source().times().publishIdle(),
        number ->
            run(
                () -> {
                  if (alarm.isCurrent(number)) {
                    fail(PubSubError.PUBLISH_TIMEOUT.exception(call.rpcId()));
                  }
                }));
  }

  @Override
  public void onNext(PublishRequest request) {
    run(() -> answer(request));
  }

  private void answer(PublishRequest request) {
    try {
      checkRefresh(request);
      if (request.getEventsCount() > 0 || request.getAuthRefresh().isEmpty()) {
        answers.onNext(new PublishCall(parts, call).answer(request, topicName));
        topicName = topicName.isEmpty() ? request.getTopicName() : topicName;
      }
      setAlarm();
      answers.request(1);
    } catch (StatusException e) {
      fail(e);
    }
  }

  private void checkRefresh(PublishRequest request) throws StatusException {
    if (request.getAuthRefresh().isEmpty()) {
      return;
    }
    if (topicName.isEmpty()) {
      throw PubSubError.PUBLISH_REFRESH_INVALID.exception(call.rpcId());
    }
    if (parts.users().userOf(request.getAuthRefresh()).isEmpty()) {
      throw PubSubError.AUTH_REFRESH_INVALID.exception(call.rpcId());
    }
  }

  private void failLater(PubSubError error) {
    run(() -> fail(error.exception(call.rpcId())));
  }

  private void fail(StatusException error) {
    gone();
    answers.onError(error);
  }

  private void gone() {
    ended = true;
    alarm.stop();
    parts.streams().leave(end);
  }

  @Override
  public void onError(Throwable broken) {
    run(this::gone);
  }

  @Override
  public void onCompleted() {
    run(
        () -> {
          gone();
          answers.onCompleted();
        });
  }
}
