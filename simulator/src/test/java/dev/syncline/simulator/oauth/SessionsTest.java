package dev.syncline.simulator.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SessionsTest {
  private final SignIn org = new SignIn(false, false);

  SessionsTest() throws IOException {}

  @AfterEach
  void stop() {
    org.close();
  }

  private String open() {
    return org.tokens.openSession(FewUsers.COLLEAGUE.id(), SignIn.CLIENT, "api");
  }

  @Test
  void a_session_ends_two_hours_after_it_was_used_last() throws IOException {
    String token = open();
    org.clock.advance(Duration.ofMinutes(119));
    assertThat(org.who(token)).isEqualTo(FewUsers.COLLEAGUE.username());
    org.clock.advance(Duration.ofMinutes(119));
    assertThat(org.who(token)).isEqualTo(FewUsers.COLLEAGUE.username());
    org.clock.advance(Duration.ofMinutes(121));
    assertThat(org.who(token)).isEqualTo("401");
  }

  @Test
  void both_schemes_are_taken_and_others_are_told_apart_from_a_bad_token() throws IOException {
    String token = open();
    for (String scheme : new String[] {"Bearer", "bearer", "OAuth"}) {
      var answer = org.send(org.request("/who").header("Authorization", scheme + " " + token));
      assertThat(answer.statusCode()).as(scheme).isEqualTo(200);
    }
    assertThat(org.send(org.request("/who").header("Authorization", "Bearer x")).body())
        .isEqualTo(
            "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]");
    assertThat(org.send(org.request("/who").header("Authorization", "Token " + token)).body())
        .isEqualTo("[{\"message\":\"INVALID_HEADER_TYPE\",\"errorCode\":\"INVALID_AUTH_HEADER\"}]");
    assertThat(org.send(org.request("/who")).statusCode()).isEqualTo(401);
  }

  @Test
  void a_revoked_token_is_no_session_any_more() throws IOException {
    String token = open();
    HttpRequest.Builder revoke = org.request("/services/oauth2/revoke?token=" + token);
    assertThat(org.send(revoke).statusCode()).isEqualTo(200);
    assertThat(org.who(token)).isEqualTo("401");
    assertThat(org.send(revoke).statusCode()).isEqualTo(400);
  }

  @Test
  void introspection_tells_whose_token_it_is_and_how_long_it_lives() throws IOException {
    var asked = Map.of("token", open(), "client_id", SignIn.CLIENT, "client_secret", SignIn.SECRET);
    JsonNode body = SignIn.json(org.post("/services/oauth2/introspect", asked));
    assertThat(body.path("active").asBoolean()).isTrue();
    assertThat(body.path("username").asString()).isEqualTo(FewUsers.COLLEAGUE.username());
    assertThat(body.path("exp").asLong()).isEqualTo(SignIn.NOW.getEpochSecond() + 7_200);
    org.clock.advance(Duration.ofHours(3));
    assertThat(org.post("/services/oauth2/introspect", asked).body())
        .isEqualTo("{\"active\":false}");
    var without = Map.of("token", "x", "client_id", SignIn.CLIENT, "client_secret", "wrong");
    assertThat(org.post("/services/oauth2/introspect", without).statusCode()).isEqualTo(400);
  }

  @Test
  void user_info_and_identity_tell_who_the_caller_is() throws IOException {
    String token = open();
    JsonNode info =
        SignIn.json(
            org.send(
                org.request("/services/oauth2/userinfo")
                    .header("Authorization", "Bearer " + token)));
    assertThat(info.path("user_id").asString()).isEqualTo(FewUsers.COLLEAGUE.id());
    assertThat(info.path("organization_id").asString()).isEqualTo(SignIn.ORG);
    assertThat(info.path("preferred_username").asString()).isEqualTo(FewUsers.COLLEAGUE.username());
    assertThat(info.path("urls").path("rest").asString())
        .isEqualTo(org.url + "/services/data/v{version}/");
    String path = "/id/" + SignIn.ORG + "/" + FewUsers.COLLEAGUE.id();
    JsonNode identity =
        SignIn.json(org.send(org.request(path).header("Authorization", "Bearer " + token)));
    assertThat(identity.path("username").asString()).isEqualTo(FewUsers.COLLEAGUE.username());
    assertThat(identity.path("id").asString()).startsWith("https://");
    var refused = org.send(org.request(path).header("Authorization", "Bearer x"));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).isEqualTo("Bad_OAuth_Token");
  }
}
