package dev.syncline.simulator.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.http.Parameters;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WebServerFlowTest {
  private static final String CALLBACK = "http://localhost:1717/callback";

  /** The pair of RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private SignIn org = new SignIn(false, false);

  WebServerFlowTest() throws IOException {}

  @AfterEach
  void stop() {
    org.close();
  }

  private static Map<String, String> asked(String... more) {
    var asked = new HashMap<String, String>();
    asked.put("response_type", "code");
    asked.put("client_id", SignIn.CLIENT);
    asked.put("redirect_uri", CALLBACK);
    asked.put("state", "st&te");
    asked.put("code_challenge", CHALLENGE);
    asked.put("code_challenge_method", "S256");
    asked.put("login_hint", FewUsers.COLLEAGUE.username());
    for (int i = 0; i < more.length; i += 2) {
      asked.put(more[i], more[i + 1]);
    }
    return asked;
  }

  private HttpResponse<String> authorize(Map<String, String> asked) throws IOException {
    return org.send(org.request("/services/oauth2/authorize?" + SignIn.form(asked)));
  }

  private static Parameters answer(HttpResponse<String> response) {
    assertThat(response.statusCode()).isEqualTo(302);
    String location = response.headers().firstValue("Location").orElseThrow();
    assertThat(location).startsWith(CALLBACK + "?");
    return Parameters.parse(URI.create(location).getRawQuery());
  }

  private String code(String... more) throws IOException {
    return answer(authorize(asked(more))).find("code").orElseThrow();
  }

  private HttpResponse<String> exchange(String code, String... more) throws IOException {
    var form = new HashMap<String, String>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("client_id", SignIn.CLIENT);
    form.put("redirect_uri", CALLBACK);
    form.put("code_verifier", VERIFIER);
    for (int i = 0; i < more.length; i += 2) {
      form.put(more[i], more[i + 1]);
    }
    return org.token(form);
  }

  private HttpResponse<String> refresh(String refreshToken) throws IOException {
    return org.token(
        Map.of(
            "grant_type",
            "refresh_token",
            "refresh_token",
            refreshToken,
            "client_id",
            SignIn.CLIENT));
  }

  private static String text(HttpResponse<String> response, String name) {
    JsonNode body = SignIn.json(response);
    assertThat(body.has(name)).as(response.body()).isTrue();
    return body.path(name).asString();
  }

  @Test
  void a_hinted_user_is_signed_in_at_once_and_the_state_comes_back() throws IOException {
    Parameters answer = answer(authorize(asked()));
    assertThat(answer.find("state")).hasValue("st&te");
    var tokens = exchange(answer.find("code").orElseThrow());
    assertThat(org.who(text(tokens, "access_token"))).isEqualTo(FewUsers.COLLEAGUE.username());
    assertThat(text(tokens, "refresh_token")).startsWith("5Aep8");
  }

  @Test
  void without_a_hint_a_form_asks_and_its_answer_signs_in() throws IOException {
    var page = authorize(asked("login_hint", "", "state", "\"><script>"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("<form").doesNotContain("<script>");
    var posted = asked("username", FewUsers.COLLEAGUE.username(), "login_hint", "");
    assertThat(answer(org.post("/services/oauth2/authorize", posted)).find("code")).isPresent();
    var unknown = org.post("/services/oauth2/authorize", asked("username", "nobody"));
    assertThat(unknown.statusCode()).isEqualTo(200);
    assertThat(unknown.body()).contains("No active user");
  }

  @Test
  void a_code_serves_once_and_for_a_quarter_of_an_hour() throws IOException {
    String code = code();
    assertThat(exchange(code).statusCode()).isEqualTo(200);
    assertThat(SignIn.refusal(exchange(code)))
        .isEqualTo("400 invalid_grant: expired authorization code");
    String late = code();
    org.clock.advance(Duration.ofMinutes(16));
    assertThat(SignIn.refusal(exchange(late)))
        .isEqualTo("400 invalid_grant: expired authorization code");
  }

  @Test
  void the_verifier_and_the_callback_must_fit_the_code() throws IOException {
    assertThat(SignIn.refusal(exchange(code(), "code_verifier", "wrong")))
        .isEqualTo("400 invalid_grant: invalid code verifier");
    assertThat(SignIn.refusal(exchange(code(), "redirect_uri", "http://localhost:1/other")))
        .startsWith("400 redirect_uri_mismatch");
  }

  @Test
  void without_a_challenge_the_secret_is_required() throws IOException {
    String code = code("code_challenge", "");
    assertThat(SignIn.refusal(exchange(code))).startsWith("400 invalid_client:");
    String again = code("code_challenge", "");
    assertThat(exchange(again, "client_secret", SignIn.SECRET).statusCode()).isEqualTo(200);
  }

  @Test
  void codes_are_sent_to_registered_addresses_only() throws IOException {
    var elsewhere = authorize(asked("redirect_uri", "https://evil.example/cb"));
    assertThat(SignIn.refusal(elsewhere)).startsWith("400 redirect_uri_mismatch");
    var lookalike = authorize(asked("redirect_uri", "http://localhost.evil.example/cb"));
    assertThat(lookalike.statusCode()).isEqualTo(400);
    var registered = authorize(asked("redirect_uri", "https://app.example/cb"));
    assertThat(registered.statusCode()).isEqualTo(302);
  }

  @Test
  void what_cannot_be_granted_is_told_to_the_callback() throws IOException {
    assertThat(answer(authorize(asked("response_type", "token"))).find("error"))
        .hasValue("unsupported_response_type");
    assertThat(answer(authorize(asked("code_challenge_method", "plain"))).find("error"))
        .hasValue("invalid_request");
  }

  @Test
  void a_refresh_token_is_given_only_with_its_scope() throws IOException {
    var tokens = exchange(code("scope", "api id"));
    assertThat(SignIn.json(tokens).has("refresh_token")).isFalse();
    assertThat(text(tokens, "scope")).isEqualTo("api id");
  }

  @Test
  void a_refresh_token_serves_again_and_again_without_rotation() throws IOException {
    String refreshToken = text(exchange(code()), "refresh_token");
    for (int i = 0; i < 3; i++) {
      var refreshed = refresh(refreshToken);
      assertThat(SignIn.json(refreshed).has("refresh_token")).isFalse();
      assertThat(org.who(text(refreshed, "access_token"))).isEqualTo(FewUsers.COLLEAGUE.username());
    }
  }

  @Test
  void with_rotation_a_spent_refresh_token_revokes_its_whole_grant() throws IOException {
    org.close();
    org = new SignIn(true, false);
    String first = text(exchange(code()), "refresh_token");
    var refreshed = refresh(first);
    String second = text(refreshed, "refresh_token");
    String access = text(refreshed, "access_token");
    assertThat(org.who(access)).isEqualTo(FewUsers.COLLEAGUE.username());
    assertThat(SignIn.refusal(refresh(first)))
        .isEqualTo("400 invalid_grant: expired access/refresh token");
    assertThat(SignIn.refusal(refresh(second)))
        .isEqualTo("400 invalid_grant: expired access/refresh token");
    assertThat(org.who(access)).isEqualTo("401");
  }

  @Test
  void revoking_a_refresh_token_ends_the_sessions_drawn_from_it() throws IOException {
    var tokens = exchange(code());
    String access = text(tokens, "access_token");
    String refreshToken = text(tokens, "refresh_token");
    var revoked = org.post("/services/oauth2/revoke", Map.of("token", refreshToken));
    assertThat(revoked.statusCode()).isEqualTo(200);
    assertThat(revoked.body()).isEmpty();
    assertThat(org.who(access)).isEqualTo("401");
    assertThat(refresh(refreshToken).statusCode()).isEqualTo(400);
  }
}
