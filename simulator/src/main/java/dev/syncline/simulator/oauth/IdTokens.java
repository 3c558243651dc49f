package dev.syncline.simulator.oauth;

import com.nimbusds.jwt.JWTClaimsSet;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tokens that tell a client who has signed in. OpenID Connect Core 1.0, ID Token; the
 * claims beyond it are those of observed tokens.
 */
final class IdTokens {
  /** The scope that asks for them. */
  static final String SCOPE = "openid";

  /** How long a token is to be believed. Unverified. */
  static final Duration LIFE = Duration.ofMinutes(2);

  /** What a token goes along with. */
  record Access(String userId, String accessToken, String scope) {}

  private final OAuthSettings settings;
  private final Users users;

  IdTokens(OAuthSettings settings, Users users) {
    this.settings = settings;
    this.users = users;
  }

  /**
   * A token for an access token; null where its scope does not ask for one. Its times are the real
   * ones, as clients go by them.
   *
   * @param org the issuer, as the caller sees it
   * @param nonce what the client wants to find again; null where it wants nothing
   */
  @Nullable String issue(OrgAddress org, Access access, @Nullable String nonce) {
    if (!Arrays.asList(access.scope().split(" ")).contains(SCOPE)) {
      return null;
    }
    OrgUser user = users.withId(access.userId()).orElseGet(users::integrationUser);
    Instant now = settings.realClock().instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(org.instanceUrl())
            .subject(org.identityId(user.id()))
            .audience(settings.app().clientId())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(LIFE)))
            .claim("at_hash", hash(access.accessToken()))
            .claim("user_id", user.id())
            .claim("organization_id", org.orgId())
            .claim("preferred_username", user.username())
            .claim("name", user.displayName())
            .claim("given_name", user.firstName())
            .claim("family_name", user.lastName())
            .claim("email", user.email())
            .claim("email_verified", true)
            .claim("zoneinfo", user.timeZone())
            .claim("locale", "en_US");
    if (nonce != null) {
      claims.claim("nonce", nonce);
    }
    return settings.signingKey().sign(claims.build());
  }

  /** The left half of the digest. OpenID Connect Core 1.0, 3.1.3.6. */
  private static String hash(String accessToken) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
      byte[] half = Arrays.copyOf(digest, digest.length / 2);
      return Base64.getUrlEncoder().withoutPadding().encodeToString(half);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }
}
