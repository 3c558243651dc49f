package dev.syncline.salesforce;

import static dev.syncline.salesforce.testing.DeedOrg.ACCOUNT;
import static dev.syncline.salesforce.testing.DeedOrg.text;
import static dev.syncline.salesforce.testing.Taking.PATIENCE;
import static dev.syncline.salesforce.testing.Taking.next;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.stream.ChangeStream;
import dev.syncline.engine.stream.ChangeStreams;
import dev.syncline.engine.stream.Channel;
import dev.syncline.engine.stream.StreamBatch;
import dev.syncline.engine.stream.StreamEvent;
import dev.syncline.engine.stream.StreamFault;
import dev.syncline.engine.stream.StreamStart;
import dev.syncline.model.RecordId;
import dev.syncline.salesforce.pubsub.PubSubAddress;
import dev.syncline.salesforce.testing.DeedOrg;
import dev.syncline.salesforce.testing.Relay;
import dev.syncline.salesforce.testing.TurnedTime;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How streams of the Pub/Sub API fail, and how they go on. */
@Timeout(120)
class StreamFailuresTest {
  private static final Channel ACCOUNTS = new Channel("/data/AccountChangeEvent");
  private static DeedOrg deeds;

  @BeforeAll
  static void start() throws IOException {
    deeds = new DeedOrg();
  }

  @AfterAll
  static void stop() {
    deeds.close();
  }

  @BeforeEach
  void forget() {
    deeds.control("POST", "/events/expire", "");
  }

  @AfterEach
  void heal() {
    deeds.control("DELETE", "/events/faults", "");
    deeds.control("POST", "/events/times", "{\"keepAlive\":\"PT270S\",\"idle\":\"PT60S\"}");
  }

  private static RecordId happen() {
    return deeds.create(ACCOUNT, text("Name", "Happening"));
  }

  private static ChangeStream oldest(ChangeStreams streams) {
    ChangeStream stream = streams.subscribe(ACCOUNTS, StreamStart.OLDEST);
    stream.request(100);
    return stream;
  }

  private static void fault(String method, String error, int times) {
    deeds.control(
        "POST",
        "/events/faults",
        "{\"method\":\"%s\",\"error\":\"%s\",\"times\":%d}".formatted(method, error, times));
  }

  private static void assertFails(StreamFault fault, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OrgException.class,
            e -> {
              assertThat(StreamFault.of(e)).as(e.toString()).isEqualTo(fault);
              assertThat(e.problem().action()).isNotBlank();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "subscription.fetch.replayid.corrupted, REPLAY_REFUSED",
    "subscription.fetch.replayid.validation.failed, REPLAY_REFUSED",
    "topic.not.found, NO_CHANNEL",
    "topic.meta.permission, NO_CHANNEL",
    "subscription.topic.cannot.subscribe, NO_CHANNEL",
    "service.tenant.license, NO_CHANNEL",
    "subscription.limit.exceeded, ALLOWANCE_SPENT",
    "service.protection.triggered, SLOW_DOWN",
    "concurrent.client.limit.exceeded, SLOW_DOWN",
    "service.unavailable, TRANSIENT",
    "subscription.internal.error, TRANSIENT",
    "subscription.fetch.requested.events.invalid, UNKNOWN"
  })
  void failures_are_told_apart(String error, StreamFault fault) {
    fault("Subscribe", error, 1);

    try (ChangeStream stream = oldest(deeds.org().streams())) {
      assertFails(fault, () -> stream.take(PATIENCE));
      assertFails(fault, () -> stream.take(PATIENCE));
      assertFails(fault, () -> stream.request(1));
    }
  }

  @Test
  void an_outage_is_told_when_subscribing() {
    fault("GetTopic", "service.unavailable", 1);

    assertFails(
        StreamFault.TRANSIENT, () -> deeds.org().streams().subscribe(ACCOUNTS, StreamStart.NEWEST));
  }

  @Test
  void a_session_that_is_refused_is_renewed_once() throws InterruptedException {
    happen();
    fault("Subscribe", "service.auth.error", 1);

    try (ChangeStream stream = oldest(deeds.org().streams())) {
      assertThat(next(stream, 1)).hasSize(1);
    }
  }

  @Test
  void a_session_that_is_refused_again_is_a_failure() {
    try (SalesforceOrg org = deeds.connect(deeds.listening(), InstantSource.system())) {
      fault("Subscribe", "service.auth.error", 5);

      try (ChangeStream stream = oldest(org.streams())) {
        assertFails(StreamFault.AUTH, () -> stream.take(PATIENCE));
      }
    }
  }

  @Test
  void sessions_that_end_disturb_no_stream_and_the_next_signs_in() throws InterruptedException {
    try (ChangeStream stream = oldest(deeds.org().streams())) {
      for (int round = 0; round < 5; round++) {
        happen();
        assertThat(next(stream, 1)).hasSize(1);
        endSessions();
        try (ChangeStream next = oldest(deeds.org().streams())) {
          assertThat(next(next, round + 1)).hasSize(round + 1);
        }
      }
    }
  }

  @Test
  void a_schema_is_asked_for_with_a_new_session() throws InterruptedException {
    try (SalesforceOrg org = deeds.connect(deeds.listening(), InstantSource.system());
        ChangeStream stream = oldest(org.streams())) {
      endSessions();
      happen();

      assertThat(next(stream, 1)).first().isInstanceOf(StreamEvent.Changed.class);
    }
  }

  private static void endSessions() {
    deeds.control("POST", "/tokens/revoke", "{\"all\":true}");
    deeds.org().identity();
  }

  @Test
  void a_schema_that_cannot_be_had_makes_its_events_unreadable() throws InterruptedException {
    try (SalesforceOrg org = deeds.connect(deeds.listening(), InstantSource.system());
        ChangeStream stream = oldest(org.streams())) {
      fault("GetSchema", "schema.meta.permission", 1);
      happen();

      assertThat(next(stream, 1))
          .first()
          .isInstanceOfSatisfying(
              StreamEvent.Unreadable.class,
              event -> assertThat(event.problem().message()).contains("schema"));
    }
  }

  @Test
  void a_schema_that_cannot_be_had_now_ends_the_stream_and_loses_nothing()
      throws InterruptedException {
    try (SalesforceOrg org = deeds.connect(deeds.listening(), InstantSource.system())) {
      happen();
      fault("GetSchema", "schema.api.unavailable", 1);
      try (ChangeStream stream = oldest(org.streams())) {
        assertFails(StreamFault.TRANSIENT, () -> stream.take(PATIENCE));
      }

      try (ChangeStream stream = oldest(org.streams())) {
        assertThat(next(stream, 1)).first().isInstanceOf(StreamEvent.Changed.class);
      }
    }
  }

  @Test
  void a_stream_that_says_nothing_is_given_up() throws InterruptedException {
    TurnedTime time = new TurnedTime();
    try (SalesforceOrg org = deeds.connect(deeds.listening(), time)) {
      ChangeStream stream = oldest(org.streams());
      time.advance(ChangeStream.SILENCE);
      assertThat(stream.take(Duration.ZERO)).isEmpty();

      time.advance(Duration.ofSeconds(1));

      assertFails(StreamFault.SILENT, () -> stream.take(Duration.ZERO));
      assertFails(StreamFault.SILENT, () -> stream.take(Duration.ZERO));
    }
  }

  @Test
  void a_sign_of_life_is_no_silence() throws InterruptedException {
    TurnedTime time = new TurnedTime();
    try (SalesforceOrg org = deeds.connect(deeds.listening(), time);
        ChangeStream stream = oldest(org.streams())) {
      time.advance(ChangeStream.SILENCE);
      happen();
      assertThat(next(stream, 1)).hasSize(1);
      time.advance(ChangeStream.SILENCE);

      assertThat(stream.take(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void a_stream_that_is_asked_for_nothing_may_be_silent() throws InterruptedException {
    TurnedTime time = new TurnedTime();
    try (SalesforceOrg org = deeds.connect(deeds.listening(), time);
        ChangeStream stream = org.streams().subscribe(ACCOUNTS, StreamStart.OLDEST)) {
      stream.request(1);
      happen();
      next(stream, 1);
      time.advance(Duration.ofHours(1));
      assertThat(stream.take(Duration.ZERO)).isEmpty();

      stream.request(1);

      assertThat(stream.take(Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void a_stream_that_is_not_asked_in_time_is_ended_by_the_org() throws InterruptedException {
    deeds.control("POST", "/events/times", "{\"idle\":\"PT0.1S\"}");
    try (ChangeStream stream = deeds.org().streams().subscribe(ACCOUNTS, StreamStart.OLDEST)) {
      stream.request(1);
      happen();
      next(stream, 1);

      assertFails(StreamFault.TRANSIENT, () -> stream.take(PATIENCE));
    }
  }

  @Test
  void a_stream_that_is_told_to_go_is_taken_up_where_it_ended() throws Exception {
    int port = deeds.listening().pubSub().endpoint().getPort();
    try (Relay relay = new Relay(port);
        SalesforceOrg org = deeds.connect(through(relay), InstantSource.system())) {
      happen();
      StreamBatch first;
      try (ChangeStream stream = oldest(org.streams())) {
        first = stream.take(PATIENCE).orElseThrow();
        relay.cut();
        assertFails(StreamFault.TRANSIENT, () -> stream.take(PATIENCE));
      }
      RecordId missed = happen();

      var start = new StreamStart.After(first.reaches().orElseThrow());
      try (ChangeStream stream = org.streams().subscribe(ACCOUNTS, start)) {
        stream.request(100);
        assertThat(next(stream, 1))
            .extracting(event -> ((StreamEvent.Changed) event).records())
            .containsExactly(List.of(missed));
      }
    }
  }

  @Test
  void a_connection_that_swallows_everything_is_found_out() throws Exception {
    TurnedTime time = new TurnedTime();
    int port = deeds.listening().pubSub().endpoint().getPort();
    try (Relay relay = new Relay(port);
        SalesforceOrg org = deeds.connect(through(relay), time)) {
      happen();
      ChangeStream stream = oldest(org.streams());
      next(stream, 1);
      relay.swallow();
      happen();
      time.advance(ChangeStream.SILENCE.plusSeconds(1));

      assertFails(StreamFault.SILENT, () -> stream.take(Duration.ZERO));
    }
  }

  @Test
  void all_events_come_in_order_however_few_are_asked_for() throws InterruptedException {
    List<RecordId> made = new ArrayList<>();
    for (int i = 0; i < 130; i++) {
      made.add(happen());
    }
    List<RecordId> told = new ArrayList<>();
    try (ChangeStream stream = deeds.org().streams().subscribe(ACCOUNTS, StreamStart.OLDEST)) {
      stream.request(ChangeStream.MAX_REQUESTED);
      while (told.size() < made.size()) {
        assertThat(stream.requested()).isBetween(1, ChangeStream.MAX_REQUESTED);
        StreamBatch batch = stream.take(PATIENCE).orElseThrow();
        batch.events().forEach(e -> told.addAll(((StreamEvent.Changed) e).records()));
        if (!batch.events().isEmpty()) {
          stream.request(batch.events().size());
        }
      }
    }
    assertThat(told).isEqualTo(made);
  }

  private static OrgSettings.Listening through(Relay relay) {
    OrgSettings.Listening direct = deeds.listening();
    return new OrgSettings.Listening(
        PubSubAddress.of("localhost:" + relay.port(), direct.pubSub().caCertificate()),
        direct.silence());
  }
}
