import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A webhook in one file, without a library: java Webhook.java SECRET. It says on which port it
 * listens, keeps blue tickets in Salesforce, and writes summaries in capitals. A real one would
 * read the JSON with a library.
 */
public final class Webhook {
  private static final int OLDEST_SECONDS = 300;
  private static final Pattern ITEM = Pattern.compile("\"values\":\\{([^}]*)}");
  private static final Pattern SUMMARY = Pattern.compile("\"Summary__c\":\"([^\"\\\\]*)\"");

  public static void main(String[] arguments) throws IOException {
    String secret = arguments[0];
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/tickets", exchange -> handle(exchange, secret));
    server.start();
    System.out.println(server.getAddress().getPort());
  }

  private static void handle(HttpExchange exchange, String secret) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String time = String.valueOf(exchange.getRequestHeaders().getFirst("Syncline-Timestamp"));
      String signature = exchange.getRequestHeaders().getFirst("Syncline-Signature");
      if (!isOurs(secret, time, body, String.valueOf(signature))) {
        exchange.sendResponseHeaders(401, -1);
        return;
      }
      byte[] answer =
          answer(new String(body, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static boolean isOurs(String secret, String time, byte[] body, String signature) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
      String expected = "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
      boolean same =
          MessageDigest.isEqual(
              expected.getBytes(StandardCharsets.UTF_8),
              signature.getBytes(StandardCharsets.UTF_8));
      return same
          && Math.abs(Instant.now().getEpochSecond() - Long.parseLong(time)) < OLDEST_SECONDS;
    } catch (java.security.GeneralSecurityException | NumberFormatException e) {
      return false;
    }
  }

  private static String answer(String question) {
    boolean allowing = question.contains("\"point\":\"pull_allowed\"");
    List<String> items = new ArrayList<>();
    var item = ITEM.matcher(question);
    while (item.find()) {
      var summary = SUMMARY.matcher(item.group(1));
      if (allowing) {
        items.add(
            item.group(1).contains("\"Color__c\":\"Blue\"")
                ? "{\"allow\":false,\"reason\":\"blue tickets stay in Salesforce\"}"
                : "{}");
      } else {
        items.add(
            summary.find()
                ? "{\"values\":{\"Summary__c\":\"" + summary.group(1).toUpperCase() + "\"}}"
                : "{}");
      }
    }
    return "{\"items\":[" + String.join(",", items) + "]}";
  }
}
