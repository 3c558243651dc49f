package dev.syncline.simulator.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the assertion of the JWT bearer flow.
 *
 * <p>OAuth 2.0 JWT Bearer Flow for Server-to-Server Integration: RS256; {@code iss} is the consumer
 * key, {@code sub} the username, {@code aud} the login host or My Domain, {@code exp} within five
 * minutes. Live orgs also take {@code exp} in milliseconds and {@code aud} with a trailing slash,
 * as the Salesforce CLI sends them.
 */
final class JwtBearer {
  /** How far ahead {@code exp} may lie. */
  static final Duration MAX_LIFE = Duration.ofMinutes(5);

  /** How far apart the clocks of client and org may be. Unverified. */
  static final Duration SKEW = Duration.ofMinutes(3);

  /** Above this a time is in milliseconds: as seconds it would lie in the year 5138. */
  private static final long FIRST_MILLISECOND = 100_000_000_000L;

  private final ConnectedApp app;
  private final Set<String> audiences;
  private final List<InstantSource> clocks;

  /**
   * @param clocks the clocks by which an assertion may be timely: the org's, and the real one, as
   *     clients do not know that the org's was moved
   */
  JwtBearer(ConnectedApp app, OrgAddress org, List<InstantSource> clocks) {
    this.app = app;
    this.clocks = List.copyOf(clocks);
    this.audiences =
        Stream.of(
                "https://login.salesforce.com",
                "https://test.salesforce.com",
                org.instanceUrl(),
                org.instanceUrl().replaceFirst("^http:", "https:"))
            .flatMap(host -> Stream.of(host, host + "/", host + "/services/oauth2/token"))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The username that the assertion speaks for.
   *
   * @throws OAuthException if the assertion is not to be believed
   */
  String username(String assertion) {
    try {
      SignedJWT jwt = SignedJWT.parse(assertion);
      JWTClaimsSet claims = jwt.getJWTClaimsSet();
      if (!app.clientId().equals(claims.getIssuer())) {
        throw new OAuthException(400, "invalid_client_id", "client identifier invalid");
      }
      if (!JWSAlgorithm.RS256.equals(jwt.getHeader().getAlgorithm())
          || !jwt.verify(new RSASSAVerifier(app.publicKey()))) {
        throw OAuthException.invalidGrant("invalid assertion");
      }
      if (claims.getAudience().stream().noneMatch(audiences::contains)) {
        throw OAuthException.invalidGrant("audience is invalid");
      }
      checkTime(claims.getClaim("exp"));
      return String.valueOf(claims.getSubject());
    } catch (ParseException | JOSEException e) {
      throw OAuthException.invalidGrant("invalid assertion");
    }
  }

  private void checkTime(@Nullable Object claim) {
    if (!(claim instanceof Date date)) {
      throw OAuthException.invalidGrant("expiration time is required");
    }
    // The library multiplies by 1,000: seconds come out as they should, milliseconds too late.
    long seconds = date.getTime() / 1_000;
    Instant expires =
        seconds >= FIRST_MILLISECOND
            ? Instant.ofEpochMilli(seconds)
            : Instant.ofEpochSecond(seconds);
    if (clocks.stream().map(InstantSource::instant).noneMatch(now -> isTimely(expires, now))) {
      throw OAuthException.invalidGrant("expired authorization code");
    }
  }

  private static boolean isTimely(Instant expires, Instant now) {
    return !expires.isBefore(now.minus(SKEW)) && !expires.isAfter(now.plus(MAX_LIFE).plus(SKEW));
  }
}
