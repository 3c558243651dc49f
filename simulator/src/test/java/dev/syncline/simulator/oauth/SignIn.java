package dev.syncline.simulator.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import dev.syncline.simulator.data.SimulatorClock;
import dev.syncline.simulator.http.Dispatcher;
import dev.syncline.simulator.http.Disturbance;
import dev.syncline.simulator.http.OrgServer;
import dev.syncline.simulator.http.Pause;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.http.Router;
import dev.syncline.simulator.limits.OrgLimits;
import dev.syncline.simulator.rest.OrgGate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An org that knows nothing but sign-in, with one resource behind the session check. */
final class SignIn implements AutoCloseable {
  static final String ORG = "00DSim000000001EAA";
  static final String CLIENT = "3MVG9client";
  static final String SECRET = "SECRET0123456789";
  static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  final SimulatorClock clock = new SimulatorClock(InstantSource.fixed(NOW));
  final TokenStore tokens = new TokenStore(ORG, clock, new SplittableRandom(1));
  final KeyPair keys;
  final String url;
  private final OrgServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  SignIn(boolean rotate, boolean allowPassword) throws IOException {
    keys = keys();
    server = OrgServer.bind(new InetSocketAddress("127.0.0.1", 0), new Pause());
    url = "http://localhost:" + server.port();
    var app =
        new ConnectedApp(
            CLIENT, SECRET, (RSAPublicKey) keys.getPublic(), List.of("https://app.example/cb"));
    var settings =
        new OAuthSettings(
            new OrgAddress(ORG, url),
            app,
            new SigningKey((RSAPublicKey) keys.getPublic(), (RSAPrivateKey) keys.getPrivate()),
            clock,
            InstantSource.fixed(NOW),
            rotate,
            allowPassword);
    var users = new FewUsers();
    var sessions = new Sessions(tokens, users);
    List<Route> routes = new ArrayList<>(OAuthRoutes.of(settings, tokens, users, sessions));
    routes.add(
        Route.of(
            "GET",
            "/who",
            "/who",
            Route.Access.SESSION,
            call -> Reply.text(200, "text/plain", call.caller().username())));
    var gate = new OrgGate(sessions, new OrgLimits(clock));
    server.serve(new Dispatcher(new Router(routes), gate), (_, _) -> Disturbance.NONE, clock);
  }

  static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2_048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  HttpResponse<String> post(String path, Map<String, String> fields) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(fields))));
  }

  HttpResponse<String> token(Map<String, String> fields) throws IOException {
    return post("/services/oauth2/token", fields);
  }

  /** Who the org takes the holder of this token for; the status where it takes none. */
  String who(String accessToken) throws IOException {
    var answer = send(request("/who").header("Authorization", "Bearer " + accessToken));
    return answer.statusCode() == 200 ? answer.body() : String.valueOf(answer.statusCode());
  }

  static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  /** {@code error: error_description} of a refusal. */
  static String refusal(HttpResponse<String> response) {
    JsonNode body = json(response);
    return response.statusCode()
        + " "
        + body.path("error").asString("")
        + ": "
        + body.path("error_description").asString("");
  }

  /** A signed assertion with these claims, as they stand. */
  static String assertion(KeyPair keys, JWSAlgorithm algorithm, String claims) {
    try {
      var object = new JWSObject(new JWSHeader(algorithm), new Payload(claims));
      object.sign(new RSASSASigner(keys.getPrivate()));
      return object.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
