package dev.syncline.app.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syncline.app.api.ApiProblem.Refusal;
import dev.syncline.app.cli.output.Json;
import dev.syncline.app.operation.AskedPush;
import dev.syncline.app.operation.RowVerdicts.Verdict;
import dev.syncline.engine.ProblemException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Answers the application over HTTP while mappings are synced. Every request must show the token;
 * one virtual thread works on each, and no more than {@link #MAX_REQUESTS} at a time.
 */
public final class ApiServer implements AutoCloseable {
  /** The most requests at a time; more are told to come back. */
  public static final int MAX_REQUESTS = 64;

  /** The largest body. */
  public static final int MAX_BODY_BYTES = 256 * 1024;

  private static final int MAX_CONNECTIONS = 256;
  private static final int SECONDS_TO_SEND = 20;
  private static final Pattern PUSH = Pattern.compile("/api/v1/mappings/([^/]{1,100})/push");
  private static final String JSON = "application/json";

  private final HttpServer server;
  private final ExecutorService threads;
  private final ApiToken token;
  private final Map<String, AskedPush> pushes;
  private final Consumer<Problem> troubles;
  private final Semaphore room = new Semaphore(MAX_REQUESTS);

  private ApiServer(
      HttpServer server, ApiToken token, List<AskedPush> pushes, Consumer<Problem> troubles) {
    this.server = server;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.token = token;
    this.pushes =
        pushes.stream()
            .collect(Collectors.toMap(push -> push.mapping().value(), Function.identity()));
    this.troubles = troubles;
  }

  /**
   * Listens from now on.
   *
   * @param pushes one per mapping whose rows can be asked for
   * @param troubles is told what went wrong without the client's doing
   * @throws IOException if the address cannot be listened on
   */
  public static ApiServer start(
      InetSocketAddress address, ApiToken token, List<AskedPush> pushes, Consumer<Problem> troubles)
      throws IOException {
    limit("sun.net.httpserver.maxReqTime", SECONDS_TO_SEND);
    limit("jdk.httpserver.maxConnections", MAX_CONNECTIONS);
    var api = new ApiServer(HttpServer.create(address, 0), token, pushes, troubles);
    api.server.createContext("/", api::handle);
    api.server.setExecutor(api.threads);
    api.server.start();
    return api;
  }

  /** The JDK's server takes these bounds from properties alone; the user's own go first. */
  private static void limit(String property, int bound) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, String.valueOf(bound));
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void handle(HttpExchange exchange) {
    try (exchange) {
      if (room.tryAcquire()) {
        try {
          answer(exchange);
        } finally {
          room.release();
        }
      } else {
        exchange.getResponseHeaders().set("Retry-After", "1");
        send(exchange, busy());
      }
    } catch (IOException _) {
      // The client is gone; what it asked for is in the outbox or was never read.
      exchange.close();
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    try {
      admit(exchange);
      AskedPush push = route(exchange);
      PushRequest request =
          PushRequest.read(exchange.getRequestURI().getRawQuery(), body(exchange));
      Map<String, Verdict> verdicts = push.ask(request.keys(), request.patience());
      var answer = new PushAnswerBody(push.mapping(), verdicts, push.isHalted());
      send(exchange, answer.status(), JSON, Json.line(answer.json()));
    } catch (Refusal refusal) {
      send(exchange, refusal.problem());
    } catch (ProblemException e) {
      troubles.accept(e.problem());
      exchange.getResponseHeaders().set("Retry-After", "5");
      send(exchange, unavailable(e.problem()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      send(exchange, busy());
    } catch (RuntimeException e) {
      troubles.accept(
          new Problem("DEFECT", ErrorClass.BUG, "the API failed: " + e, "report it, please"));
      send(exchange, defect());
    }
  }

  private void admit(HttpExchange exchange) throws Refusal {
    if (!token.isShownBy(exchange.getRequestHeaders().getFirst("Authorization"))) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      throw new Refusal(
          new ApiProblem(
              401,
              "TOKEN-WRONG",
              "The request does not show the token",
              "the header Authorization is missing or holds another token",
              "send 'Authorization: Bearer TOKEN' with the token that api.token refers to"));
    }
  }

  private AskedPush route(HttpExchange exchange) throws Refusal {
    Matcher path = PUSH.matcher(exchange.getRequestURI().getPath());
    if (!path.matches()) {
      throw new Refusal(
          new ApiProblem(
              404,
              "PATH-UNKNOWN",
              "There is nothing under this path",
              exchange.getRequestURI().getPath() + " is not known",
              "the one path is /api/v1/mappings/NAME/push"));
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      throw new Refusal(
          new ApiProblem(
              405,
              "METHOD-WRONG",
              "The method does not fit the path",
              exchange.getRequestMethod() + " is not answered here",
              "send a POST"));
    }
    AskedPush push = pushes.get(path.group(1));
    if (push == null) {
      throw new Refusal(
          new ApiProblem(
              404,
              "MAPPING-UNKNOWN",
              "No such mapping is pushed here",
              "this process pushes no mapping '" + path.group(1) + "'",
              "name one of: " + String.join(", ", pushes.keySet().stream().sorted().toList())));
    }
    return push;
  }

  private static byte[] body(HttpExchange exchange) throws Refusal, IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    String plain = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!plain.equals(JSON)) {
      throw new Refusal(
          new ApiProblem(
              415,
              "BODY-TYPE",
              "The body is of another type",
              "the header Content-Type is " + (type == null ? "missing" : "'" + type + "'"),
              "send " + JSON));
    }
    try (InputStream in = exchange.getRequestBody()) {
      byte[] body = in.readNBytes(MAX_BODY_BYTES + 1);
      if (body.length > MAX_BODY_BYTES) {
        throw new Refusal(
            new ApiProblem(
                413,
                "BODY-LARGE",
                "The body is too large",
                "it has more than " + MAX_BODY_BYTES + " bytes",
                "ask for fewer rows at once"));
      }
      return body;
    }
  }

  private static ApiProblem busy() {
    return new ApiProblem(
        503,
        "BUSY",
        "Too many requests at a time",
        MAX_REQUESTS + " requests are being answered, or the process is ending",
        "ask again after the time in Retry-After");
  }

  private static ApiProblem unavailable(Problem problem) {
    return new ApiProblem(
        503, problem.code(), "The database cannot be asked", problem.message(), problem.action());
  }

  private static ApiProblem defect() {
    return new ApiProblem(
        500,
        "DEFECT",
        "Syncline failed in a way that nobody foresaw",
        "the log of 'syncline run' says more",
        "report it; asking again does no harm");
  }

  private static void send(HttpExchange exchange, ApiProblem problem) throws IOException {
    send(exchange, problem.status(), ApiProblem.MEDIA_TYPE, Json.line(problem.json()));
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    boolean head = exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
