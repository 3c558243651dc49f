package dev.syncline.simulator.oauth;

import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Parameters;
import dev.syncline.simulator.http.Reply;
import java.io.IOException;

/**
 * {@code /services/oauth2/revoke}: ends a token. A refresh token takes its grant and all sessions
 * of it along. That an unknown token is refused with {@code invalid_token} is unverified.
 */
final class RevokeEndpoint implements Endpoint {
  private final TokenStore tokens;

  RevokeEndpoint(TokenStore tokens) {
    this.tokens = tokens;
  }

  @Override
  public Reply answer(Call call) throws IOException {
    Parameters asked = call.method().equals("POST") ? call.form() : call.query();
    String token = asked.filled("token").or(() -> call.query().filled("token")).orElse("");
    return tokens.revoke(token)
        ? Reply.empty(200)
        : new OAuthException(400, "invalid_token", "this token is not valid").reply();
  }
}
