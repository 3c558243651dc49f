package dev.syncline.proofs;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simulated org, as the line tells of it that it prints when it is ready. */
record Instance(String json) {
  static Instance read(Path file) throws IOException {
    return new Instance(Files.readString(file));
  }

  private String text(String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
    if (!matcher.find()) {
      throw new IllegalStateException("the instance has no " + name + ": " + json);
    }
    return matcher.group(1);
  }

  String url() {
    return text("instanceUrl");
  }

  String accessToken() {
    return text("accessToken");
  }

  String orgId() {
    return text("orgId");
  }

  String clientId() {
    return text("clientId");
  }

  String clientSecret() {
    return text("clientSecret");
  }

  String username() {
    return text("username");
  }

  String pubSubEndpoint() {
    return text("pubsubEndpoint");
  }

  String caCertificate() {
    return text("caCertificate");
  }

  /** Asks the simulator itself, not the org. */
  String control(String path, String body) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request =
          HttpRequest.newBuilder(URI.create(url() + "/__simulator/" + path))
              .POST(BodyPublishers.ofString(body))
              .build();
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + ": " + answer.body());
      }
      return answer.body();
    }
  }
}
