package dev.syncline.salesforce.auth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;

/**
 * Signs the assertions of the JWT bearer flow.
 *
 * <p>Source: Salesforce Help, "OAuth 2.0 JWT Bearer Flow": RS256; the audience is the login host or
 * the My Domain; it may be valid for five minutes at most.
 */
final class JwtAssertion {
  static final Duration VALID_FOR = Duration.ofMinutes(3);

  private final Credentials.JwtBearer credentials;
  private final URI loginUrl;
  private final PrivateKey key;
  private final InstantSource clock;

  JwtAssertion(Credentials.JwtBearer credentials, URI loginUrl, InstantSource clock) {
    this.credentials = credentials;
    this.loginUrl = loginUrl;
    this.key = RsaKeys.parse(credentials.privateKey());
    this.clock = clock;
  }

  Secret sign() {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(credentials.clientId())
            .subject(credentials.username())
            .audience(loginUrl.getScheme() + "://" + loginUrl.getRawAuthority())
            .expirationTime(Date.from(clock.instant().plus(VALID_FOR)))
            .build();
    SignedJWT assertion = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), claims);
    try {
      assertion.sign(new RSASSASigner(key));
    } catch (JOSEException e) {
      throw new IllegalStateException("An RSA key of at least 2,048 bits signs RS256", e);
    }
    return new Secret(assertion.serialize());
  }
}
