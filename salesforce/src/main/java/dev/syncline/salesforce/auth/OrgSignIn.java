package dev.syncline.salesforce.auth;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.OrgName;
import dev.syncline.model.Problem;
import dev.syncline.salesforce.auth.TokenEndpoint.TokenReply;
import dev.syncline.salesforce.auth.TokenStore.Hold;
import dev.syncline.salesforce.auth.TokenStore.StoredToken;
import dev.syncline.salesforce.http.CallLimits;
import dev.syncline.salesforce.http.HttpCaller;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ways into an org that need nobody at the keyboard. */
public final class OrgSignIn {
  private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";

  private OrgSignIn() {}

  /**
   * The way in for these credentials.
   *
   * @throws OrgException of class MAPPING if the login host is not allowed or a key is unreadable
   */
  public static SignIn of(
      OrgName org,
      URI loginUrl,
      Credentials credentials,
      HttpCaller http,
      TokenStore store,
      InstantSource clock) {
    URI login = http.hosts().check(loginUrl);
    TokenEndpoint endpoint = new TokenEndpoint(http, login, CallLimits.ANSWER);
    return switch (credentials) {
      case Credentials.ClientCredentials app -> new ByClientCredentials(endpoint, app);
      case Credentials.JwtBearer jwt -> new ByJwt(endpoint, new JwtAssertion(jwt, login, clock));
      case Credentials.RefreshToken refresh -> new ByRefreshToken(endpoint, refresh, store, org);
    };
  }

  private record ByClientCredentials(
      TokenEndpoint endpoint, Credentials.ClientCredentials credentials) implements SignIn {
    @Override
    public AccessToken signIn() {
      Map<String, String> form = new LinkedHashMap<>();
      form.put("grant_type", "client_credentials");
      form.put("client_id", credentials.clientId());
      form.put("client_secret", credentials.clientSecret().reveal());
      return endpoint.ask(form, List.of(credentials.clientSecret())).access();
    }

    @Override
    public String presented() {
      return "";
    }
  }

  private record ByJwt(TokenEndpoint endpoint, JwtAssertion assertion) implements SignIn {
    @Override
    public AccessToken signIn() {
      Secret signed = assertion.sign();
      Map<String, String> form = new LinkedHashMap<>();
      form.put("grant_type", JWT_BEARER);
      form.put("assertion", signed.reveal());
      return endpoint.ask(form, List.of(signed)).access();
    }

    @Override
    public String presented() {
      return "";
    }
  }

  private record ByRefreshToken(
      TokenEndpoint endpoint, Credentials.RefreshToken credentials, TokenStore store, OrgName org)
      implements SignIn {
    @Override
    public AccessToken signIn() {
      try (Hold hold = store.hold(org)) {
        StoredToken present = newest(hold).orElseThrow(this::nothingToPresent);
        TokenReply reply = endpoint.ask(form(present), secrets(present));
        Optional<Secret> next =
            reply.refreshToken().filter(token -> !token.equals(present.refreshToken()));
        if (next.isPresent()) {
          hold.keep(new StoredToken(next.get(), present.origin()));
        }
        return reply.access();
      }
    }

    @Override
    public String presented() {
      try (Hold hold = store.hold(org)) {
        return newest(hold).map(token -> token.refreshToken().fingerprint()).orElse("");
      }
    }

    /** The kept token, unless the configuration has another one than it descends from. */
    private Optional<StoredToken> newest(Hold hold) {
      Optional<StoredToken> kept = hold.token();
      Optional<StoredToken> configured =
          credentials
              .refreshToken()
              .map(token -> new StoredToken(token, Optional.of(token.fingerprint())));
      boolean keptIsNewer =
          kept.isPresent()
              && (configured.isEmpty() || kept.get().origin().equals(configured.get().origin()));
      return keptIsNewer ? kept : configured;
    }

    private Map<String, String> form(StoredToken present) {
      Map<String, String> form = new LinkedHashMap<>();
      form.put("grant_type", "refresh_token");
      form.put("client_id", credentials.clientId());
      credentials.clientSecret().ifPresent(secret -> form.put("client_secret", secret.reveal()));
      form.put("refresh_token", present.refreshToken().reveal());
      return form;
    }

    private List<Secret> secrets(StoredToken present) {
      List<Secret> secrets = new ArrayList<>(List.of(present.refreshToken()));
      credentials.clientSecret().ifPresent(secrets::add);
      return secrets;
    }

    private OrgException nothingToPresent() {
      return new OrgException(
          new Problem(
              "AUTH-NO-TOKEN",
              ErrorClass.ACCESS,
              "There is no refresh token for org " + org,
              "Sign in with 'syncline org login " + org + "'."));
    }
  }
}
