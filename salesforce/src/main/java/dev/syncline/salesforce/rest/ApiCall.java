package dev.syncline.salesforce.rest;

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
 * @param streamed whether the answer is a page of records, read as it comes
 */
public record ApiCall(
    HttpMethod method,
    String path,
    Map<String, String> headers,
    byte[] body,
    boolean harmless,
    boolean streamed) {
  private static final byte[] NO_BODY = {};

  public ApiCall {
    headers = Map.copyOf(headers);
  }

  /** Reads a resource. */
  public static ApiCall get(String path) {
    return new ApiCall(HttpMethod.GET, path, Map.of(), NO_BODY, true, false);
  }

  /** Posts JSON to a resource. */
  public static ApiCall post(String path, Object json, boolean harmless) {
    return new ApiCall(HttpMethod.POST, path, Map.of(), Json.bytes(json), harmless, false);
  }

  /** Changes a resource by JSON, harmless to repeat. */
  public static ApiCall patch(String path, Object json) {
    return new ApiCall(HttpMethod.PATCH, path, Map.of(), Json.bytes(json), true, false);
  }

  /** Deletes a resource. */
  public static ApiCall delete(String path) {
    return new ApiCall(HttpMethod.DELETE, path, Map.of(), NO_BODY, true, false);
  }

  /** The same call with one more header. */
  public ApiCall with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new ApiCall(method, path, more, body, harmless, streamed);
  }

  /** The same call, its answer being streamed. */
  public ApiCall asStream() {
    return new ApiCall(method, path, headers, body, harmless, true);
  }

  /** Names the call without its query, its headers and its body. */
  @Override
  public String toString() {
    int query = path.indexOf('?');
    return method + " " + (query < 0 ? path : path.substring(0, query));
  }
}
