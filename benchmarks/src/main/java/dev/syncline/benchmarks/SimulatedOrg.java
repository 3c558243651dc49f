package dev.syncline.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A simulated org in a process of its own. */
public final class SimulatedOrg implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Process process;
  private final JsonNode ready;
  private final HttpClient http = HttpClient.newHttpClient();
  private String token;

  private SimulatedOrg(Process process, JsonNode ready) {
    this.process = process;
    this.ready = ready;
    this.token = ready.get("accessToken").asString();
  }

  /**
   * Starts an org.
   *
   * @param pageRecords how many records the org puts on a page of a bulk result
   */
  static SimulatedOrg start(
      Programs programs, Path folder, long accounts, long contacts, long pageRecords)
      throws IOException {
    Process process =
        programs.start(
            folder,
            Map.of(),
            List.of(
                "simulator",
                "--port",
                "0",
                "--seed",
                "42",
                "--bulk-page-records",
                Long.toString(pageRecords),
                "--records",
                "Account=" + accounts + ",Contact=" + contacts));
    return new SimulatedOrg(process, JSON.readTree(Programs.firstLine(process)));
  }

  /**
   * Starts an org with these options.
   *
   * @param jvm options for its JVM; empty for none
   */
  public static SimulatedOrg start(Programs programs, Path folder, String jvm, List<String> options)
      throws IOException {
    var command = new ArrayList<String>(List.of("simulator", "--port", "0", "--seed", "42"));
    command.addAll(options);
    Process process =
        programs.start(folder, Map.of("SYNCLINE_JAVA_OPTIONS", jvm), List.copyOf(command));
    return new SimulatedOrg(process, JSON.readTree(Programs.firstLine(process)));
  }

  /** The line that it printed. */
  public JsonNode ready() {
    return ready;
  }

  /** The number of its process. */
  long processId() {
    return process.pid();
  }

  /** How many streams of the Pub/Sub API are open. */
  int openStreams() throws IOException, InterruptedException {
    return JSON.readTree(fetch("/__simulator/events")).get("pubsubStreams").asInt();
  }

  /** The most memory that its process has held, in MiB: what Linux says. */
  long peakMebibytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmHWM:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1_024;
      }
    }
    throw new IOException("this system does not tell how much memory a process holds");
  }

  /** Where it is. */
  public String instanceUrl() {
    return ready.get("instanceUrl").asString();
  }

  /** The consumer key of its application. */
  public String clientId() {
    return ready.get("clientId").asString();
  }

  /** The secret of its application. */
  public String clientSecret() {
    return ready.get("clientSecret").asString();
  }

  /** What the org counted since its start. */
  JsonNode stats() throws IOException, InterruptedException {
    return JSON.readTree(fetch("/__simulator/stats"));
  }

  /** Starts to count again. */
  void forgetStats() throws IOException, InterruptedException {
    request(instanceUrl() + "/__simulator/stats", "DELETE", JSON.createObjectNode());
  }

  /** Changes records as another user, in one transaction that counts as no call. */
  void writeAsOther(JsonNode writes) throws IOException, InterruptedException {
    request(
        instanceUrl() + "/__simulator/records",
        "POST",
        JSON.createObjectNode().set("writes", writes));
  }

  /**
   * The same, and says what became of each write.
   *
   * @return the results, in the order of the writes
   */
  public JsonNode write(JsonNode writes) throws IOException, InterruptedException {
    return request(
            instanceUrl() + "/__simulator/records",
            "POST",
            JSON.createObjectNode().set("writes", writes))
        .get("results");
  }

  /** Signs in anew: sessions end with the org's clock, and when they are revoked. */
  public void signIn() throws IOException, InterruptedException {
    String form =
        "grant_type=client_credentials&client_id=%s&client_secret=%s"
            .formatted(encoded(clientId()), encoded(clientSecret()));
    var request =
        HttpRequest.newBuilder(URI.create(instanceUrl() + "/services/oauth2/token"))
            .timeout(Duration.ofMinutes(1))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    token = JSON.readTree(response.body()).get("access_token").asString();
  }

  private static String encoded(String text) {
    return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Answers a SOQL query's first page. */
  JsonNode query(String soql) throws IOException, InterruptedException {
    return JSON.readTree(fetch("/services/data/v68.0/query?q=" + encoded(soql)));
  }

  /** All records of a SOQL query, page by page. */
  public List<JsonNode> all(String soql) throws IOException, InterruptedException {
    var records = new ArrayList<JsonNode>();
    JsonNode page = query(soql);
    while (true) {
      page.get("records").forEach(records::add);
      if (page.get("done").asBoolean()) {
        return records;
      }
      page = JSON.readTree(fetch(page.get("nextRecordsUrl").asString()));
    }
  }

  /**
   * Sends a request of the REST API by this program's own hand.
   *
   * @param path below {@code /services/data/v68.0}
   * @return the answer; null where it has no body
   */
  public JsonNode send(String method, String path, JsonNode body)
      throws IOException, InterruptedException {
    return request(instanceUrl() + "/services/data/v68.0" + path, method, body);
  }

  private JsonNode request(String address, String method, JsonNode body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(address))
            .timeout(Duration.ofMinutes(1))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method,
                method.equals("DELETE")
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(
          address + " answered " + response.statusCode() + ": " + response.body());
    }
    return JSON.readTree(response.body().isEmpty() ? "null" : response.body());
  }

  /**
   * Tells the simulator itself something.
   *
   * @param path below {@code /__simulator}
   */
  public void order(String method, String path, String body)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(instanceUrl() + "/__simulator" + path))
            .timeout(Duration.ofMinutes(1))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
    }
  }

  private String fetch(String path) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create(instanceUrl() + path))
            .timeout(Duration.ofMinutes(1))
            .header("Authorization", "Bearer " + token)
            .build();
    HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
    }
    return response.body();
  }

  @Override
  public void close() {
    http.close();
    Programs.stop(process);
  }
}
