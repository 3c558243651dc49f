package dev.syncline.salesforce.auth;

import java.util.Optional;

/**
 * What Syncline signs in with. JWT bearer and client credentials are the ones to prefer: they hold
 * no token that a crash could lose.
 *
 * <p>Source: Salesforce Help, "OAuth Authorization Flows". The user name and password flow is left
 * out: Salesforce blocks it in new orgs and retires it.
 */
public sealed interface Credentials {
  /** The consumer key of the external client app. */
  String clientId();

  /** The app's own secret; it runs as the user that the app names. Only on the My Domain host. */
  record ClientCredentials(String clientId, Secret clientSecret) implements Credentials {}

  /**
   * An assertion signed with the key whose certificate the app knows.
   *
   * @param privateKey an RSA key in PEM, PKCS#8 or PKCS#1, without a passphrase
   */
  record JwtBearer(String clientId, String username, Secret privateKey) implements Credentials {}

  /**
   * A refresh token, as {@code syncline org login} gets one. Where the app rotates it, the newest
   * one is in the {@link TokenStore}.
   *
   * @param refreshToken the one in the configuration; absent if the store has the only one
   */
  record RefreshToken(String clientId, Optional<Secret> clientSecret, Optional<Secret> refreshToken)
      implements Credentials {}
}
