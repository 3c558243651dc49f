package dev.syncline.simulator.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Posts messages, and says whether they were acknowledged. */
final class Posting implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Posting.class);
  private static final Duration CONNECTING = Duration.ofSeconds(10);

  /** How long an answer may take: not documented, 60 seconds are assumed. */
  private static final Duration ANSWERING = Duration.ofSeconds(60);

  /** The longest answer that is read, in bytes. */
  private static final int MAX_ANSWER = 65_536;

  private static final int OK = 200;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECTING)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** Whether the receiver took the message; false for whatever else came of it. */
  boolean post(URI endpoint, String envelope) {
    HttpRequest request =
        HttpRequest.newBuilder(endpoint)
            .timeout(ANSWERING)
            .header("Content-Type", "text/xml; charset=UTF-8")
            .header("SOAPAction", "\"\"")
            .POST(BodyPublishers.ofString(envelope, StandardCharsets.UTF_8))
            .build();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] answer = body.readNBytes(MAX_ANSWER);
        return response.statusCode() == OK && Envelope.acknowledges(answer);
      }
    } catch (IOException e) {
      LOG.debug("{} did not take an outbound message; it is sent again later", endpoint, e);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
