package dev.syncline.simulator.oauth;

import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.http.Route.Access;
import java.util.List;

/** The routes of signing in. None of them is metered. */
public final class OAuthRoutes {
  private static final String ROOT = "/services/oauth2";

  private OAuthRoutes() {}

  public static List<Route> of(
      OAuthSettings settings, TokenStore tokens, Users users, Sessions sessions) {
    var authorize = new AuthorizeEndpoint(settings, tokens, users);
    var revoke = new RevokeEndpoint(tokens);
    var token = new TokenEndpoint(settings, tokens, users);
    var introspect = new IntrospectEndpoint(settings, tokens, users);
    var openId = new OpenIdEndpoint(settings);
    var who = new IdentityEndpoint(settings.org(), users, sessions, settings.orgClock());
    return List.of(
        Route.of("GET", ROOT + "/authorize", "/oauth2/authorize", Access.OPEN, authorize),
        Route.of("POST", ROOT + "/authorize", "/oauth2/authorize", Access.OPEN, authorize),
        Route.of("POST", ROOT + "/token", "/oauth2/token", Access.OPEN, token),
        Route.of("GET", ROOT + "/revoke", "/oauth2/revoke", Access.OPEN, revoke),
        Route.of("POST", ROOT + "/revoke", "/oauth2/revoke", Access.OPEN, revoke),
        Route.of("POST", ROOT + "/introspect", "/oauth2/introspect", Access.OPEN, introspect),
        Route.of("GET", ROOT + "/userinfo", "/oauth2/userinfo", Access.OPEN, who.userInfo()),
        Route.of("POST", ROOT + "/userinfo", "/oauth2/userinfo", Access.OPEN, who.userInfo()),
        Route.of(
            "GET",
            "/.well-known/openid-configuration",
            "/.well-known",
            Access.OPEN,
            openId::configuration),
        Route.of("GET", "/id/keys", "/id/keys", Access.OPEN, openId::keys),
        Route.of("GET", "/id/{org}/{user}", "/id", Access.OPEN, who.identity()));
  }
}
