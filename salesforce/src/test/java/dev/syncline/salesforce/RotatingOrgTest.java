package dev.syncline.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.OrgName;
import dev.syncline.salesforce.auth.Credentials;
import dev.syncline.salesforce.auth.Secret;
import dev.syncline.salesforce.auth.TokenStore.StoredToken;
import dev.syncline.salesforce.testing.MemoryTokens;
import dev.syncline.simulator.ReadyLine;
import dev.syncline.simulator.Simulator;
import dev.syncline.simulator.SimulatorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Refresh tokens of an org that rotates them and revokes the grant when an old one is used. */
@Timeout(120)
class RotatingOrgTest {
  private static final OrgName NAME = new OrgName("main");

  private final MemoryTokens store = new MemoryTokens();
  private Simulator simulator;
  private ReadyLine ready;

  @BeforeEach
  void start() throws IOException {
    SimulatorSettings.Behaviour rotating =
        new SimulatorSettings.Behaviour(true, false, List.of(), Map.of(), 1_000);
    simulator =
        Simulator.start(
            new SimulatorSettings(
                "127.0.0.1", 0, 7, Map.of("Account", 10L), List.of(), null, rotating),
            InstantSource.system());
    ready = simulator.ready();
    store.put(NAME, login());
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  @Test
  void two_processes_whose_sessions_expire_again_and_again_never_use_an_old_token()
      throws Exception {
    List<String> seen = new ArrayList<>();
    try (SalesforceOrg one = connect();
        SalesforceOrg other = connect();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 20; round++) {
        List<Future<String>> answers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
          SalesforceOrg org = i % 2 == 0 ? one : other;
          answers.add(threads.submit(() -> org.identity().username()));
        }
        for (Future<String> answer : answers) {
          assertThat(answer.get()).isEqualTo(ready.client().username());
        }
        seen.add(store.token(NAME).orElseThrow().refreshToken().reveal());
        endSessions();
      }
    }
    assertThat(seen).doesNotHaveDuplicates();
  }

  @Test
  void a_token_that_was_used_elsewhere_disconnects_the_org_which_says_so_until_the_next_login() {
    StoredToken old = store.token(NAME).orElseThrow();
    try (SalesforceOrg org = connect()) {
      org.identity();
      endSessions();
      store.put(NAME, old);

      assertThatThrownBy(org::identity)
          .isInstanceOfSatisfying(
              OrgException.class,
              e -> {
                assertThat(e.problem().code()).isEqualTo("AUTH-REJECTED");
                assertThat(e.problem().message()).contains("invalid_grant");
                assertThat(e.problem().action()).contains("syncline org login");
              });

      store.put(NAME, login());
      assertThat(org.identity().username()).isEqualTo(ready.client().username());
    }
  }

  private SalesforceOrg connect() {
    return SalesforceOrg.connect(
        settings(),
        new OrgEnvironment(InstantSource.system(), new Random(1), duration -> {}, store));
  }

  private OrgSettings settings() {
    return OrgSettings.of(NAME, URI.create(ready.instanceUrl()), credentials())
        .allowing(List.of("localhost"));
  }

  private Credentials.RefreshToken credentials() {
    return new Credentials.RefreshToken(
        ready.client().clientId(),
        Optional.of(new Secret(ready.client().clientSecret())),
        Optional.empty());
  }

  /** Signs in as a browser would whose person is known to the org already. */
  private StoredToken login() {
    return new OrgLogin(settings(), credentials(), new Random(3))
        .inBrowser(
            URI.create("http://localhost:0/OauthRedirect"),
            Duration.ofSeconds(60),
            address -> visit(address + "&login_hint=" + encoded(ready.client().username())));
  }

  private void endSessions() {
    call("POST", ready.instanceUrl() + "/__simulator/tokens/revoke", "{\"all\":true}");
  }

  private static void visit(String address) {
    call("GET", address, "");
  }

  private static void call(String method, String address, String body) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(address).toURL().openConnection();
      connection.setRequestMethod(method);
      if (!body.isEmpty()) {
        connection.setDoOutput(true);
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      }
      assertThat(connection.getResponseCode()).as(address).isBetween(200, 299);
      connection.disconnect();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
