package dev.syncline.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The simulator as its users start it: a process with options, a line on standard output, signals.
 */
@Timeout(120)
class SimulatorProcessTest {
  @TempDir private Path folder;

  private static List<String> command(String... options) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(Arrays.asList(options));
    return command;
  }

  private Process start(String... options) throws IOException {
    return new ProcessBuilder(command(options))
        .redirectOutput(out().toFile())
        .redirectError(folder.resolve("stderr").toFile())
        .start();
  }

  /** Its one line, once it is there. */
  private JsonNode ready(Process process) throws Exception {
    waitUntil(process, () -> Files.readString(out()).endsWith("\n"));
    return JsonMapper.shared().readTree(Files.readString(out()));
  }

  private Path out() {
    return folder.resolve("stdout");
  }

  /** Waits on a condition, looking twenty times a second; the test's time limit is the deadline. */
  private static void waitUntil(Process process, Callable<Boolean> condition) throws Exception {
    while (!condition.call()) {
      boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
      assertThat(ended && !condition.call()).as("the process ended early").isFalse();
    }
  }

  private static HttpResponse<String> get(JsonNode ready, String path) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(ready.path("instanceUrl").asString() + path))
              .header("Authorization", "Bearer " + ready.path("accessToken").asString())
              .build();
      return client.send(request, BodyHandlers.ofString());
    }
  }

  private static PrivateKey privateKey(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("RSA")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  private static String assertion(JsonNode ready)
      throws IOException, JOSEException, GeneralSecurityException {
    String pem = Files.readString(Path.of(ready.path("privateKeyFile").asString()));
    long expires = Instant.now().getEpochSecond() + 180;
    String claims =
        "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"https://login.salesforce.com\",\"exp\":%d}"
            .formatted(
                ready.path("clientId").asString(), ready.path("username").asString(), expires);
    var jws = new JWSObject(new JWSHeader(JWSAlgorithm.RS256), new Payload(claims));
    jws.sign(new RSASSASigner(privateKey(pem)));
    return jws.serialize();
  }

  @Test
  void it_says_in_one_line_how_to_reach_it_and_stops_on_sigterm() throws Exception {
    Process process = start("--records", "Account=25,Contact=50", "--seed", "7");
    try {
      JsonNode ready = ready(process);
      assertThat(ready.propertyNames())
          .containsExactly(
              "ready",
              "instanceUrl",
              "pubsubEndpoint",
              "caCertificate",
              "accessToken",
              "orgId",
              "clientId",
              "clientSecret",
              "username",
              "privateKeyFile");
      assertThat(ready.path("ready").asBoolean()).isTrue();
      assertThat(ready.path("instanceUrl").asString()).matches("http://localhost:\\d+");
      var counts = get(ready, "/services/data/v66.0/limits/recordCount?sObjects=Account,Contact");
      assertThat(counts.body()).contains("\"count\":25", "\"count\":50");

      Path key = Path.of(ready.path("privateKeyFile").asString());
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
      String form =
          "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion="
              + URLEncoder.encode(assertion(ready), StandardCharsets.UTF_8);
      try (var client = HttpClient.newHttpClient()) {
        var request =
            HttpRequest.newBuilder(
                    URI.create(ready.path("instanceUrl").asString() + "/services/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      }

      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isIn(0, 143);
      assertThat(Files.readAllLines(out())).as("nothing but the one line").hasSize(1);
      assertThat(key).doesNotExist();
      assertThat(key.getParent()).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void it_stops_when_the_process_that_started_it_ends() throws Exception {
    var line = new StringBuilder();
    command("--stop-with-parent").forEach(word -> line.append('\'').append(word).append("' "));
    Process shell =
        new ProcessBuilder("sh", "-c", line + "> '" + out() + "' & cat")
            .redirectError(folder.resolve("stderr").toFile())
            .start();
    try {
      waitUntil(shell, () -> Files.exists(out()) && Files.readString(out()).endsWith("\n"));
      JsonNode ready = ready(shell);
      assertThat(get(ready, "/services/data").statusCode()).isEqualTo(200);
      shell.destroyForcibly().waitFor();
      while (answers(ready)) {
        Thread.onSpinWait();
      }
    } finally {
      shell.getOutputStream().close();
      shell.destroyForcibly();
    }
  }

  private static boolean answers(JsonNode ready) throws Exception {
    try {
      return get(ready, "/services/data").statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void a_data_directory_keeps_records_and_key_across_restarts() throws Exception {
    String directory = folder.resolve("org").toString();
    String id;
    JsonNode first;
    Process process = start("--data-dir", directory, "--records", "Account=3");
    try (var client = HttpClient.newHttpClient()) {
      first = ready(process);
      var request =
          HttpRequest.newBuilder(
                  URI.create(
                      first.path("instanceUrl").asString()
                          + "/services/data/v66.0/sobjects/Account"))
              .header("Authorization", "Bearer " + first.path("accessToken").asString())
              .POST(BodyPublishers.ofString("{\"Name\":\"Kept\"}"))
              .build();
      String created = client.send(request, BodyHandlers.ofString()).body();
      id = JsonMapper.shared().readTree(created).path("id").asString();
      process.destroy();
      process.waitFor();
    }
    byte[] key = Files.readAllBytes(Path.of(first.path("privateKeyFile").asString()));
    Process again = start("--data-dir", directory, "--records", "Account=3");
    try {
      JsonNode second = ready(again);
      assertThat(get(second, "/services/data/v66.0/sobjects/Account/" + id).body())
          .contains("\"Name\":\"Kept\"");
      assertThat(second.path("orgId")).isEqualTo(first.path("orgId"));
      assertThat(second.path("clientId")).isEqualTo(first.path("clientId"));
      assertThat(Files.readAllBytes(Path.of(second.path("privateKeyFile").asString())))
          .isEqualTo(key);
    } finally {
      again.destroy();
      again.waitFor();
    }
  }

  private String failure(int exitCode, String... options) throws Exception {
    Process process = start(options);
    assertThat(process.waitFor()).isEqualTo(exitCode);
    assertThat(out()).as("standard output").isEmptyFile();
    return Files.readString(folder.resolve("stderr"));
  }

  @Test
  void what_cannot_be_is_refused_with_a_reason_on_standard_error() throws Exception {
    assertThat(failure(2, "--nonsense")).contains("Unknown option", "--nonsense");
    assertThat(failure(1, "--limit", "Nope=1")).contains("There is no limit Nope");
    assertThat(failure(1, "--port", "70000")).contains("The port must lie between 0 and 65535");
    assertThat(failure(1, "--schema", folder.resolve("absent.yaml").toString()))
        .contains("absent.yaml");
    try (var taken = new ServerSocket(0)) {
      assertThat(failure(1, "--port", Integer.toString(taken.getLocalPort())))
          .contains("could not start");
    }
  }
}
