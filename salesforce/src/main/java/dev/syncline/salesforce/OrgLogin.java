package dev.syncline.salesforce;

import dev.syncline.engine.org.OrgException;
import dev.syncline.salesforce.auth.BrowserLogin;
import dev.syncline.salesforce.auth.Credentials;
import dev.syncline.salesforce.auth.Secret;
import dev.syncline.salesforce.auth.TokenStore.StoredToken;
import dev.syncline.salesforce.http.AllowedHosts;
import dev.syncline.salesforce.http.HttpCaller;
import dev.syncline.salesforce.http.JdkHttpTransport;
import dev.syncline.salesforce.http.TrustedAuthorities;
import dev.syncline.salesforce.http.Watchdog;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Gets an org's refresh token by letting a person sign in with their browser. */
public final class OrgLogin {
  private final OrgSettings settings;
  private final Credentials.RefreshToken credentials;
  private final RandomGenerator secureRandom;

  /**
   * @param credentials those of the settings
   * @param secureRandom one that cannot be guessed, such as {@code SecureRandom}
   */
  public OrgLogin(
      OrgSettings settings, Credentials.RefreshToken credentials, RandomGenerator secureRandom) {
    this.settings = settings;
    this.credentials = credentials;
    this.secureRandom = secureRandom;
  }

  /**
   * Waits until somebody has signed in, and answers with the token that the caller must keep in its
   * token store.
   *
   * @param callback where the browser is sent back to; {@link BrowserLogin#CALLBACK} unless the app
   *     lists another address of this machine
   * @param show gets the address to open in a browser
   * @throws OrgException of class ACCESS if nobody signs in or the org refuses; of class MAPPING if
   *     the callback's port is taken or the login host is not allowed
   */
  public StoredToken inBrowser(URI callback, Duration patience, Consumer<URI> show) {
    try (Watchdog watchdog = new Watchdog();
        JdkHttpTransport transport =
            new JdkHttpTransport(
                settings.wire().connectTimeout(),
                TrustedAuthorities.of(settings.wire().caCertificate()))) {
      HttpCaller http =
          new HttpCaller(
              transport,
              AllowedHosts.of(settings.allowHosts()),
              watchdog,
              settings.wire().compression());
      BrowserLogin.Request request =
          new BrowserLogin.Request(
              settings.loginUrl(),
              credentials.clientId(),
              credentials.clientSecret(),
              callback,
              patience);
      Secret token = new BrowserLogin(http, secureRandom).login(request, show).refreshToken();
      Optional<String> origin = credentials.refreshToken().map(Secret::fingerprint);
      return new StoredToken(token, origin);
    }
  }
}
