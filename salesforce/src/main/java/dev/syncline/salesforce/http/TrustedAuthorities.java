package dev.syncline.salesforce.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Who may vouch for a host: the authorities that the JDK trusts and, where one is named, those of a
 * PEM file besides. There is no switch that trusts everybody.
 */
public final class TrustedAuthorities {
  private TrustedAuthorities() {}

  /**
   * The JDK's authorities and, if a PEM file is named, its authorities besides.
   *
   * @throws IllegalArgumentException naming the file, if it holds no certificates
   */
  public static SSLContext of(Optional<Path> pemFile) {
    if (pemFile.isPresent()) {
      return with(pemFile.get());
    }
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no TLS", e);
    }
  }

  private static SSLContext with(Path pemFile) {
    try (InputStream pem = Files.newInputStream(pemFile)) {
      Collection<? extends Certificate> extra =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (extra.isEmpty()) {
        throw new IllegalArgumentException("'" + pemFile + "' holds no certificate");
      }
      return context(extra);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "'" + pemFile + "' cannot be read as PEM certificates: " + e.getMessage(), e);
    }
  }

  private static SSLContext context(Collection<? extends Certificate> extra)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (X509Certificate issuer : jdkIssuers()) {
      store.setCertificateEntry("authority-" + number++, issuer);
    }
    for (Certificate certificate : extra) {
      store.setCertificateEntry("authority-" + number++, certificate);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  private static X509Certificate[] jdkIssuers() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509.getAcceptedIssuers();
      }
    }
    return new X509Certificate[0];
  }
}
