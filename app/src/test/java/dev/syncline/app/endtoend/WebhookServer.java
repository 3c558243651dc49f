package dev.syncline.app.endtoend;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A webhook that looks at signatures and answers as a test says. */
final class WebhookServer implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final HttpServer server;
  private final String secret;
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private final List<String> faults = new CopyOnWriteArrayList<>();

  private WebhookServer(HttpServer server, String secret) {
    this.server = server;
    this.secret = secret;
  }

  static WebhookServer start(String secret) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var hook = new WebhookServer(HttpServer.create(address, 0), secret);
    hook.server.createContext("/hook", hook::handle);
    hook.server.start();
    return hook;
  }

  String address() {
    return "http://localhost:" + server.getAddress().getPort() + "/hook";
  }

  /** What is answered about each item of a point; nothing until it is said. */
  void answers(String point, String item) {
    answers.put(point, item);
  }

  /** What was wrong with calls. */
  List<String> faults() {
    return List.copyOf(faults);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String timestamp = exchange.getRequestHeaders().getFirst("Syncline-Timestamp");
      String signature = exchange.getRequestHeaders().getFirst("Syncline-Signature");
      if (!("v1=" + signature(timestamp, body)).equals(signature)) {
        faults.add("signature " + signature);
      }
      JsonNode question = JSON.readTree(body);
      String item = answers.getOrDefault(question.get("point").asString(), "{}");
      byte[] answer =
          ("{\"items\":["
                  + String.join(",", Collections.nCopies(question.get("items").size(), item))
                  + "]}")
              .getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private String signature(String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
