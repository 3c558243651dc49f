package dev.syncline.salesforce;

import static dev.syncline.salesforce.testing.DeedOrg.ACCOUNT;
import static dev.syncline.salesforce.testing.DeedOrg.text;
import static dev.syncline.salesforce.testing.Taking.PATIENCE;
import static dev.syncline.salesforce.testing.Taking.next;
import static dev.syncline.salesforce.testing.Taking.oldest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.stream.ChangeStream;
import dev.syncline.engine.stream.ChangeStreams;
import dev.syncline.engine.stream.Channel;
import dev.syncline.engine.stream.StreamStart;
import dev.syncline.model.ErrorClass;
import dev.syncline.salesforce.pubsub.PubSubAddress;
import dev.syncline.salesforce.testing.DeedOrg;
import dev.syncline.salesforce.testing.Relay;
import dev.syncline.simulator.SimulatorSettings;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one connection that an org's streams share: to whom it goes, and how it ends. */
@Timeout(120)
class PubSubConnectionTest {
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

  @Test
  void streams_share_a_connection_and_end_with_their_org() throws Exception {
    int port = deeds.listening().pubSub().endpoint().getPort();
    int before = deeds.control("GET", "/events", "").path("pubsubStreams").asInt();
    List<ChangeStream> streams = new ArrayList<>();
    try (Relay relay = new Relay(port)) {
      try (SalesforceOrg org = deeds.connect(through(relay), InstantSource.system())) {
        for (int i = 0; i < 20; i++) {
          streams.add(oldest(org.streams(), ACCOUNTS.name()));
        }
        deeds.create(ACCOUNT, text("Name", "Happening"));
        for (ChangeStream stream : streams) {
          assertThat(next(stream, 1)).hasSize(1);
        }
        assertThat(deeds.control("GET", "/events", "").path("pubsubStreams").asInt())
            .isEqualTo(before + 20);
        assertThat(relay.connections()).isOne();
      }
      for (ChangeStream stream : streams) {
        assertThat(stream.take(PATIENCE)).isEmpty();
      }
    }
  }

  @Test
  void an_org_that_was_closed_is_not_subscribed_to() {
    SalesforceOrg org = deeds.connect(deeds.listening(), InstantSource.system());
    org.identity();
    org.close();

    assertThatThrownBy(() -> org.streams().subscribe(ACCOUNTS, StreamStart.NEWEST))
        .isInstanceOf(OrgException.class);
  }

  @Test
  void subscriptions_are_bounded() {
    List<ChangeStream> streams = new ArrayList<>();
    for (int i = 0; i < ChangeStreams.MAX_SUBSCRIPTIONS; i++) {
      streams.add(deeds.org().streams().subscribe(ACCOUNTS, StreamStart.NEWEST));
    }

    assertThatThrownBy(() -> deeds.org().streams().subscribe(ACCOUNTS, StreamStart.NEWEST))
        .isInstanceOf(IllegalStateException.class);

    streams.forEach(ChangeStream::close);
    deeds.org().streams().subscribe(ACCOUNTS, StreamStart.NEWEST).close();
  }

  @Test
  void a_server_that_nobody_vouches_for_is_not_trusted() {
    OrgSettings.Listening listening =
        new OrgSettings.Listening(
            new PubSubAddress(deeds.listening().pubSub().endpoint(), Optional.empty()),
            ChangeStream.SILENCE);
    try (SalesforceOrg org = deeds.connect(listening, InstantSource.system())) {
      assertThatThrownBy(() -> org.streams().subscribe(ACCOUNTS, StreamStart.NEWEST))
          .isInstanceOfSatisfying(
              OrgException.class,
              e -> {
                assertThat(e.problem().code()).isEqualTo("ORG-UNTRUSTED");
                assertThat(e.errorClass()).isEqualTo(ErrorClass.MAPPING);
              });
    }
  }

  @ParameterizedTest
  @CsvSource({
    "http://api.pubsub.salesforce.com:7443",
    "https://pubsub.example.com:7443",
    "https://api.pubsub.salesforce.com:1234",
    "https://evilpubsub.salesforce.com:7443"
  })
  void tokens_go_to_no_other_host(String endpoint) {
    OrgSettings.Listening listening =
        new OrgSettings.Listening(
            PubSubAddress.of(endpoint, Optional.empty()), ChangeStream.SILENCE);
    try (SalesforceOrg org = deeds.connect(listening, InstantSource.system())) {
      assertThatThrownBy(() -> org.streams().subscribe(ACCOUNTS, StreamStart.NEWEST))
          .isInstanceOfSatisfying(
              OrgException.class,
              e -> assertThat(e.problem().code()).isEqualTo("ORG-HOST-REFUSED"));
    }
  }

  @Test
  void this_machine_may_be_spoken_to_in_the_open() throws Exception {
    try (DeedOrg open = new DeedOrg(List.of(), new SimulatorSettings.PubSub(0, false))) {
      assertThat(open.listening().pubSub().endpoint().getScheme()).isEqualTo("http");
      try (ChangeStream stream = oldest(open.org().streams(), ACCOUNTS.name())) {
        open.create(ACCOUNT, text("Name", "Open"));

        assertThat(next(stream, 1)).hasSize(1);
      }
    }
  }

  private static OrgSettings.Listening through(Relay relay) {
    OrgSettings.Listening direct = deeds.listening();
    return new OrgSettings.Listening(
        PubSubAddress.of("localhost:" + relay.port(), direct.pubSub().caCertificate()),
        direct.silence());
  }
}
