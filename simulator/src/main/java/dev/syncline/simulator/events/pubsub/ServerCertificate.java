package dev.syncline.simulator.events.pubsub;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What a server shows to prove who it is.
 *
 * @param chain its certificate, then that of the authority
 */
public record ServerCertificate(PrivateKey key, List<X509Certificate> chain) {
  public ServerCertificate {
    chain = List.copyOf(chain);
  }

  /** What servers of the JDK's own TLS show it by. */
  public SSLContext context() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key, new char[0], chain.toArray(Certificate[]::new));
      var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the Java runtime has no TLS", e);
    }
  }

  @Override
  public String toString() {
    return "ServerCertificate[" + chain.getFirst().getSubjectX500Principal() + "]";
  }
}
