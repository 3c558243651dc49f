package dev.syncline.salesforce.rest;

import dev.syncline.salesforce.http.CallLimits;
import dev.syncline.salesforce.http.HttpMethod;
import dev.syncline.salesforce.json.Json;
import java.util.HashMap;
import java.util.Map;

/**
 * One call to a resource of the org.
 *
 * @param path from {@code /services/} on, with its query
 * @param body JSON, or empty
 * @param harmless whether making it twice does no more than making it once
 */
public record ApiCall(
    HttpMethod method,
    String path,
    Map<String, String> headers,
    byte[] body,
    boolean harmless,
    CallLimits limits) {
  private static final byte[] NO_BODY = {};

  public ApiCall {
    headers = Map.copyOf(headers);
  }

  /** Reads a resource. */
  public static ApiCall get(String path) {
    return new ApiCall(HttpMethod.GET, path, Map.of(), NO_BODY, true, CallLimits.ANSWER);
  }

  /** Posts JSON to a resource. */
  public static ApiCall post(String path, Object json, boolean harmless) {
    return new ApiCall(
        HttpMethod.POST, path, Map.of(), Json.bytes(json), harmless, CallLimits.ANSWER);
  }

  /** Deletes a resource. */
  public static ApiCall delete(String path) {
    return new ApiCall(HttpMethod.DELETE, path, Map.of(), NO_BODY, true, CallLimits.ANSWER);
  }

  /** The same call with one more header. */
  public ApiCall with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new ApiCall(method, path, more, body, harmless, limits);
  }

  /** The same call within other limits. */
  public ApiCall within(CallLimits other) {
    return new ApiCall(method, path, headers, body, harmless, other);
  }

  /** Names the call without its query, its headers and its body. */
  @Override
  public String toString() {
    int query = path.indexOf('?');
    return method + " " + (query < 0 ? path : path.substring(0, query));
  }
}
