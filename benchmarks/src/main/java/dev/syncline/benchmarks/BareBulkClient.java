package dev.syncline.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of Bulk API 2.0 that does nothing with results but count their bytes. */
final class BareBulkClient implements AutoCloseable {
  private static final String JOBS = "/services/data/v68.0/jobs/query";
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final JsonNode ready;

  BareBulkClient(JsonNode ready) {
    this.ready = ready;
  }

  /**
   * What was read.
   *
   * @param bytes of CSV, not compressed
   * @param seconds from the first request for results to their last byte
   */
  record Read(long bytes, long records, double seconds) {
    double megabytesPerSecond() {
      return bytes / 1e6 / seconds;
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(ready.get("instanceUrl").asString() + path))
        .header("Authorization", "Bearer " + ready.get("accessToken").asString());
  }

  /** Runs a query and reads all of its results, page after page. */
  Read read(String soql) throws IOException, InterruptedException {
    String body = JSON.writeValueAsString(java.util.Map.of("operation", "query", "query", soql));
    HttpResponse<String> created =
        http.send(
            request(JOBS)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (created.statusCode() != 200) {
      throw new IOException("the job was refused: " + created.body());
    }
    String job = JOBS + "/" + JSON.readTree(created.body()).get("id").asString();
    while (!state(job).equals("JobComplete")) {
      Thread.sleep(20);
    }
    return results(job);
  }

  private String state(String job) throws IOException, InterruptedException {
    String answer = http.send(request(job).build(), BodyHandlers.ofString()).body();
    String state = JSON.readTree(answer).get("state").asString();
    if (state.equals("Failed") || state.equals("Aborted")) {
      throw new IOException("the job ended as " + answer);
    }
    return state;
  }

  private Read results(String job) throws IOException, InterruptedException {
    long started = System.nanoTime();
    long bytes = 0;
    long records = 0;
    String locator = "";
    byte[] buffer = new byte[1 << 16];
    while (!locator.equals("null")) {
      String page = job + "/results" + (locator.isEmpty() ? "" : "?locator=" + locator);
      HttpResponse<InputStream> response =
          http.send(request(page).build(), BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          bytes += count;
        }
      }
      records += Long.parseLong(header(response, "Sforce-NumberOfRecords"));
      locator = header(response, "Sforce-Locator");
    }
    return new Read(bytes, records, (System.nanoTime() - started) / 1e9);
  }

  private static String header(HttpResponse<?> response, String name) throws IOException {
    return response
        .headers()
        .firstValue(name)
        .orElseThrow(() -> new IOException("results without " + name));
  }

  @Override
  public void close() {
    http.close();
  }
}
