package dev.syncline.simulator.oauth;

import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code /.well-known/openid-configuration} and {@code /id/keys}: where to sign in, and by which
 * keys to check id tokens. OpenID Connect Discovery 1.0, 3; RFC 7517.
 */
final class OpenIdEndpoint {
  private static final String OAUTH = "/services/oauth2";

  private final OAuthSettings settings;

  OpenIdEndpoint(OAuthSettings settings) {
    this.settings = settings;
  }

  /** The addresses have the scheme of the call. */
  Reply configuration(Call call) {
    String base = settings.org().seenBy(call).instanceUrl();
    var body = new LinkedHashMap<String, Object>();
    body.put("issuer", base);
    body.put("authorization_endpoint", base + OAUTH + "/authorize");
    body.put("token_endpoint", base + OAUTH + "/token");
    body.put("revocation_endpoint", base + OAUTH + "/revoke");
    body.put("userinfo_endpoint", base + OAUTH + "/userinfo");
    body.put("introspection_endpoint", base + OAUTH + "/introspect");
    body.put("jwks_uri", base + "/id/keys");
    body.put("scopes_supported", ConnectedApp.SCOPES);
    body.put("response_types_supported", List.of("code"));
    body.put("grant_types_supported", TokenEndpoint.GRANT_TYPES);
    body.put("subject_types_supported", List.of("public"));
    body.put("id_token_signing_alg_values_supported", List.of("RS256"));
    body.put("code_challenge_methods_supported", List.of("S256"));
    body.put(
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_post", "client_secret_basic"));
    return Reply.json(200, body);
  }

  Reply keys(Call call) {
    return Reply.json(200, Map.of("keys", List.of(settings.signingKey().publicHalf())));
  }
}
