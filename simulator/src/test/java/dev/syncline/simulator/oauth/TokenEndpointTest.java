package dev.syncline.simulator.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TokenEndpointTest {
  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  private final SignIn org;

  TokenEndpointTest() throws IOException {
    org = new SignIn(false, false);
  }

  @AfterEach
  void stop() {
    org.close();
  }

  private HttpResponse<String> clientCredentials(String id, String secret) throws IOException {
    return org.token(
        Map.of("grant_type", "client_credentials", "client_id", id, "client_secret", secret));
  }

  private HttpResponse<String> jwt(String assertion) throws IOException {
    return org.token(Map.of("grant_type", JWT_BEARER, "assertion", assertion));
  }

  private String claims(Map<String, Object> changed) {
    var claims = new HashMap<String, Object>();
    claims.put("iss", SignIn.CLIENT);
    claims.put("sub", FewUsers.COLLEAGUE.username());
    claims.put("aud", "https://login.salesforce.com");
    claims.put("exp", SignIn.NOW.getEpochSecond() + 180);
    claims.putAll(changed);
    return JsonMapper.shared().writeValueAsString(claims);
  }

  private String assertion(Map<String, Object> changed) {
    return SignIn.assertion(org.keys, JWSAlgorithm.RS256, claims(changed));
  }

  @Test
  void client_credentials_in_the_body_open_a_session_of_the_integration_user() throws Exception {
    var answer = clientCredentials(SignIn.CLIENT, SignIn.SECRET);
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode body = SignIn.json(answer);
    String token = body.path("access_token").asString();
    assertThat(token).hasSize(112).startsWith(SignIn.ORG.substring(0, 15) + "!");
    assertThat(body.path("instance_url").asString()).isEqualTo(org.url);
    assertThat(body.path("id").asString())
        .isEqualTo(
            org.url.replace("http:", "https:")
                + "/id/"
                + SignIn.ORG
                + "/"
                + FewUsers.INTEGRATION.id());
    assertThat(body.path("token_type").asString()).isEqualTo("Bearer");
    assertThat(body.path("issued_at").isString()).isTrue();
    assertThat(body.path("issued_at").asString())
        .isEqualTo(Long.toString(SignIn.NOW.toEpochMilli()));
    assertThat(body.has("refresh_token")).isFalse();
    assertThat(body.path("signature").asString())
        .isEqualTo(hmac(body.path("id").asString() + body.path("issued_at").asString()));
    assertThat(org.who(token)).isEqualTo(FewUsers.INTEGRATION.username());
  }

  private static String hmac(String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SignIn.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void client_credentials_may_come_by_basic_authentication() throws IOException {
    String pair = SignIn.CLIENT + ":" + SignIn.SECRET;
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    var request =
        org.request("/services/oauth2/token")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Basic " + basic)
            .POST(BodyPublishers.ofString("grant_type=client_credentials"));
    assertThat(org.send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void wrong_client_credentials_are_told_apart() throws IOException {
    assertThat(SignIn.refusal(clientCredentials("other", SignIn.SECRET)))
        .isEqualTo("400 invalid_client_id: client identifier invalid");
    assertThat(SignIn.refusal(clientCredentials(SignIn.CLIENT, "wrong")))
        .isEqualTo("400 invalid_client: invalid client credentials");
    assertThat(
            SignIn.refusal(
                org.token(Map.of("grant_type", "client_credentials", "client_id", SignIn.CLIENT))))
        .isEqualTo("400 invalid_client: invalid client credentials");
  }

  @Test
  void an_assertion_opens_a_session_of_its_subject_without_a_refresh_token() throws IOException {
    var answer = jwt(assertion(Map.of()));
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode body = SignIn.json(answer);
    assertThat(body.propertyNames())
        .containsExactly("access_token", "scope", "instance_url", "id", "token_type");
    assertThat(org.who(body.path("access_token").asString()))
        .isEqualTo(FewUsers.COLLEAGUE.username());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://login.salesforce.com/",
        "https://test.salesforce.com",
        "https://login.salesforce.com/services/oauth2/token"
      })
  void an_audience_is_a_login_host_with_or_without_a_slash(String audience) throws IOException {
    assertThat(jwt(assertion(Map.of("aud", audience))).statusCode()).isEqualTo(200);
    assertThat(jwt(assertion(Map.of("aud", org.url))).statusCode()).isEqualTo(200);
  }

  @Test
  void an_expiry_may_come_in_milliseconds() throws IOException {
    long millis = SignIn.NOW.plusSeconds(300).toEpochMilli();
    assertThat(jwt(assertion(Map.of("exp", millis))).statusCode()).isEqualTo(200);
    long past = SignIn.NOW.minusSeconds(3_600).toEpochMilli();
    assertThat(SignIn.refusal(jwt(assertion(Map.of("exp", past)))))
        .isEqualTo("400 invalid_grant: expired authorization code");
  }

  @Test
  void an_assertion_of_real_time_is_good_after_the_orgs_clock_was_moved() throws IOException {
    org.clock.advance(Duration.ofHours(80));
    assertThat(jwt(assertion(Map.of())).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"-600", "3600", "86400"})
  void an_expiry_must_lie_within_the_next_minutes(long seconds) throws IOException {
    long exp = SignIn.NOW.getEpochSecond() + seconds;
    assertThat(SignIn.refusal(jwt(assertion(Map.of("exp", exp)))))
        .isEqualTo("400 invalid_grant: expired authorization code");
  }

  @Test
  void an_assertion_is_refused_for_the_right_reason() throws IOException {
    assertThat(SignIn.refusal(jwt(assertion(Map.of("iss", "other")))))
        .isEqualTo("400 invalid_client_id: client identifier invalid");
    assertThat(SignIn.refusal(jwt(assertion(Map.of("sub", "nobody@example.com")))))
        .isEqualTo("400 invalid_grant: user hasn't approved this consumer");
    assertThat(SignIn.refusal(jwt(assertion(Map.of("sub", FewUsers.GONE.username())))))
        .isEqualTo("400 inactive_user: user is inactive");
    assertThat(SignIn.refusal(jwt(assertion(Map.of("aud", "https://evil.example")))))
        .isEqualTo("400 invalid_grant: audience is invalid");
    assertThat(
            SignIn.refusal(
                jwt(SignIn.assertion(SignIn.keys(), JWSAlgorithm.RS256, claims(Map.of())))))
        .isEqualTo("400 invalid_grant: invalid assertion");
    assertThat(
            SignIn.refusal(jwt(SignIn.assertion(org.keys, JWSAlgorithm.RS512, claims(Map.of())))))
        .isEqualTo("400 invalid_grant: invalid assertion");
    assertThat(SignIn.refusal(jwt("no.jwt.here")))
        .isEqualTo("400 invalid_grant: invalid assertion");
  }

  @Test
  void an_unsigned_assertion_is_refused() throws IOException {
    String header =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8));
    String payload =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims(Map.of()).getBytes(StandardCharsets.UTF_8));
    assertThat(SignIn.refusal(jwt(header + "." + payload + ".")))
        .isEqualTo("400 invalid_grant: invalid assertion");
  }

  @Test
  void a_password_is_refused_unless_the_flow_is_let_in() throws IOException {
    var asked =
        Map.of(
            "grant_type",
            "password",
            "client_id",
            SignIn.CLIENT,
            "client_secret",
            SignIn.SECRET,
            "username",
            FewUsers.COLLEAGUE.username(),
            "password",
            "secret");
    assertThat(SignIn.refusal(org.token(asked)))
        .isEqualTo("400 invalid_grant: authentication failure");
    try (var open = new SignIn(false, true)) {
      assertThat(open.token(asked).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void an_unknown_grant_type_is_refused() throws IOException {
    assertThat(SignIn.refusal(org.token(Map.of("grant_type", "device"))))
        .isEqualTo("400 unsupported_grant_type: grant type not supported");
    assertThat(SignIn.refusal(org.token(Map.of("a", "b"))))
        .startsWith("400 unsupported_grant_type");
  }
}
