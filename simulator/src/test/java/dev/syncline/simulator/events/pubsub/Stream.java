package dev.syncline.simulator.events.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A stream of a client: what it is answered, in order, and how it ended. */
final class Stream<Q, A> implements ClientResponseObserver<Q, A> {
  private static final long SECONDS = 30;

  private final BlockingQueue<A> answers = new LinkedBlockingQueue<>();
  private final CompletableFuture<@Nullable Throwable> end = new CompletableFuture<>();
  private final CompletableFuture<ClientCallStreamObserver<Q>> requests = new CompletableFuture<>();

  static <Q, A> Stream<Q, A> open(Channel channel, MethodDescriptor<Q, A> method) {
    var stream = new Stream<Q, A>();
    var call = channel.newCall(method, CallOptions.DEFAULT);
    assertThat(ClientCalls.asyncBidiStreamingCall(call, stream)).isNotNull();
    return stream;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<Q> stream) {
    requests.complete(stream);
  }

  void send(Q request) {
    requests.join().onNext(request);
  }

  /** Says that no more requests will come. */
  void halfClose() {
    requests.join().onCompleted();
  }

  void cancel() {
    requests.join().cancel("enough", null);
  }

  @Override
  public void onNext(A answer) {
    answers.add(answer);
  }

  @Override
  public void onError(Throwable failure) {
    end.complete(failure);
  }

  @Override
  public void onCompleted() {
    end.complete(null);
  }

  /** The next answer. */
  A next() throws Exception {
    A answer = answers.poll(SECONDS, TimeUnit.SECONDS);
    if (answer == null) {
      throw new AssertionError("no answer within " + SECONDS + " s; the end: " + end);
    }
    return answer;
  }

  /** Answers up to the first one after which a condition holds for all of them. */
  List<A> until(Predicate<List<A>> condition) throws Exception {
    var all = new ArrayList<A>();
    while (!condition.test(all)) {
      all.add(next());
    }
    return all;
  }

  /** Answers that are there and were not taken. */
  List<A> rest() {
    var all = new ArrayList<A>();
    answers.drainTo(all);
    return all;
  }

  /** How the stream ended: the failure, or null. */
  @Nullable Throwable end() throws Exception {
    return end.get(SECONDS, TimeUnit.SECONDS);
  }

  /** The error that the stream ended with, in short. */
  String error() throws Exception {
    Throwable failure = end();
    return failure == null ? "completed" : PubSubFixture.error(failure);
  }

  boolean isOpen() {
    return !end.isDone();
  }
}
