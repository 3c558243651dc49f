package dev.syncline.salesforce.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
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

  /**
   * What checks certificates for transports that bring their own TLS: the JDK's authorities and, if
   * there is a text of PEM certificates, those besides.
   *
   * @throws IllegalArgumentException if the text holds no certificates
   */
  public static TrustManager[] managers(Optional<String> pem) {
    try {
      return pem.isPresent()
          ? read(
              new ByteArrayInputStream(pem.get().getBytes(StandardCharsets.UTF_8)),
              "The certificate of the Pub/Sub API's authority")
          : jdk().getTrustManagers();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no TLS", e);
    }
  }

  private static SSLContext with(Path pemFile) {
    try (InputStream pem = Files.newInputStream(pemFile)) {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, read(pem, "'" + pemFile + "'"), null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "'" + pemFile + "' cannot be read as PEM certificates: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] read(InputStream pem, String what) {
    try {
      Collection<? extends Certificate> extra =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (extra.isEmpty()) {
        throw new IllegalArgumentException(what + " holds no certificate");
      }
      return managers(extra);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          what + " cannot be read as PEM certificates: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] managers(Collection<? extends Certificate> extra)
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
    return factory.getTrustManagers();
  }

  private static TrustManagerFactory jdk() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return factory;
  }

  private static X509Certificate[] jdkIssuers() throws GeneralSecurityException {
    for (TrustManager manager : jdk().getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509.getAcceptedIssuers();
      }
    }
    return new X509Certificate[0];
  }
}
