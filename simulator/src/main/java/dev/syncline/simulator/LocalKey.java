package dev.syncline.simulator;

import dev.syncline.simulator.oauth.SigningKey;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;

/** The key of orgs without a server: one for all in this process, which is all that sees it. */
record LocalKey(RSAPublicKey publicKey, RSAPrivateCrtKey privateKey) {
  private static final int BITS = 2_048;

  private static final class Once {
    static final LocalKey KEY = make();
  }

  /** The key, made when it is first asked for. */
  static LocalKey once() {
    return Once.KEY;
  }

  SigningKey signingKey() {
    return new SigningKey(publicKey, privateKey);
  }

  private static LocalKey make() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      KeyPair pair = generator.generateKeyPair();
      return new LocalKey((RSAPublicKey) pair.getPublic(), (RSAPrivateCrtKey) pair.getPrivate());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the JDK lacks RSA", e);
    }
  }

  @Override
  public String toString() {
    return "LocalKey";
  }
}
