package dev.syncline.salesforce.pubsub;

import com.google.protobuf.ByteString;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.stream.ChangeStream;
import dev.syncline.engine.stream.Channel;
import dev.syncline.engine.stream.EventMark;
import dev.syncline.engine.stream.ReplayId;
import dev.syncline.engine.stream.StreamBatch;
import dev.syncline.engine.stream.StreamEvent;
import dev.syncline.engine.stream.StreamFault;
import dev.syncline.engine.stream.StreamStart;
import dev.syncline.salesforce.auth.AccessToken;
import dev.syncline.salesforce.event.EventReader;
import dev.syncline.salesforce.pubsub.wire.ConsumerEvent;
import dev.syncline.salesforce.pubsub.wire.FetchRequest;
import dev.syncline.salesforce.pubsub.wire.FetchResponse;
import dev.syncline.salesforce.pubsub.wire.ReplayPreset;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One subscription. What comes waits in an inbox of two answers, each with at most 3 MB; whoever
 * takes decodes, so that the threads of the connection never wait. A session that is refused before
 * anything came is renewed once. Its lock guards everything but the decoding.
 */
final class PubSubStream implements ChangeStream {
  /** The answers that are let in before the first of them is taken. */
  private static final int INBOX = 2;

  /** What all streams of an org share. */
  record Shared(
      PubSubConnection connection, Schemas schemas, EventReader reader, PubSubStreams streams) {}

  private record End(Status status, Metadata trailers) {}

  private final Shared shared;
  private final Channel channel;
  private final StreamStart start;
  private final AccessToken first;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition news = lock.newCondition();
  private final Queue<FetchResponse> inbox = new ArrayDeque<>();
  private @Nullable ClientCall<FetchRequest, FetchResponse> call;
  private @Nullable AccessToken token;
  private @Nullable End end;
  private @Nullable OrgException failure;
  private Instant lastSign = Instant.MAX;
  private int requested;
  private boolean heard;
  private boolean renewed;
  private boolean closed;

  /**
   * @param first the token to begin with
   */
  PubSubStream(Shared shared, Channel channel, StreamStart start, AccessToken first) {
    this.shared = shared;
    this.channel = channel;
    this.start = start;
    this.first = first;
  }

  @Override
  public void request(int events) {
    if (events < 1) {
      throw new IllegalArgumentException("Ask for at least one event");
    }
    lock.lock();
    try {
      if (failure != null) {
        throw failure;
      }
      int more = Math.min(events, MAX_REQUESTED - requested);
      if (closed || more == 0) {
        return;
      }
      if (requested == 0) {
        lastSign = shared.streams().now();
      }
      requested += more;
      if (call == null) {
        begin(first);
      } else if (end == null) {
        call.sendMessage(
            FetchRequest.newBuilder().setTopicName(channel.name()).setNumRequested(more).build());
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int requested() {
    lock.lock();
    try {
      return requested;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public Optional<StreamBatch> take(Duration patience) throws InterruptedException {
    Optional<FetchResponse> answer = await(patience.toNanos());
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    StreamBatch batch;
    try {
      batch = decode(answer.get());
    } catch (OrgException e) {
      throw failed(e);
    }
    lock.lock();
    try {
      inbox.poll();
      requested -= batch.events().size();
      if (call != null) {
        call.request(1);
      }
      return Optional.of(batch);
    } finally {
      lock.unlock();
    }
  }

  /** The next answer, which stays in the inbox; empty if none comes in time. */
  private Optional<FetchResponse> await(long patience) throws InterruptedException {
    long left = patience;
    while (true) {
      AccessToken refused;
      lock.lockInterruptibly();
      try {
        while (isQuiet() && left > 0) {
          long slice = Math.min(left, Math.max(1, untilSilent().toNanos()));
          left -= slice - news.awaitNanos(slice);
        }
        Optional<FetchResponse> answer = standing();
        if (answer.isPresent() || closed || end == null) {
          return answer;
        }
        refused = refusedSession();
      } finally {
        lock.unlock();
      }
      renew(refused);
    }
  }

  /** Whether there is nothing to do but to wait. */
  private boolean isQuiet() {
    boolean over = end != null || failure != null || closed;
    return !over && inbox.isEmpty() && !untilSilent().isNegative();
  }

  /** What stands without waiting, with the lock held. */
  private Optional<FetchResponse> standing() {
    if (closed) {
      return Optional.empty();
    }
    if (inbox.isEmpty() && end == null && failure == null && untilSilent().isNegative()) {
      fail(StreamFault.SILENT, channel + " has said nothing for " + silence());
    }
    if (failure != null) {
      throw failure;
    }
    return Optional.ofNullable(inbox.peek());
  }

  /** The token that was refused; every other end of the stream is its failure. */
  private AccessToken refusedSession() {
    End over = end;
    AccessToken used = token;
    if (over == null || used == null) {
      throw new IllegalStateException("The stream has not ended");
    }
    StreamFault fault = PubSubFailures.fault(over.status(), over.trailers());
    if (fault == StreamFault.AUTH && !renewed) {
      renewed = true;
      return used;
    }
    OrgException failed =
        over.status().isOk()
            ? PubSubFailures.failure(fault, "The org has ended " + channel, null)
            : PubSubFailures.of(fault, over.status(), over.trailers(), channel.name());
    failure = failed;
    throw failed;
  }

  /** Signs in anew; a stream that had begun is over, one that had not begins again. */
  private void renew(AccessToken refused) {
    AccessToken fresh;
    try {
      fresh = shared.connection().session().tokens().renewed(refused);
    } catch (OrgException e) {
      throw failed(e);
    }
    lock.lock();
    try {
      if (heard) {
        fail(StreamFault.TRANSIENT, "The session of " + channel + " has ended and was renewed");
      } else if (!closed) {
        end = null;
        lastSign = shared.streams().now();
        begin(fresh);
      }
    } finally {
      lock.unlock();
    }
  }

  private OrgException failed(OrgException why) {
    lock.lock();
    try {
      failure = failure == null ? why : failure;
      cancel("failed");
      return failure;
    } finally {
      lock.unlock();
    }
  }

  private void fail(StreamFault fault, String message) {
    failure = PubSubFailures.failure(fault, message, null);
    cancel(message);
  }

  private Duration silence() {
    return shared.streams().silence();
  }

  /** How long it may still be silent: without bound where nothing is asked for. */
  private Duration untilSilent() {
    return requested == 0
        ? silence()
        : silence().minus(Duration.between(lastSign, shared.streams().now()));
  }

  private void begin(AccessToken present) {
    ClientCall<FetchRequest, FetchResponse> opened =
        shared.connection().open(PubSubMethods.SUBSCRIBE);
    token = present;
    call = opened;
    opened.start(new Listener(opened), shared.connection().session().headers(present));
    opened.request(INBOX);
    opened.sendMessage(opening());
  }

  private FetchRequest opening() {
    FetchRequest.Builder opening =
        FetchRequest.newBuilder().setTopicName(channel.name()).setNumRequested(requested);
    return switch (start) {
      case StreamStart.Newest _ -> opening.setReplayPreset(ReplayPreset.LATEST).build();
      case StreamStart.Oldest _ -> opening.setReplayPreset(ReplayPreset.EARLIEST).build();
      case StreamStart.After(ReplayId id) ->
          opening
              .setReplayPreset(ReplayPreset.CUSTOM)
              .setReplayId(ByteString.copyFrom(id.bytes()))
              .build();
    };
  }

  private StreamBatch decode(FetchResponse answer) {
    List<StreamEvent> events = new ArrayList<>();
    for (ConsumerEvent event : answer.getEventsList()) {
      events.add(decode(event));
    }
    if (events.size() > requested()) {
      throw PubSubFailures.failure(
          StreamFault.UNKNOWN, channel + " has sent more events than were asked for", null);
    }
    // With events, the last of them is certain to be no further than what was delivered.
    Optional<ReplayId> reaches =
        events.isEmpty()
            ? Optional.of(answer.getLatestReplayId())
                .filter(id -> !id.isEmpty() && id.size() <= ReplayId.MAX_BYTES)
                .map(id -> ReplayId.of(id.toByteArray()))
            : Optional.of(events.getLast().replayId());
    return new StreamBatch(events, reaches);
  }

  private StreamEvent decode(ConsumerEvent event) {
    ByteString place = event.getReplayId();
    if (place.isEmpty() || place.size() > ReplayId.MAX_BYTES) {
      throw PubSubFailures.failure(
          StreamFault.UNKNOWN, channel + " has sent an event without a replay id", null);
    }
    ReplayId replayId = ReplayId.of(place.toByteArray());
    String id = event.getEvent().getId();
    EventMark mark = new EventMark(replayId, id.isBlank() ? replayId.hex() : id);
    byte[] payload = event.getEvent().getPayload().toByteArray();
    return switch (shared.schemas().find(event.getEvent().getSchemaId())) {
      case Schemas.Found.Read(var schema) -> shared.reader().read(mark, schema, payload);
      case Schemas.Found.Missing(String why, var _) ->
          EventReader.unreadable(mark, Optional.empty(), why);
    };
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      inbox.clear();
      cancel("closed");
      news.signalAll();
    } finally {
      lock.unlock();
    }
    shared.streams().left(this);
  }

  private void cancel(String why) {
    if (call != null) {
      call.cancel(why, null);
    }
  }

  /** What one call brings; a call that was given up brings nothing. */
  private final class Listener extends ClientCall.Listener<FetchResponse> {
    private final ClientCall<FetchRequest, FetchResponse> mine;

    Listener(ClientCall<FetchRequest, FetchResponse> mine) {
      this.mine = mine;
    }

    @Override
    public void onMessage(FetchResponse answer) {
      lock.lock();
      try {
        if (call == mine && !closed && failure == null) {
          inbox.add(answer);
          heard = true;
          lastSign = shared.streams().now();
          news.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      lock.lock();
      try {
        if (call == mine) {
          end = new End(status, trailers);
          news.signalAll();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}
