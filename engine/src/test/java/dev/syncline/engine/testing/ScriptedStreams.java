package dev.syncline.engine.testing;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.stream.ChangeStream;
import dev.syncline.engine.stream.ChangeStreams;
import dev.syncline.engine.stream.Channel;
import dev.syncline.engine.stream.EventMark;
import dev.syncline.engine.stream.ReplayId;
import dev.syncline.engine.stream.StreamBatch;
import dev.syncline.engine.stream.StreamEvent;
import dev.syncline.engine.stream.StreamFault;
import dev.syncline.engine.stream.StreamStart;
import dev.syncline.model.Problem;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An org's event log in memory: tests tell events, let them expire, send keep-alives and break
 * streams. Replay ids are places in the log. Its lock is the object itself.
 */
public final class ScriptedStreams implements ChangeStreams {
  private record Told(Channel channel, StreamEvent event) {}

  private final Set<Channel> channels;
  private final List<Told> log = new ArrayList<>();
  private final List<Stream> open = new ArrayList<>();
  private final Deque<OrgException> refusals = new ArrayDeque<>();
  private int oldest;
  private int subscribed;

  public ScriptedStreams(Channel... channels) {
    this.channels = new HashSet<>(List.of(channels));
  }

  /** The replay id of the place behind this many events. */
  public static ReplayId place(int events) {
    return ReplayId.of(ByteBuffer.allocate(Long.BYTES).putLong(events).array());
  }

  /** A failure of a stream. */
  public static OrgException failure(StreamFault fault) {
    return new OrgException(
        new Problem(fault.code(), fault.errorClass(), "scripted " + fault, "Wait for the test."));
  }

  /** Tells an event, which is made for the mark that it gets. */
  public synchronized EventMark tell(Channel channel, Function<EventMark, StreamEvent> event) {
    var mark = new EventMark(place(log.size() + 1), "event-" + (log.size() + 1));
    log.add(new Told(channel, event.apply(mark)));
    notifyAll();
    return mark;
  }

  /** Sends a keep-alive to every stream that is asked for events. */
  public synchronized void keepAlive() {
    open.forEach(stream -> stream.keepAliveDue = true);
    notifyAll();
  }

  /** Everything that was told so far is no longer kept. */
  public synchronized void expire() {
    oldest = log.size();
  }

  /** Ends every open stream; returns how many there were. */
  public synchronized int end(StreamFault fault) {
    int ended = open.size();
    open.forEach(stream -> stream.failure = failure(fault));
    open.clear();
    notifyAll();
    return ended;
  }

  /** Lets the next subscription fail. */
  public synchronized void refuseNext(StreamFault fault) {
    refusals.add(failure(fault));
  }

  /** How many subscriptions were made. */
  public synchronized int subscribed() {
    return subscribed;
  }

  /** How many subscriptions are open. */
  public synchronized int open() {
    return open.size();
  }

  @Override
  public synchronized ChangeStream subscribe(Channel channel, StreamStart start) {
    if (open.size() >= MAX_SUBSCRIPTIONS) {
      throw new IllegalStateException("At most " + MAX_SUBSCRIPTIONS + " subscriptions");
    }
    OrgException refusal = refusals.poll();
    if (refusal != null) {
      throw refusal;
    }
    if (!channels.contains(channel)) {
      throw failure(StreamFault.NO_CHANNEL);
    }
    var stream = new Stream(channel, position(start));
    open.add(stream);
    subscribed++;
    return stream;
  }

  private int position(StreamStart start) {
    return switch (start) {
      case StreamStart.Newest _ -> log.size();
      case StreamStart.Oldest _ -> oldest;
      case StreamStart.After(ReplayId id) -> {
        boolean own = id.bytes().length == Long.BYTES;
        long place = own ? ByteBuffer.wrap(id.bytes()).getLong() : -1;
        if (place < oldest || place > log.size()) {
          throw failure(StreamFault.REPLAY_REFUSED);
        }
        yield (int) place;
      }
    };
  }

  private final class Stream implements ChangeStream {
    private final Channel channel;
    private int position;
    private int requested;
    private boolean keepAliveDue;
    private boolean closed;
    private @Nullable OrgException failure;

    Stream(Channel channel, int position) {
      this.channel = channel;
      this.position = position;
    }

    @Override
    public void request(int events) {
      synchronized (ScriptedStreams.this) {
        if (events < 1) {
          throw new IllegalArgumentException("Ask for at least one event");
        }
        requested = Math.min(MAX_REQUESTED, requested + events);
        ScriptedStreams.this.notifyAll();
      }
    }

    @Override
    public int requested() {
      synchronized (ScriptedStreams.this) {
        return requested;
      }
    }

    @Override
    public Optional<StreamBatch> take(Duration patience) throws InterruptedException {
      synchronized (ScriptedStreams.this) {
        Optional<StreamBatch> batch = next();
        if (batch.isEmpty() && !closed && patience.isPositive()) {
          ScriptedStreams.this.wait(Math.max(1, patience.toMillis()));
          batch = next();
        }
        return batch;
      }
    }

    private Optional<StreamBatch> next() {
      if (closed || requested == 0) {
        return failed();
      }
      List<StreamEvent> events = new ArrayList<>();
      while (position < log.size() && events.size() < requested) {
        Told told = log.get(position);
        position++;
        if (told.channel().equals(channel)) {
          events.add(told.event());
        }
      }
      requested -= events.size();
      if (events.isEmpty() && !keepAliveDue) {
        return failed();
      }
      keepAliveDue = false;
      return Optional.of(new StreamBatch(events, Optional.of(place(position))));
    }

    private Optional<StreamBatch> failed() {
      if (failure != null && !closed) {
        throw failure;
      }
      return Optional.empty();
    }

    @Override
    public void close() {
      synchronized (ScriptedStreams.this) {
        closed = true;
        open.remove(this);
        ScriptedStreams.this.notifyAll();
      }
    }
  }
}
