package dev.syncline.salesforce.auth;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.salesforce.auth.TokenEndpoint.TokenReply;
import dev.syncline.salesforce.http.CallLimits;
import dev.syncline.salesforce.http.HttpCaller;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Signs a person in with their browser: the web server flow with PKCE. The browser is sent back to
 * a listener on this machine that lives only as long as the login.
 *
 * <p>Source: Salesforce Help, "OAuth 2.0 Web Server Flow"; RFC 7636 for PKCE. The random generator
 * must be a secure one.
 */
public final class BrowserLogin {
  /** Where the browser is sent back to, unless another address is registered with the app. */
  public static final URI CALLBACK = URI.create("http://localhost:1717/OauthRedirect");

  /** How long a person may take. */
  public static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final int RANDOM_BYTES = 32;
  private static final int MAX_QUERY_LENGTH = 8_000;
  private static final String PAGE =
      """
      <!doctype html><html lang="en"><meta charset="utf-8"><title>Syncline</title>\
      <p>%s</p></html>
      """;

  private final HttpCaller http;
  private final RandomGenerator random;

  public BrowserLogin(HttpCaller http, RandomGenerator random) {
    this.http = http;
    this.random = random;
  }

  /**
   * What the login is for.
   *
   * @param callback an {@code http} address on this machine that the app lists, with a port; port 0
   *     takes a free one
   */
  public record Request(
      URI loginUrl,
      String clientId,
      Optional<Secret> clientSecret,
      URI callback,
      Duration patience) {
    public Request {
      boolean here =
          "http".equals(callback.getScheme())
              && List.of("localhost", "127.0.0.1").contains(callback.getHost())
              && callback.getPort() >= 0;
      if (!here || !patience.isPositive()) {
        throw new IllegalArgumentException(
            "The callback must be http://localhost:PORT/PATH, and the patience positive");
      }
    }
  }

  /** What a login gives: tokens that the caller must keep. */
  public record Login(AccessToken access, Secret refreshToken) {}

  /**
   * Waits until the person has signed in.
   *
   * @param show gets the address to open in a browser
   * @throws OrgException of class ACCESS if the person or the org refuses, nobody comes in time, or
   *     the app gives no refresh token
   */
  public Login login(Request request, Consumer<URI> show) {
    URI loginUrl = http.hosts().check(request.loginUrl());
    String state = randomText();
    String verifier = randomText();
    CompletableFuture<Map<String, String>> answer = new CompletableFuture<>();
    HttpServer listener = listen(request.callback(), state, answer);
    try {
      URI callback = actual(request.callback(), listener.getAddress().getPort());
      show.accept(authorizeUrl(loginUrl, request, callback, state, challenge(verifier)));
      String code = code(await(answer, request.patience()));
      return exchange(loginUrl, request, callback, code, verifier);
    } finally {
      listener.stop(0);
    }
  }

  private Login exchange(
      URI loginUrl, Request request, URI callback, String code, String verifier) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "authorization_code");
    form.put("code", code);
    form.put("client_id", request.clientId());
    request.clientSecret().ifPresent(secret -> form.put("client_secret", secret.reveal()));
    form.put("redirect_uri", callback.toString());
    form.put("code_verifier", verifier);
    List<Secret> secrets =
        request
            .clientSecret()
            .map(secret -> List.of(new Secret(code), new Secret(verifier), secret))
            .orElse(List.of(new Secret(code), new Secret(verifier)));
    TokenReply reply = new TokenEndpoint(http, loginUrl, CallLimits.ANSWER).ask(form, secrets);
    Secret refreshToken =
        reply
            .refreshToken()
            .orElseThrow(
                () ->
                    refused(
                        "The org signed the user in but gave no refresh token",
                        "Give the app the scope 'refresh_token, offline_access'."));
    return new Login(reply.access(), refreshToken);
  }

  private static URI authorizeUrl(
      URI loginUrl, Request request, URI callback, String state, String challenge) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", request.clientId());
    query.put("redirect_uri", callback.toString());
    query.put("scope", "api refresh_token id");
    query.put("state", state);
    query.put("code_challenge", challenge);
    query.put("code_challenge_method", "S256");
    String encoded =
        query.entrySet().stream()
            .map(
                entry ->
                    entry.getKey()
                        + "="
                        + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return loginUrl.resolve("/services/oauth2/authorize?" + encoded);
  }

  private static HttpServer listen(
      URI callback, String state, CompletableFuture<Map<String, String>> answer) {
    try {
      HttpServer listener =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), callback.getPort()), 0);
      listener.createContext(
          callback.getPath().isEmpty() ? "/" : callback.getPath(),
          exchange -> receive(exchange, state, answer));
      listener.start();
      return listener;
    } catch (IOException e) {
      throw new OrgException(
          new Problem(
              "AUTH-CALLBACK-PORT",
              ErrorClass.MAPPING,
              "The login cannot listen on port " + callback.getPort() + ": " + e.getMessage(),
              "End what uses the port, or register another callback address with the app."),
          e);
    }
  }

  /** Takes the browser's request; one with another state than ours changes nothing. */
  private static void receive(
      HttpExchange exchange, String state, CompletableFuture<Map<String, String>> answer)
      throws IOException {
    String raw = exchange.getRequestURI().getRawQuery();
    Map<String, String> query = raw == null ? Map.of() : parse(raw);
    boolean ours =
        MessageDigest.isEqual(
            state.getBytes(StandardCharsets.UTF_8),
            query.getOrDefault("state", "").getBytes(StandardCharsets.UTF_8));
    String words =
        ours
            ? "Syncline has the org's answer. You can close this page."
            : "This request does not belong to the login that is under way.";
    byte[] page = PAGE.formatted(words).getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
    exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'none'");
    exchange.sendResponseHeaders(ours ? 200 : 400, page.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(page);
    }
    exchange.close();
    if (ours) {
      answer.complete(query);
    }
  }

  private static Map<String, String> await(
      CompletableFuture<Map<String, String>> answer, Duration patience) {
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw refused(
          "Nobody signed in within " + patience, "Start 'syncline org login' again when ready.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused("The login was stopped", "Start 'syncline org login' again when ready.");
    } catch (ExecutionException e) {
      throw new IllegalStateException("The answer is only ever completed with a value", e);
    }
  }

  private static String code(Map<String, String> answer) {
    String error = answer.getOrDefault("error", "");
    if (!error.isBlank()) {
      throw new OrgException(
          OAuthErrors.problem(error, answer.getOrDefault("error_description", "")));
    }
    String code = answer.getOrDefault("code", "");
    if (code.isBlank()) {
      throw refused("The org sent the browser back without a code", "Start again.");
    }
    return code;
  }

  private static Map<String, String> parse(String query) {
    Map<String, String> pairs = new LinkedHashMap<>();
    if (query.length() > MAX_QUERY_LENGTH) {
      return pairs;
    }
    for (String pair : query.split("&")) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
      }
    }
    return pairs;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static URI actual(URI callback, int port) {
    return URI.create(
        callback.getScheme() + "://" + callback.getHost() + ":" + port + callback.getRawPath());
  }

  private String randomText() {
    byte[] bytes = new byte[RANDOM_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static OrgException refused(String message, String action) {
    return new OrgException(new Problem("AUTH-LOGIN", ErrorClass.ACCESS, message, action));
  }
}
