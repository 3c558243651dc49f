package dev.syncline.salesforce.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.salesforce.auth.BrowserLogin.Login;
import dev.syncline.salesforce.auth.BrowserLogin.Request;
import dev.syncline.salesforce.http.AllowedHosts;
import dev.syncline.salesforce.http.Compression;
import dev.syncline.salesforce.http.HttpCaller;
import dev.syncline.salesforce.http.Watchdog;
import dev.syncline.salesforce.testing.FunctionTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BrowserLoginTest {
  private static final String REPLY =
      """
      {"access_token":"00D!abc","instance_url":"https://acme.my.salesforce.com"%s}
      """;

  private final Watchdog watchdog = new Watchdog();
  private final FunctionTransport transport =
      new FunctionTransport(
          call -> FunctionTransport.json(200, REPLY.formatted(",\"refresh_token\":\"5Aep\"")));

  @AfterEach
  void close() {
    watchdog.close();
  }

  @Test
  void a_person_who_signs_in_gives_syncline_a_refresh_token() throws Exception {
    List<URI> shown = new ArrayList<>();

    Login login =
        login(
            transport,
            Duration.ofSeconds(30),
            address -> {
              shown.add(address);
              Map<String, String> asked = query(address.getRawQuery());
              visit(asked.get("redirect_uri") + "?code=c0de%3D&state=" + asked.get("state"), 200);
            });

    assertThat(login.refreshToken().reveal()).isEqualTo("5Aep");
    Map<String, String> asked = query(shown.getFirst().getRawQuery());
    Map<String, String> form = query(FunctionTransport.body(transport.calls().getFirst()));
    assertThat(shown.getFirst().toString())
        .startsWith("https://acme.my.salesforce.com/services/oauth2/authorize?");
    assertThat(asked)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "app")
        .containsEntry("code_challenge_method", "S256");
    assertThat(form)
        .containsEntry("grant_type", "authorization_code")
        .containsEntry("code", "c0de=")
        .containsEntry("redirect_uri", asked.get("redirect_uri"));
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(form.getOrDefault("code_verifier", "").getBytes(StandardCharsets.US_ASCII));
    assertThat(asked.get("code_challenge"))
        .isEqualTo(Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
  }

  @Test
  void a_request_with_another_state_is_turned_away_and_the_login_goes_on() {
    Login login =
        login(
            transport,
            Duration.ofSeconds(30),
            address -> {
              Map<String, String> asked = query(address.getRawQuery());
              String callback = asked.get("redirect_uri");
              visit(callback + "?code=evil&state=guessed", 400);
              visit(callback + "?code=evil", 400);
              visit(callback + "?code=good&state=" + asked.get("state"), 200);
            });

    assertThat(login.access().token().reveal()).isEqualTo("00D!abc");
    assertThat(FunctionTransport.body(transport.calls().getFirst())).contains("code=good");
  }

  @Test
  void a_person_who_declines_is_an_access_problem_with_the_words_of_the_org() {
    assertThatThrownBy(
            () ->
                login(
                    transport,
                    Duration.ofSeconds(30),
                    address -> {
                      Map<String, String> asked = query(address.getRawQuery());
                      visit(
                          asked.get("redirect_uri")
                              + "?error=access_denied&error_description=end-user+denied&state="
                              + asked.get("state"),
                          200);
                    }))
        .isInstanceOfSatisfying(
            OrgException.class,
            e -> {
              assertThat(e.errorClass()).isEqualTo(ErrorClass.ACCESS);
              assertThat(e.problem().message()).contains("access_denied \"end-user denied\"");
            });
  }

  @Test
  void nobody_coming_ends_the_login_and_frees_the_port() {
    List<URI> shown = new ArrayList<>();

    assertThatThrownBy(() -> login(transport, Duration.ofMillis(50), shown::add))
        .isInstanceOf(OrgException.class)
        .hasMessageContaining("Nobody signed in");

    String callback = query(shown.getFirst().getRawQuery()).get("redirect_uri");
    assertThatThrownBy(() -> visit(callback + "?code=late", 200))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void an_app_that_gives_no_refresh_token_is_named_as_the_cause() {
    FunctionTransport without =
        new FunctionTransport(call -> FunctionTransport.json(200, REPLY.formatted("")));

    assertThatThrownBy(
            () ->
                login(
                    without,
                    Duration.ofSeconds(30),
                    address -> {
                      Map<String, String> asked = query(address.getRawQuery());
                      visit(asked.get("redirect_uri") + "?code=c&state=" + asked.get("state"), 200);
                    }))
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(e.problem().action()).contains("offline_access"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost:1717/x",
        "http://example.com:1717/x",
        "http://localhost/x",
        "http://0/x"
      })
  void a_callback_that_is_not_on_this_machine_is_refused(String callback) {
    assertThatThrownBy(() -> request(callback, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Login login(FunctionTransport answering, Duration patience, Consumer<URI> show) {
    HttpCaller caller =
        new HttpCaller(answering, AllowedHosts.of(List.of()), watchdog, Compression.NEVER);
    return new BrowserLogin(caller, new Random(7))
        .login(request("http://localhost:0/OauthRedirect", patience), show);
  }

  private static Request request(String callback, Duration patience) {
    return new Request(
        URI.create("https://acme.my.salesforce.com"),
        "app",
        Optional.of(new Secret("client")),
        URI.create(callback),
        patience);
  }

  private static void visit(String address, int expectedStatus) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(address).toURL().openConnection();
      assertThat(connection.getResponseCode()).isEqualTo(expectedStatus);
      connection.disconnect();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : raw.split("&")) {
      int equals = pair.indexOf('=');
      pairs.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return pairs;
  }
}
