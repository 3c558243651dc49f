package dev.syncline.simulator.http;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One request, free of its transport, so that a call inside another is made the same way. */
public final class Call {
  /** Segments of an address below {@code /services/data} that is not one by external id. */
  private static final int LONGEST_WITH_FORMAT = 6;

  private final String method;
  private final List<String> path;
  private final Parameters query;
  private final Headers headers;
  private final Body body;
  private final Map<String, String> variables;
  private final @Nullable Caller caller;
  private final @Nullable Object scope;
  private final boolean encrypted;

  private Call(
      Call from,
      Map<String, String> variables,
      @Nullable Caller caller,
      @Nullable Object scope,
      boolean encrypted) {
    this.method = from.method;
    this.path = from.path;
    this.query = from.query;
    this.headers = from.headers;
    this.body = from.body;
    this.variables = variables;
    this.caller = caller;
    this.scope = scope;
    this.encrypted = encrypted;
  }

  /**
   * @param method the verb in upper case; HEAD comes as GET
   * @param path the segments of the path, decoded one by one, without empty ones
   */
  public Call(String method, List<String> path, Parameters query, Headers headers, Body body) {
    this.method = method;
    this.path = List.copyOf(path);
    this.query = query;
    this.headers = headers;
    this.body = body;
    this.variables = Map.of();
    this.caller = null;
    this.scope = null;
    this.encrypted = false;
  }

  /**
   * A call of an address as it is sent: a path and a query string, percent-encoded.
   *
   * @param method the verb; HEAD becomes GET, and POST what the parameter {@code _HttpMethod} says
   * @param rawQuery what stands behind the question mark; null when there is none
   * @throws ApiException (404) if the path is not well encoded, (400) if the query string is not
   */
  public static Call to(
      String method, String rawPath, @Nullable String rawQuery, Headers headers, Body body) {
    Parameters parameters = rawQuery == null ? Parameters.none() : Parameters.parse(rawQuery);
    String asked = method.toUpperCase(Locale.ROOT);
    if (asked.equals("POST")) {
      asked = parameters.filled("_HttpMethod").orElse(asked).toUpperCase(Locale.ROOT);
    }
    String verb = asked.equals("HEAD") ? "GET" : asked;
    List<String> path = segments(rawPath);
    Optional<String> format = format(path);
    if (format.isEmpty()) {
      return new Call(verb, path, parameters, headers, body);
    }
    List<String> shorter = new ArrayList<>(path);
    shorter.set(path.size() - 1, path.getLast().substring(0, path.getLast().lastIndexOf('.')));
    return new Call(
        verb, shorter, parameters, headers.with("Accept", "application/" + format.get()), body);
  }

  /**
   * The format that a resource of REST ends in; the value of an external id may end in anything.
   */
  private static Optional<String> format(List<String> path) {
    boolean rest =
        path.size() >= 2
            && path.size() <= LONGEST_WITH_FORMAT
            && path.get(0).equalsIgnoreCase("services")
            && path.get(1).toLowerCase(Locale.ROOT).startsWith("data");
    return Stream.of("xml", "json")
        .filter(format -> rest && path.getLast().toLowerCase(Locale.ROOT).endsWith("." + format))
        .findFirst();
  }

  /** Splits before decoding, so that an encoded slash stays within its segment. */
  private static List<String> segments(String rawPath) {
    var segments = new ArrayList<String>();
    for (String raw : rawPath.split("/")) {
      if (!raw.isEmpty()) {
        segments.add(decode(raw));
      }
    }
    return segments;
  }

  private static String decode(String raw) {
    try {
      return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw ApiException.notFound();
    }
  }

  /** This call with what a route's placeholders stand for. */
  public Call withVariables(Map<String, String> found) {
    return new Call(this, Map.copyOf(found), caller, scope, encrypted);
  }

  /** This call, known to be made by this user. */
  public Call withCaller(Caller known) {
    return new Call(this, variables, known, scope, encrypted);
  }

  /** This call as a part of something larger, such as a transaction that others share. */
  public Call within(Object larger) {
    return new Call(this, variables, caller, larger, encrypted);
  }

  /** This call, known to have come by https, or by http. */
  public Call withTls(boolean known) {
    return new Call(this, variables, caller, scope, known);
  }

  /** Whether it came by https; a call inside another goes by that one. */
  public boolean encrypted() {
    return encrypted;
  }

  /** What this call is a part of, if it is something of this type. */
  public <T> Optional<T> scope(Class<T> type) {
    return type.isInstance(scope) ? Optional.of(type.cast(scope)) : Optional.empty();
  }

  public String method() {
    return method;
  }

  public List<String> path() {
    return path;
  }

  /** The path as text: one slash before each segment, none at the end. */
  public String pathText() {
    return "/" + String.join("/", path);
  }

  public Parameters query() {
    return query;
  }

  public Headers headers() {
    return headers;
  }

  public Body body() {
    return body;
  }

  /** What stands in the place of a placeholder that the route has. */
  public String variable(String name) {
    return findVariable(name)
        .orElseThrow(() -> new IllegalArgumentException("the route has no {" + name + "}"));
  }

  /** What stands in the place of a placeholder, if the route has it. */
  public Optional<String> findVariable(String name) {
    return Optional.ofNullable(variables.get(name));
  }

  /** The version that the path names. Only for routes that have one, behind the version check. */
  public ApiVersion version() {
    return ApiVersion.ofSegment(variable("version")).orElseThrow(ApiException::notFound);
  }

  /** Who asks; only behind the session check. */
  public Caller caller() {
    if (caller == null) {
      throw new IllegalStateException("the route is open: nobody is known to ask");
    }
    return caller;
  }

  /** Who asks, where the route is open to everybody. */
  public Optional<Caller> knownCaller() {
    return Optional.ofNullable(caller);
  }

  /**
   * The body as JSON; one in XML as the JSON that says the same.
   *
   * @throws ApiException (415) if the call says that it is something else, (400 JSON_PARSER_ERROR)
   *     if it is none
   */
  public JsonNode json() throws IOException {
    String type = headers.find("Content-Type").orElse("application/json");
    if (type.toLowerCase(Locale.ROOT).contains("xml")) {
      return XmlBodies.read(body.bytes());
    }
    if (!type.toLowerCase(Locale.ROOT).contains("json")) {
      throw new ApiException(
          415, "UNSUPPORTED_MEDIA_TYPE", "Content type " + type + " is not supported");
    }
    return untypedJson();
  }

  /** The body as JSON, whatever type the call gives it. */
  public JsonNode untypedJson() throws IOException {
    return Json.read(body.bytes());
  }

  /** The body as a form. */
  public Parameters form() throws IOException {
    return Parameters.parse(body.text());
  }
}
