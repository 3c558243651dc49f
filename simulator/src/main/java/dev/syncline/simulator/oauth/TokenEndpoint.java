package dev.syncline.simulator.oauth;

import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Parameters;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.oauth.ClientCheck.Secret;
import dev.syncline.simulator.oauth.IdTokens.Access;
import dev.syncline.simulator.oauth.TokenReply.Issued;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /services/oauth2/token}: one method for each grant type. */
final class TokenEndpoint implements Endpoint {
  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
  private static final String OFFLINE = "refresh_token";

  /** The grant types that lead to a token, whether or not they are let in. */
  static final List<String> GRANT_TYPES =
      List.of("authorization_code", "refresh_token", "client_credentials", "password", JWT_BEARER);

  private final OAuthSettings settings;
  private final TokenStore tokens;
  private final Users users;
  private final ClientCheck client;
  private final JwtBearer jwt;
  private final TokenReply replies;
  private final IdTokens idTokens;

  TokenEndpoint(OAuthSettings settings, TokenStore tokens, Users users) {
    this.settings = settings;
    this.tokens = tokens;
    this.users = users;
    this.client = new ClientCheck(settings.app());
    this.jwt = new JwtBearer(settings.app(), settings.org(), settings.clocks());
    this.replies = new TokenReply(settings.org(), settings.app(), settings.orgClock());
    this.idTokens = new IdTokens(settings, users);
  }

  @Override
  public Reply answer(Call call) throws IOException {
    Parameters form = call.form();
    try {
      return switch (form.find("grant_type").orElse("")) {
        case JWT_BEARER -> jwtBearer(call, form);
        case "client_credentials" -> clientCredentials(call, form);
        case "refresh_token" -> refresh(call, form);
        case "authorization_code" -> code(call, form);
        case "password" -> password(call, form);
        default ->
            throw new OAuthException(400, "unsupported_grant_type", "grant type not supported");
      };
    } catch (OAuthException e) {
      return e.reply();
    }
  }

  private Reply jwtBearer(Call call, Parameters form) {
    String username = jwt.username(required(form, "assertion"));
    OrgUser user =
        users
            .named(username)
            .orElseThrow(() -> OAuthException.invalidGrant("user hasn't approved this consumer"));
    checkActive(user);
    String scope = scope(null, false);
    String token = tokens.openSession(user.id(), settings.app().clientId(), scope);
    return replies.plain(call, user.id(), token, scope);
  }

  private Reply clientCredentials(Call call, Parameters form) {
    client.check(call, form, Secret.REQUIRED);
    OrgUser user = users.integrationUser();
    String scope = scope(null, false);
    String token = tokens.openSession(user.id(), settings.app().clientId(), scope);
    return replies.signed(call, new Issued(user.id(), token, scope));
  }

  private Reply refresh(Call call, Parameters form) {
    client.check(call, form, Secret.IF_SHOWN);
    String shown = required(form, "refresh_token");
    TokenStore.Drawn drawn =
        tokens
            .draw(shown, settings.app().clientId(), settings.rotateRefreshTokens())
            .orElseThrow(() -> OAuthException.invalidGrant("expired access/refresh token"));
    Grant grant = drawn.grant();
    String access = drawn.accessToken();
    return replies.signed(
        call,
        new Issued(
            grant.userId(),
            access,
            grant.scope(),
            drawn.nextRefreshToken(),
            idToken(call, new Access(grant.userId(), access, grant.scope()), null)));
  }

  private Reply code(Call call, Parameters form) {
    CodeRequest request =
        tokens
            .spendCode(required(form, "code"))
            .orElseThrow(() -> OAuthException.invalidGrant("expired authorization code"));
    String challenge = request.challenge();
    client.check(call, form, challenge == null ? Secret.REQUIRED : Secret.IF_SHOWN);
    if (!request.redirectUri().equals(form.find("redirect_uri").orElse(""))) {
      throw new OAuthException(
          400, "redirect_uri_mismatch", "redirect_uri must match configuration");
    }
    if (challenge != null && !challenge.equals(s256(form.find("code_verifier").orElse("")))) {
      throw OAuthException.invalidGrant("invalid code verifier");
    }
    boolean offline = Arrays.asList(request.scope().split(" ")).contains(OFFLINE);
    String refreshToken = offline ? tokens.openGrant(request) : null;
    String access =
        refreshToken == null
            ? tokens.openSession(request.userId(), request.clientId(), request.scope())
            : tokens
                .grant(refreshToken)
                .map(tokens::openSession)
                .orElseThrow(() -> OAuthException.invalidGrant("expired authorization code"));
    var told = new Access(request.userId(), access, request.scope());
    return replies.signed(
        call,
        new Issued(
            request.userId(),
            access,
            request.scope(),
            refreshToken,
            idToken(call, told, request.nonce())));
  }

  private @Nullable String idToken(Call call, Access access, @Nullable String nonce) {
    return idTokens.issue(settings.org().seenBy(call), access, nonce);
  }

  /** Refused unless switched on: blocked by default in orgs created since Summer '23. */
  private Reply password(Call call, Parameters form) {
    if (!settings.allowPassword()) {
      throw OAuthException.invalidGrant("authentication failure");
    }
    client.check(call, form, Secret.REQUIRED);
    OrgUser user =
        users
            .named(required(form, "username"))
            .orElseThrow(() -> OAuthException.invalidGrant("authentication failure"));
    checkActive(user);
    required(form, "password");
    String scope = scope(null, false);
    String token = tokens.openSession(user.id(), settings.app().clientId(), scope);
    return replies.signed(call, new Issued(user.id(), token, scope));
  }

  private static void checkActive(OrgUser user) {
    if (!user.active()) {
      throw new OAuthException(400, "inactive_user", "user is inactive");
    }
  }

  /** The scopes granted of those asked for; all that the application has when none is asked. */
  static String scope(@Nullable String asked, boolean offline) {
    var wanted =
        asked == null || asked.isBlank() ? ConnectedApp.SCOPES : Arrays.asList(asked.split("\\s+"));
    return String.join(
        " ",
        ConnectedApp.SCOPES.stream()
            .filter(scope -> wanted.contains(scope) || alias(wanted.contains("full"), scope))
            .filter(scope -> offline || !scope.equals(OFFLINE))
            .toList());
  }

  private static boolean alias(boolean full, String scope) {
    return full && !scope.equals(OFFLINE);
  }

  private static String s256(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }

  private static String required(Parameters form, String name) {
    return form.filled(name)
        .orElseThrow(
            () ->
                new OAuthException(400, "invalid_request", "missing required parameter: " + name));
  }
}
