package dev.syncline.salesforce.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.syncline.salesforce.http.TransportException.Reason;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TrustTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path directory;

  @Test
  void a_host_is_believed_if_an_authority_of_the_file_vouches_for_its_name() throws Exception {
    Path store = keyStore("right", "ip:127.0.0.1");

    assertThat(statusOf(store, TrustedAuthorities.of(Optional.of(pem(store))))).isEqualTo(200);
  }

  @Test
  void a_host_that_no_authority_knows_is_refused_before_anything_is_sent() throws Exception {
    Path store = keyStore("unknown", "ip:127.0.0.1");

    assertThatThrownBy(() -> statusOf(store, TrustedAuthorities.of(Optional.empty())))
        .isInstanceOfSatisfying(
            TransportException.class,
            e -> {
              assertThat(e.reason()).isEqualTo(Reason.UNTRUSTED);
              assertThat(e.neverSent()).isTrue();
            });
  }

  @Test
  void a_certificate_for_another_name_is_refused() throws Exception {
    Path store = keyStore("other", "dns:acme.my.salesforce.com");

    assertThatThrownBy(() -> statusOf(store, TrustedAuthorities.of(Optional.of(pem(store)))))
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNTRUSTED));
  }

  @Test
  void a_file_without_certificates_is_named() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty.pem"));
    Path garbage = Files.writeString(directory.resolve("garbage.pem"), "no certificate");

    for (Path file : List.of(empty, garbage, directory.resolve("missing.pem"))) {
      assertThatThrownBy(() -> TrustedAuthorities.of(Optional.of(file)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(file.toString());
    }
  }

  private static int statusOf(Path store, SSLContext trust) throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(serverContext(store)));
    server.createContext("/", exchange -> exchange.sendResponseHeaders(200, -1));
    server.start();
    URI uri = URI.create("https://127.0.0.1:" + server.getAddress().getPort() + "/");
    try (JdkHttpTransport transport = new JdkHttpTransport(Duration.ofSeconds(10), trust);
        HttpReply reply = transport.exchange(HttpCall.of(HttpMethod.GET, uri, CallLimits.ANSWER))) {
      return reply.status();
    } finally {
      server.stop(0);
    }
  }

  private static SSLContext serverContext(Path store) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(load(store), PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static KeyStore load(Path store) throws Exception {
    KeyStore loaded = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      loaded.load(in, PASSWORD);
    }
    return loaded;
  }

  private Path keyStore(String name, String subjectAlternativeName) throws Exception {
    Path store = directory.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + subjectAlternativeName,
                "-validity",
                "10",
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD),
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String words = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(words).isZero();
    return store;
  }

  private Path pem(Path store) throws Exception {
    byte[] certificate = load(store).getCertificate("server").getEncoded();
    String text =
        """
        -----BEGIN CERTIFICATE-----
        %s
        -----END CERTIFICATE-----
        """
            .formatted(Base64.getMimeEncoder().encodeToString(certificate));
    return Files.writeString(directory.resolve(store.getFileName() + ".pem"), text);
  }
}
