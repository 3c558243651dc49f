package dev.syncline.salesforce.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.OrgName;
import dev.syncline.salesforce.auth.TokenStore.StoredToken;
import dev.syncline.salesforce.http.AllowedHosts;
import dev.syncline.salesforce.http.Compression;
import dev.syncline.salesforce.http.HttpCall;
import dev.syncline.salesforce.http.HttpCaller;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.http.HttpTransport;
import dev.syncline.salesforce.http.Watchdog;
import dev.syncline.salesforce.testing.FunctionTransport;
import dev.syncline.salesforce.testing.MemoryTokens;
import dev.syncline.salesforce.testing.TurnedTime;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrgSignInTest {
  private static final OrgName ORG = new OrgName("main");
  private static final URI LOGIN = URI.create("https://acme.my.salesforce.com");
  private static final String REPLY =
      """
      {"access_token":"00D000000000001!abc","instance_url":"https://acme.my.salesforce.com",
       "id":"https://login.salesforce.com/id/00D000000000001AAA/005000000000001AAA",
       "token_type":"Bearer","issued_at":"1278448384422"%s}
      """;

  private final TurnedTime time = new TurnedTime();
  private final MemoryTokens store = new MemoryTokens();
  private final Watchdog watchdog = new Watchdog();

  @AfterEach
  void close() {
    watchdog.close();
  }

  @Test
  void client_credentials_are_posted_as_a_form() {
    FunctionTransport transport = answering(200, REPLY.formatted(""));

    AccessToken token = signIn(transport, clientCredentials()).signIn();

    assertThat(token.token().reveal()).isEqualTo("00D000000000001!abc");
    assertThat(token.instanceUrl()).isEqualTo(LOGIN);
    HttpCall call = transport.calls().getFirst();
    assertThat(call.uri()).isEqualTo(LOGIN.resolve("/services/oauth2/token"));
    assertThat(form(call))
        .containsExactly(
            Map.entry("grant_type", "client_credentials"),
            Map.entry("client_id", "app"),
            Map.entry("client_secret", "s&cret="));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY"})
  void an_assertion_is_signed_with_the_key_whatever_its_form(String label) throws Exception {
    KeyPair keys = keyPair(2_048);
    byte[] pkcs8 = keys.getPrivate().getEncoded();
    byte[] encoded = label.startsWith("RSA") ? pkcs1(pkcs8) : pkcs8;
    FunctionTransport transport = answering(200, REPLY.formatted(""));

    signIn(transport, jwt(pem(label, encoded))).signIn();

    Map<String, String> form = form(transport.calls().getFirst());
    assertThat(form).containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
    SignedJWT assertion = SignedJWT.parse(form.getOrDefault("assertion", ""));
    assertThat(assertion.verify(new RSASSAVerifier((RSAPublicKey) keys.getPublic()))).isTrue();
    assertThat(assertion.getHeader().getAlgorithm().getName()).isEqualTo("RS256");
    assertThat(assertion.getJWTClaimsSet().getIssuer()).isEqualTo("app");
    assertThat(assertion.getJWTClaimsSet().getSubject()).isEqualTo("sync@acme.com");
    assertThat(assertion.getJWTClaimsSet().getAudience()).containsExactly(LOGIN.toString());
    assertThat(assertion.getJWTClaimsSet().getExpirationTime().toInstant())
        .isEqualTo(time.instant().plus(Duration.ofMinutes(3)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          no key at all                                       | no -----BEGIN PRIVATE KEY
          -----BEGIN ENCRYPTED PRIVATE KEY-----abc            | passphrase
          -----BEGIN EC PRIVATE KEY-----abc                   | not an RSA private key
          -----BEGIN PRIVATE KEY-----abc-----END PRIVATE KEY----- | not an RSA key
          """)
  void an_unreadable_key_is_explained_without_being_shown(String pem, String why) {
    assertThatThrownBy(() -> signIn(answering(200, ""), jwt(pem)))
        .isInstanceOfSatisfying(
            OrgException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("AUTH-KEY-UNREADABLE");
              assertThat(e.problem().message()).contains(why).doesNotContain("abc");
            });
  }

  @Test
  void a_key_too_short_for_the_signature_is_explained() throws Exception {
    byte[] weak = keyPair(1_024).getPrivate().getEncoded();

    assertThatThrownBy(() -> signIn(answering(200, ""), jwt(pem("PRIVATE KEY", weak))))
        .hasMessageContaining("fewer than 2048 bits");
  }

  @Test
  void a_rotated_refresh_token_is_kept_before_the_access_token_is_used() {
    List<String> order = new ArrayList<>();
    store.put(ORG, new StoredToken(new Secret("old"), Optional.empty()));
    TokenStore watched = watched(order);
    FunctionTransport transport =
        new FunctionTransport(
            call -> {
              order.add("asked with " + form(call).get("refresh_token"));
              return FunctionTransport.json(200, REPLY.formatted(",\"refresh_token\":\"new\""));
            });

    SignIn signIn = OrgSignIn.of(ORG, LOGIN, refresh(), caller(transport), watched, time);
    AccessToken token = signIn.signIn();
    order.add("used " + token.token().reveal());

    assertThat(order)
        .containsExactly(
            "held", "asked with old", "kept new", "released", "used 00D000000000001!abc");
  }

  @Test
  void a_token_that_cannot_be_kept_is_not_used() {
    store.put(ORG, new StoredToken(new Secret("old"), Optional.empty()));
    TokenStore full =
        org -> {
          TokenStore.Hold hold = store.hold(org);
          return new TokenStore.Hold() {
            @Override
            public Optional<StoredToken> token() {
              return hold.token();
            }

            @Override
            public void keep(StoredToken token) {
              throw new IllegalStateException("disk full");
            }

            @Override
            public void close() {
              hold.close();
            }
          };
        };
    FunctionTransport transport = answering(200, REPLY.formatted(",\"refresh_token\":\"new\""));

    SignIn signIn = OrgSignIn.of(ORG, LOGIN, refresh(), caller(transport), full, time);

    assertThatThrownBy(signIn::signIn).hasMessage("disk full");
  }

  @Test
  void an_org_that_does_not_rotate_leaves_the_kept_token_alone() {
    store.put(ORG, new StoredToken(new Secret("old"), Optional.empty()));

    signIn(answering(200, REPLY.formatted("")), refresh()).signIn();

    assertThat(store.token(ORG)).hasValue(new StoredToken(new Secret("old"), Optional.empty()));
  }

  @Test
  void the_configured_token_counts_until_one_descends_from_it_and_again_when_it_is_another() {
    FunctionTransport rotating =
        new FunctionTransport(
            call ->
                FunctionTransport.json(
                    200,
                    REPLY.formatted(
                        ",\"refresh_token\":\"" + form(call).get("refresh_token") + "+\"")));

    signIn(rotating, refresh("first")).signIn();
    signIn(rotating, refresh("first")).signIn();
    signIn(rotating, refresh("second")).signIn();

    assertThat(rotating.calls().stream().map(call -> form(call).get("refresh_token")))
        .containsExactly("first", "first+", "second");
  }

  @Test
  void without_any_refresh_token_the_reader_is_told_to_log_in() {
    assertThatThrownBy(() -> signIn(answering(200, ""), refresh()).signIn())
        .isInstanceOfSatisfying(
            OrgException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo("AUTH-NO-TOKEN");
              assertThat(e.problem().action()).contains("syncline org login main");
            });
  }

  @Test
  void secrets_that_the_org_repeats_are_blotted_out() {
    FunctionTransport transport =
        answering(
            400, "{\"error\":\"invalid_client\",\"error_description\":\"bad secret s&cret=\"}");

    assertThatThrownBy(() -> signIn(transport, clientCredentials()).signIn())
        .hasMessageContaining("bad secret ***")
        .hasMessageNotContaining("s&cret=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          503 | <html>down</html>           | ORG-UNAVAILABLE    | TRANSIENT
          429 | slow down                   | ORG-UNAVAILABLE    | TRANSIENT
          302 | ''                          | ORG-NOT-SALESFORCE | MAPPING
          200 | <html>welcome</html>        | ORG-NOT-SALESFORCE | MAPPING
          200 | {"access_token":"x"}        | ORG-NOT-SALESFORCE | MAPPING
          404 | not found                   | ORG-NOT-SALESFORCE | MAPPING
          400 | {"error":"invalid_grant"}   | AUTH-REJECTED      | ACCESS
          """)
  void every_other_answer_says_who_must_act(
      int status, String body, String code, ErrorClass errorClass) {
    assertThatThrownBy(() -> signIn(answering(status, body), clientCredentials()).signIn())
        .isInstanceOfSatisfying(
            OrgException.class,
            e -> {
              assertThat(e.problem().code()).isEqualTo(code);
              assertThat(e.errorClass()).isEqualTo(errorClass);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.com",
        "http://acme.my.salesforce.com",
        "https://169.254.169.254",
        "not a url"
      })
  void a_reply_that_points_to_a_foreign_instance_is_refused(String instance) {
    String reply = REPLY.formatted("").replace("https://acme.my.salesforce.com", instance);

    assertThatThrownBy(() -> signIn(answering(200, reply), clientCredentials()).signIn())
        .isInstanceOfSatisfying(
            OrgException.class, e -> assertThat(e.problem().code()).isEqualTo("ORG-HOST-REFUSED"));
  }

  @Test
  void a_foreign_login_host_is_refused_before_anything_is_sent() {
    FunctionTransport transport = answering(200, REPLY.formatted(""));

    assertThatThrownBy(
            () ->
                OrgSignIn.of(
                    ORG,
                    URI.create("https://evil.com"),
                    clientCredentials(),
                    caller(transport),
                    store,
                    time))
        .isInstanceOf(OrgException.class);
    assertThat(transport.calls()).isEmpty();
  }

  @Test
  void no_credential_prints_its_secrets() {
    List<Credentials> all = List.of(clientCredentials(), jwt("s3cret"), refresh("s3cret"));

    assertThat(all.toString()).doesNotContain("s&cret=").doesNotContain("s3cret").contains("***");
  }

  private SignIn signIn(HttpTransport transport, Credentials credentials) {
    return OrgSignIn.of(ORG, LOGIN, credentials, caller(transport), store, time);
  }

  private HttpCaller caller(HttpTransport transport) {
    return new HttpCaller(transport, AllowedHosts.of(List.of()), watchdog, Compression.NEVER);
  }

  private TokenStore watched(List<String> order) {
    return org -> {
      TokenStore.Hold hold = store.hold(org);
      order.add("held");
      return new TokenStore.Hold() {
        @Override
        public Optional<StoredToken> token() {
          return hold.token();
        }

        @Override
        public void keep(StoredToken token) {
          order.add("kept " + token.refreshToken().reveal());
          hold.keep(token);
        }

        @Override
        public void close() {
          order.add("released");
          hold.close();
        }
      };
    };
  }

  private static FunctionTransport answering(int status, String body) {
    return new FunctionTransport(
        call ->
            new HttpReply(
                status, Map.of(), new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8))));
  }

  private static Credentials clientCredentials() {
    return new Credentials.ClientCredentials("app", new Secret("s&cret="));
  }

  private static Credentials jwt(String pem) {
    return new Credentials.JwtBearer("app", "sync@acme.com", new Secret(pem));
  }

  private static Credentials refresh() {
    return new Credentials.RefreshToken("app", Optional.empty(), Optional.empty());
  }

  private static Credentials refresh(String token) {
    return new Credentials.RefreshToken(
        "app", Optional.of(new Secret("client")), Optional.of(new Secret(token)));
  }

  private static Map<String, String> form(HttpCall call) {
    Map<String, String> form = new LinkedHashMap<>();
    for (String pair : FunctionTransport.body(call).split("&")) {
      int equals = pair.indexOf('=');
      form.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
    return form;
  }

  private static KeyPair keyPair(int bits) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  /** The inner key of PKCS#8: version, algorithm and the octet string's head come before it. */
  private static byte[] pkcs1(byte[] pkcs8) {
    int headBytes = 26;
    byte[] inner = new byte[pkcs8.length - headBytes];
    System.arraycopy(pkcs8, headBytes, inner, 0, inner.length);
    return inner;
  }

  private static String pem(String label, byte[] encoded) {
    return """
    -----BEGIN %s-----
    %s
    -----END %s-----
    """
        .formatted(label, Base64.getMimeEncoder().encodeToString(encoded), label);
  }
}
