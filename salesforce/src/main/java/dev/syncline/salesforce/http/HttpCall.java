package dev.syncline.salesforce.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One call to be made.
 *
 * @param body empty for a call without a body, or with an upload
 * @param upload a large body, instead of {@code body}
 */
public record HttpCall(
    HttpMethod method,
    URI uri,
    Map<String, String> headers,
    byte[] body,
    Optional<Upload> upload,
    CallLimits limits) {
  private static final byte[] NO_BODY = {};

  public HttpCall {
    headers = Map.copyOf(headers);
  }

  /** A call whose body is held as a whole. */
  public HttpCall(
      HttpMethod method, URI uri, Map<String, String> headers, byte[] body, CallLimits limits) {
    this(method, uri, headers, body, Optional.empty(), limits);
  }

  /** A call without a body. */
  public static HttpCall of(HttpMethod method, URI uri, CallLimits limits) {
    return new HttpCall(method, uri, Map.of(), NO_BODY, limits);
  }

  /** A call with a body of that type. */
  public static HttpCall of(
      HttpMethod method, URI uri, String contentType, byte[] body, CallLimits limits) {
    return new HttpCall(method, uri, Map.of("Content-Type", contentType), body, limits);
  }

  /** The same call with one more header. */
  public HttpCall with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new HttpCall(method, uri, more, body, upload, limits);
  }

  /** Names the call without its query, its headers and its body, which may hold secrets. */
  @Override
  public String toString() {
    return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }
}
