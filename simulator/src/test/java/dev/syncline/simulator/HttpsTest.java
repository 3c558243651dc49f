package dev.syncline.simulator;

import static dev.syncline.simulator.RunningOrg.DATA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.simulator.RunningOrg.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The one port of the org speaks http and https. */
class HttpsTest {
  private RunningOrg org;
  private HttpClient client;

  @BeforeEach
  void start() throws Exception {
    org = RunningOrg.with(Map.of("Account", 300L));
    client = HttpClient.newBuilder().sslContext(trusting(org.ready())).build();
  }

  @AfterEach
  void stop() {
    client.close();
    org.close();
  }

  private static SSLContext trusting(ReadyLine ready) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    Path file = Path.of(Objects.requireNonNull(ready.caCertificate()));
    try (InputStream in = Files.newInputStream(file)) {
      var certificate = CertificateFactory.getInstance("X.509").generateCertificate(in);
      trusted.setCertificateEntry("simulator", certificate);
    }
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private String encrypted() {
    return org.ready().instanceUrl().replace("http://", "https://");
  }

  private HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Authorization", "Bearer " + org.ready().accessToken());
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return new Answer(client.send(request.build(), BodyHandlers.ofByteArray()));
  }

  private Answer token(String base) throws IOException, InterruptedException {
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(org.ready().client().clientId(), org.ready().client().clientSecret());
    return send(
        HttpRequest.newBuilder(URI.create(base + "/services/oauth2/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1"})
  void https_answers_on_the_port_of_http_to_clients_that_trust_the_certificate(String host)
      throws IOException, InterruptedException {
    String url = encrypted().replace("localhost", host) + DATA + "/query?q=SELECT+Id+FROM+Account";
    assertThat(send(request(url)).is(200).json().path("totalSize").asInt()).isEqualTo(300);
    assertThat(org.query("SELECT Id FROM Account").is(200).json().path("totalSize").asInt())
        .isEqualTo(300);
  }

  @Test
  void clients_that_do_not_trust_the_certificate_refuse_it() {
    try (HttpClient stranger = HttpClient.newHttpClient()) {
      var request = request(encrypted() + "/services/data").build();
      assertThatThrownBy(() -> stranger.send(request, BodyHandlers.ofString()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void absolute_addresses_have_the_scheme_of_the_call() throws IOException, InterruptedException {
    for (String base : new String[] {encrypted(), org.ready().instanceUrl()}) {
      var token = token(base).is(200).json();
      assertThat(token.path("instance_url").asString()).isEqualTo(base);
      String id = token.path("id").asString();
      assertThat(id).as("a name, whatever the call speaks").startsWith(encrypted() + "/id/");
      var identity = send(request(id.replace(encrypted(), base))).is(200).json();
      assertThat(identity.path("urls").path("rest").asString()).startsWith(base + "/services");
      assertThat(identity.path("id").asString()).startsWith(encrypted() + "/id/");
      var resources = send(request(base + DATA)).is(200).json();
      assertThat(resources.path("identity").asString()).startsWith(base + "/id/");
    }
  }

  @Test
  void calls_inside_a_call_share_its_scheme() throws IOException, InterruptedException {
    String body =
        """
        {"compositeRequest":[{"method":"GET","url":"%s","referenceId":"a"}]}\
        """
            .formatted(DATA);
    var request =
        request(encrypted() + DATA + "/composite")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body));
    assertThat(send(request).is(200).text()).contains("\"identity\":\"" + encrypted() + "/id/");
  }

  @Test
  void an_encrypted_connection_can_be_reset_and_cut_too() {
    org.post("/__simulator/faults", "{\"do\":{\"reset\":true}}").is(201);
    assertThatThrownBy(() -> send(request(encrypted() + "/services/data")))
        .isInstanceOf(IOException.class);
    org.delete("/__simulator/faults").is(204);
    org.post("/__simulator/faults", "{\"do\":{\"truncateAfterBytes\":20}}").is(201);
    assertThatThrownBy(() -> send(request(encrypted() + "/services/data")))
        .isInstanceOf(IOException.class);
  }
}
