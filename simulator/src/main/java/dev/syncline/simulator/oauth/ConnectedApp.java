package dev.syncline.simulator.oauth;

import java.net.URI;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Set;

/**
 * The application that the org lets in.
 *
 * @param clientId the consumer key
 * @param clientSecret the consumer secret
 * @param publicKey verifies the assertions of the JWT bearer flow
 * @param redirectUris where the web-server flow may lead, besides any address of the loopback
 */
public record ConnectedApp(
    String clientId, String clientSecret, RSAPublicKey publicKey, List<String> redirectUris) {
  /** The scopes it may ask for. */
  static final List<String> SCOPES = List.of("refresh_token", "api", "id", "openid");

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  public ConnectedApp {
    redirectUris = List.copyOf(redirectUris);
  }

  /** Whether codes may be sent to this address. */
  boolean mayRedirectTo(String uri) {
    if (redirectUris.contains(uri)) {
      return true;
    }
    try {
      URI parsed = URI.create(uri);
      return "http".equals(parsed.getScheme())
          && LOOPBACK.contains(String.valueOf(parsed.getHost()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "ConnectedApp[" + clientId + "]";
  }
}
