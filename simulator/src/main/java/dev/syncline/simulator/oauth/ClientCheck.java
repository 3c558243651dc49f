package dev.syncline.simulator.oauth;

import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Parameters;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/** Checks who sends a token request: the application's id and, where shown, its secret. */
final class ClientCheck {
  /** Whether a flow can do without the secret. */
  enum Secret {
    REQUIRED,
    /** Wrong is refused, absent is not. */
    IF_SHOWN
  }

  private record Credentials(Optional<String> id, Optional<String> secret) {}

  private final ConnectedApp app;

  ClientCheck(ConnectedApp app) {
    this.app = app;
  }

  /**
   * Lets the application pass.
   *
   * @throws OAuthException {@code invalid_client_id} or {@code invalid_client}
   */
  void check(Call call, Parameters form, Secret secret) {
    Credentials shown = credentials(call, form);
    checkId(shown.id().orElse(""));
    boolean absent = shown.secret().isEmpty();
    if (absent ? secret == Secret.REQUIRED : !equal(shown.secret().orElse(""))) {
      throw new OAuthException(400, "invalid_client", "invalid client credentials");
    }
  }

  void checkId(String clientId) {
    if (!clientId.equals(app.clientId())) {
      throw new OAuthException(400, "invalid_client_id", "client identifier invalid");
    }
  }

  private boolean equal(String secret) {
    return MessageDigest.isEqual(
        secret.getBytes(StandardCharsets.UTF_8),
        app.clientSecret().getBytes(StandardCharsets.UTF_8));
  }

  private static Credentials credentials(Call call, Parameters form) {
    String authorization = call.headers().find("Authorization").orElse("");
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return new Credentials(form.filled("client_id"), form.filled("client_secret"));
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(6).strip());
      String[] pair = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      return new Credentials(
          Optional.of(decode(pair[0])),
          pair.length == 2 ? Optional.of(decode(pair[1])) : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw new OAuthException(400, "invalid_client", "invalid client credentials");
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
