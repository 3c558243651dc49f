package dev.syncline.engine.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The promises of the port to streams. Whoever runs them brings an org's streams and makes events
 * happen.
 */
abstract class StreamKit {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  abstract ChangeStreams streams();

  /** A channel that the org has. */
  abstract Channel channel();

  /** One that it has not. */
  abstract Channel missing();

  /** Lets this many events come through the channel, one after another. */
  abstract void happen(int events);

  /** Lets the org tell open streams that nothing has happened. */
  abstract void keepAlive();

  /** Ends all streams by an outage. */
  abstract void cut();

  /** Lets the org forget what has happened. */
  abstract void expire();

  @BeforeEach
  void forget() {
    expire();
  }

  private List<StreamEvent> taken(ChangeStream stream, int events) throws InterruptedException {
    List<StreamEvent> taken = new ArrayList<>();
    while (taken.size() < events) {
      stream.take(PATIENCE).orElseThrow().events().forEach(taken::add);
    }
    return taken;
  }

  /** The next batch that has events. */
  private StreamBatch filled(ChangeStream stream) throws InterruptedException {
    StreamBatch batch = stream.take(PATIENCE).orElseThrow();
    return batch.events().isEmpty() ? filled(stream) : batch;
  }

  /** Takes what has come until the stream fails. */
  private static void takeAll(ChangeStream stream) throws InterruptedException {
    boolean more = true;
    while (more) {
      more = stream.take(PATIENCE).isPresent();
    }
  }

  private ChangeStream confirmed(StreamStart start) throws InterruptedException {
    ChangeStream stream = streams().subscribe(channel(), start);
    stream.request(1);
    keepAlive();
    assertThat(stream.take(PATIENCE).orElseThrow().events()).isEmpty();
    return stream;
  }

  @Test
  void nothing_comes_before_it_is_asked_for() throws InterruptedException {
    happen(2);
    try (ChangeStream stream = streams().subscribe(channel(), StreamStart.OLDEST)) {
      assertThat(stream.take(Duration.ofMillis(50))).isEmpty();

      stream.request(2);

      assertThat(taken(stream, 2)).hasSize(2);
    }
  }

  @Test
  void no_more_comes_than_was_asked_for() throws InterruptedException {
    happen(5);
    try (ChangeStream stream = streams().subscribe(channel(), StreamStart.OLDEST)) {
      stream.request(2);
      assertThat(stream.requested()).isEqualTo(2);
      assertThat(taken(stream, 2)).hasSize(2);
      assertThat(stream.requested()).isZero();
      assertThat(stream.take(Duration.ofMillis(50))).isEmpty();

      stream.request(3);

      assertThat(taken(stream, 3)).hasSize(3);
    }
  }

  @Test
  void more_than_the_bound_is_not_asked_for() {
    try (ChangeStream stream = streams().subscribe(channel(), StreamStart.OLDEST)) {
      stream.request(80);
      stream.request(80);

      assertThat(stream.requested()).isEqualTo(ChangeStream.MAX_REQUESTED);
    }
  }

  @Test
  void a_stream_is_taken_up_behind_each_of_its_events() throws InterruptedException {
    happen(4);
    List<StreamEvent> all;
    try (ChangeStream stream = streams().subscribe(channel(), StreamStart.OLDEST)) {
      stream.request(4);
      all = taken(stream, 4);
    }
    for (int i = 0; i < 3; i++) {
      var start = new StreamStart.After(all.get(i).replayId());
      try (ChangeStream stream = streams().subscribe(channel(), start)) {
        stream.request(4);
        assertThat(taken(stream, 3 - i)).isEqualTo(all.subList(i + 1, 4));
      }
    }
  }

  @Test
  void a_batch_says_how_far_it_goes() throws InterruptedException {
    happen(3);
    try (ChangeStream stream = streams().subscribe(channel(), StreamStart.OLDEST)) {
      stream.request(3);
      StreamBatch batch = filled(stream);

      var start = new StreamStart.After(batch.reaches().orElseThrow());
      try (ChangeStream next = streams().subscribe(channel(), start)) {
        happen(1);
        next.request(100);
        assertThat(taken(next, 4 - batch.events().size()))
            .doesNotContainAnyElementsOf(batch.events());
      }
    }
  }

  @Test
  void the_newest_is_what_happens_from_now_on() throws InterruptedException {
    happen(3);
    try (ChangeStream stream = confirmed(StreamStart.NEWEST)) {
      happen(1);

      assertThat(taken(stream, 1)).hasSize(1);
    }
  }

  @Test
  void a_quiet_channel_is_taken_up_behind_its_keep_alive() throws InterruptedException {
    happen(2);
    ReplayId quiet;
    try (ChangeStream stream = streams().subscribe(channel(), StreamStart.NEWEST)) {
      stream.request(1);
      keepAlive();
      StreamBatch batch = stream.take(PATIENCE).orElseThrow();
      assertThat(batch.events()).isEmpty();
      quiet = batch.reaches().orElseThrow();
    }
    happen(1);
    try (ChangeStream stream = streams().subscribe(channel(), new StreamStart.After(quiet))) {
      stream.request(5);

      assertThat(taken(stream, 1)).hasSize(1);
    }
  }

  @Test
  void an_expired_replay_id_is_refused() throws InterruptedException {
    happen(2);
    ReplayId old;
    try (ChangeStream stream = streams().subscribe(channel(), StreamStart.OLDEST)) {
      stream.request(1);
      old = taken(stream, 1).getFirst().replayId();
    }
    expire();

    assertFails(channel(), new StreamStart.After(old), StreamFault.REPLAY_REFUSED);
  }

  @Test
  void a_replay_id_of_somewhere_else_is_refused() {
    var garbage = new StreamStart.After(ReplayId.of(new byte[] {1, 2, 3}));

    assertFails(channel(), garbage, StreamFault.REPLAY_REFUSED);
  }

  @Test
  void a_channel_that_is_not_there_is_refused() {
    assertFails(missing(), StreamStart.NEWEST, StreamFault.NO_CHANNEL);
  }

  private void assertFails(Channel channel, StreamStart start, StreamFault fault) {
    assertThatThrownBy(
            () -> {
              try (ChangeStream stream = streams().subscribe(channel, start)) {
                stream.request(1);
                takeAll(stream);
              }
            })
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(StreamFault.of(e)).isEqualTo(fault));
  }

  @Test
  void a_stream_that_was_cut_stays_failed_and_is_taken_up_by_another() throws InterruptedException {
    happen(2);
    ReplayId last;
    try (ChangeStream stream = streams().subscribe(channel(), StreamStart.OLDEST)) {
      stream.request(3);
      last = taken(stream, 2).getLast().replayId();
      cut();
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(() -> takeAll(stream))
            .isInstanceOfSatisfying(
                OrgException.class,
                e -> assertThat(StreamFault.of(e)).isEqualTo(StreamFault.TRANSIENT));
      }
    }
    happen(1);
    try (ChangeStream stream = streams().subscribe(channel(), new StreamStart.After(last))) {
      stream.request(1);

      assertThat(taken(stream, 1)).hasSize(1);
    }
  }

  @Test
  void a_closed_stream_gives_nothing() throws InterruptedException {
    happen(1);
    ChangeStream stream = streams().subscribe(channel(), StreamStart.OLDEST);
    stream.request(1);
    stream.close();
    stream.close();

    assertThat(stream.take(PATIENCE)).isEmpty();
  }

  @Test
  void closing_wakes_who_waits() throws InterruptedException {
    ChangeStream stream = confirmed(StreamStart.NEWEST);
    Thread closer = Thread.ofVirtual().start(stream::close);

    takeAll(stream);

    assertThat(closer.join(PATIENCE)).isTrue();
  }

  @Test
  void to_ask_for_nothing_is_a_mistake() {
    try (ChangeStream stream = streams().subscribe(channel(), StreamStart.OLDEST)) {
      assertThatThrownBy(() -> stream.request(0)).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
