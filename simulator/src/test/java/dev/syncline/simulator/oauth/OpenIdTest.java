package dev.syncline.simulator.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.syncline.simulator.http.Parameters;
import java.io.IOException;
import java.net.URI;
import java.util.Date;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** OpenID Connect: who has signed in, told by a token that the client can check. */
class OpenIdTest {
  private static final String CALLBACK = "http://localhost:9/cb";

  private SignIn org;

  @BeforeEach
  void start() throws IOException {
    org = new SignIn(false, false);
  }

  @AfterEach
  void stop() {
    org.close();
  }

  private JsonNode read(String path) throws IOException {
    return SignIn.json(org.send(org.request(path)));
  }

  private JsonNode signIn(String scope) throws IOException {
    String asked =
        SignIn.form(
            Map.of(
                "response_type",
                "code",
                "client_id",
                SignIn.CLIENT,
                "redirect_uri",
                CALLBACK,
                "scope",
                scope,
                "nonce",
                "n-1",
                "login_hint",
                FewUsers.COLLEAGUE.username()));
    String location =
        org.send(org.request("/services/oauth2/authorize?" + asked))
            .headers()
            .firstValue("Location")
            .orElseThrow();
    String code = Parameters.parse(URI.create(location).getRawQuery()).find("code").orElseThrow();
    return SignIn.json(
        org.token(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                code,
                "client_id",
                SignIn.CLIENT,
                "client_secret",
                SignIn.SECRET,
                "redirect_uri",
                CALLBACK)));
  }

  /** The claims of the token, if it is signed by the key that the org tells of. */
  private JWTClaimsSet verified(JsonNode reply) throws Exception {
    SignedJWT token = SignedJWT.parse(reply.path("id_token").asString());
    URI keys = URI.create(read("/.well-known/openid-configuration").path("jwks_uri").asString());
    JWKSet set = JWKSet.parse(org.send(org.request(keys.getPath())).body());
    assertThat(set.containsNonPublicKeys()).isFalse();
    var key = set.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
    assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
    return token.getJWTClaimsSet();
  }

  @Test
  void a_sign_in_with_openid_in_its_scope_tells_who_it_was() throws Exception {
    JsonNode reply = signIn("openid api refresh_token");
    JWTClaimsSet claims = verified(reply);
    assertThat(claims.getIssuer()).isEqualTo(org.url);
    assertThat(claims.getAudience()).containsExactly(SignIn.CLIENT);
    assertThat(claims.getSubject())
        .isEqualTo(
            "https" + org.url.substring(4) + "/id/" + SignIn.ORG + "/" + FewUsers.COLLEAGUE.id());
    assertThat(claims.getStringClaim("nonce")).isEqualTo("n-1");
    assertThat(claims.getStringClaim("preferred_username"))
        .isEqualTo(FewUsers.COLLEAGUE.username());
    assertThat(claims.getIssueTime()).isEqualTo(Date.from(SignIn.NOW));
    assertThat(claims.getExpirationTime()).isEqualTo(Date.from(SignIn.NOW.plus(IdTokens.LIFE)));
    assertThat(claims.getStringClaim("at_hash")).hasSize(22);
  }

  @Test
  void a_refreshed_session_has_a_new_id_token_without_nonce() throws Exception {
    String refreshToken = signIn("openid refresh_token").path("refresh_token").asString();
    JsonNode reply =
        SignIn.json(
            org.token(
                Map.of(
                    "grant_type",
                    "refresh_token",
                    "refresh_token",
                    refreshToken,
                    "client_id",
                    SignIn.CLIENT)));
    assertThat(verified(reply).getClaim("nonce")).isNull();
  }

  @Test
  void without_openid_in_its_scope_a_sign_in_has_no_id_token() throws IOException {
    assertThat(signIn("api").has("access_token")).isTrue();
    assertThat(signIn("api").has("id_token")).isFalse();
  }

  @Test
  void the_subject_is_that_of_userinfo() throws Exception {
    JsonNode reply = signIn("openid");
    var request =
        org.request("/services/oauth2/userinfo")
            .header("Authorization", "Bearer " + reply.path("access_token").asString());
    assertThat(SignIn.json(org.send(request)).path("sub").asString())
        .isEqualTo(verified(reply).getSubject());
  }

  @Test
  void the_configuration_names_the_endpoints_of_the_org() throws IOException {
    JsonNode found = read("/.well-known/openid-configuration");
    assertThat(found.path("issuer").asString()).isEqualTo(org.url);
    assertThat(found.path("token_endpoint").asString())
        .isEqualTo(org.url + "/services/oauth2/token");
    assertThat(found.path("authorization_endpoint").asString())
        .isEqualTo(org.url + "/services/oauth2/authorize");
    assertThat(found.path("userinfo_endpoint").asString())
        .isEqualTo(org.url + "/services/oauth2/userinfo");
    assertThat(found.path("id_token_signing_alg_values_supported").path(0).asString())
        .isEqualTo("RS256");
  }
}
