package dev.syncline.salesforce.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One call to be made.
 *
 * @param body empty for a call without a body
 */
public record HttpCall(
    HttpMethod method, URI uri, Map<String, String> headers, byte[] body, CallLimits limits) {
  private static final byte[] NO_BODY = {};

  public HttpCall {
    headers = Map.copyOf(headers);
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
    return new HttpCall(method, uri, more, body, limits);
  }

  /** Names the call without its query, its headers and its body, which may hold secrets. */
  @Override
  public String toString() {
    return method + " " + uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }
}
