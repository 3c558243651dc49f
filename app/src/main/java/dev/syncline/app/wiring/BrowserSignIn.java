package dev.syncline.app.wiring;

import dev.syncline.app.config.AuthConfig;
import dev.syncline.app.config.OrgConfig;
import dev.syncline.salesforce.auth.BrowserLogin;
import dev.syncline.salesforce.auth.Credentials;
import dev.syncline.salesforce.auth.TokenStore.StoredToken;
import dev.syncline.salesforce.http.AllowedHosts;
import dev.syncline.salesforce.http.Compression;
import dev.syncline.salesforce.http.HttpCaller;
import dev.syncline.salesforce.http.JdkHttpTransport;
import dev.syncline.salesforce.http.TrustedAuthorities;
import dev.syncline.salesforce.http.Watchdog;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Signs a person in with their browser. */
final class BrowserSignIn {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

  private final OrgWiring wiring;

  BrowserSignIn(OrgWiring wiring) {
    this.wiring = wiring;
  }

  /**
   * Waits until the person has signed in.
   *
   * @param show gets the address to open
   * @return the refresh token, to be kept
   */
  StoredToken login(OrgConfig org, AuthConfig.RefreshToken auth, URI callback, Consumer<URI> show) {
    Credentials.RefreshToken credentials = wiring.refreshToken(auth);
    var request =
        new BrowserLogin.Request(
            wiring.loginUrl(org),
            credentials.clientId(),
            credentials.clientSecret(),
            callback,
            BrowserLogin.PATIENCE);
    try (var transport =
            new JdkHttpTransport(CONNECT_TIMEOUT, TrustedAuthorities.of(Optional.empty()));
        var watchdog = new Watchdog()) {
      var http =
          new HttpCaller(
              transport, AllowedHosts.of(org.allowHosts()), watchdog, Compression.AUTOMATIC);
      BrowserLogin.Login login = new BrowserLogin(http, new SecureRandom()).login(request, show);
      return new StoredToken(
          login.refreshToken(), credentials.refreshToken().map(token -> token.fingerprint()));
    }
  }
}
