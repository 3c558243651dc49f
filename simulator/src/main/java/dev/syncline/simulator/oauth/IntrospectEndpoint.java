package dev.syncline.simulator.oauth;

import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Parameters;
import dev.syncline.simulator.http.Reply;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** {@code POST /services/oauth2/introspect}: says whether a token is alive, and whose it is. */
final class IntrospectEndpoint implements Endpoint {
  private final OAuthSettings settings;
  private final TokenStore tokens;
  private final Users users;

  IntrospectEndpoint(OAuthSettings settings, TokenStore tokens, Users users) {
    this.settings = settings;
    this.tokens = tokens;
    this.users = users;
  }

  @Override
  public Reply answer(Call call) throws IOException {
    Parameters form = call.form();
    try {
      new ClientCheck(settings.app()).check(call, form, ClientCheck.Secret.REQUIRED);
    } catch (OAuthException e) {
      return e.reply();
    }
    String token = form.find("token").orElse("");
    Optional<Session> session = tokens.find(token);
    if (session.isPresent()) {
      return Reply.json(200, ofSession(session.get()));
    }
    return tokens
        .grant(token)
        .map(grant -> Reply.json(200, common(grant.scope(), grant.userId(), "refresh_token")))
        .orElseGet(() -> Reply.json(200, Map.of("active", false)));
  }

  private Map<String, Object> ofSession(Session session) {
    Map<String, Object> body = common(session.scope(), session.userId(), "access_token");
    body.put("exp", session.lastUsed().plus(TokenStore.SESSION_TIMEOUT).getEpochSecond());
    body.put("iat", session.opened().getEpochSecond());
    body.put("nbf", session.opened().getEpochSecond());
    return body;
  }

  private Map<String, Object> common(String scope, String userId, String type) {
    var body = new LinkedHashMap<String, Object>();
    body.put("active", true);
    body.put("scope", scope);
    body.put("client_id", settings.app().clientId());
    body.put("username", users.withId(userId).map(OrgUser::username).orElse(""));
    body.put("sub", settings.org().identityId(userId));
    body.put("token_type", type);
    return body;
  }
}
