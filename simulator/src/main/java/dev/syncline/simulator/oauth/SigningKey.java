package dev.syncline.simulator.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;

/** The key by which the org signs what it says of users. */
public final class SigningKey {
  private final RSAPrivateKey privateKey;
  private final RSAKey publicKey;

  public SigningKey(RSAPublicKey publicKey, RSAPrivateKey privateKey) {
    this.privateKey = privateKey;
    try {
      this.publicKey =
          new RSAKey.Builder(publicKey)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.RS256)
              .keyIDFromThumbprint()
              .build();
    } catch (JOSEException e) {
      throw new IllegalStateException("the JDK lacks SHA-256", e);
    }
  }

  /** The public half as a JSON Web Key, by property (RFC 7517). */
  Map<String, Object> publicHalf() {
    return publicKey.toJSONObject();
  }

  /** The claims as a token, signed with RS256. */
  String sign(JWTClaimsSet claims) {
    var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(publicKey.getKeyID()).build();
    var token = new SignedJWT(header, claims);
    try {
      token.sign(new RSASSASigner(privateKey));
    } catch (JOSEException e) {
      throw new IllegalStateException("the key cannot sign", e);
    }
    return token.serialize();
  }
}
