package dev.syncline.salesforce.rest;

import dev.syncline.salesforce.http.HttpMethod;
import dev.syncline.salesforce.http.Upload;
import dev.syncline.salesforce.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One call to a resource of the org.
 *
 * @param path from {@code /services/} on, with its query
 * @param body JSON, or empty
 * @param upload a large body, instead of {@code body}
 * @param harmless whether making it twice does no more than making it once
 * @param streamed whether the answer is a page of records, read as it comes
 */
public record ApiCall(
    HttpMethod method,
    String path,
    Map<String, String> headers,
    byte[] body,
    Optional<Upload> upload,
    boolean harmless,
    boolean streamed) {
  private static final byte[] NO_BODY = {};

  public ApiCall {
    headers = Map.copyOf(headers);
  }

  private ApiCall(HttpMethod method, String path, byte[] body, boolean harmless) {
    this(method, path, Map.of(), body, Optional.empty(), harmless, false);
  }

  /** Reads a resource. */
  public static ApiCall get(String path) {
    return new ApiCall(HttpMethod.GET, path, NO_BODY, true);
  }

  /** Posts JSON to a resource. */
  public static ApiCall post(String path, Object json, boolean harmless) {
    return new ApiCall(HttpMethod.POST, path, Json.bytes(json), harmless);
  }

  /** Changes a resource by JSON, harmless to repeat. */
  public static ApiCall patch(String path, Object json) {
    return new ApiCall(HttpMethod.PATCH, path, Json.bytes(json), true);
  }

  /** Sends bytes of JSON to a resource; for {@link SalesforceApi#send}. */
  public static ApiCall sending(HttpMethod method, String path, byte[] json) {
    return new ApiCall(method, path, json, false);
  }

  /** Puts a large body, which is not made again once it may have arrived. */
  public static ApiCall put(String path, String contentType, Upload upload) {
    Map<String, String> headers = Map.of("Content-Type", contentType);
    return new ApiCall(HttpMethod.PUT, path, headers, NO_BODY, Optional.of(upload), false, false);
  }

  /** Deletes a resource. */
  public static ApiCall delete(String path) {
    return new ApiCall(HttpMethod.DELETE, path, NO_BODY, true);
  }

  /** The same call with one more header. */
  public ApiCall with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new ApiCall(method, path, more, body, upload, harmless, streamed);
  }

  /** The same call, its answer being streamed. */
  public ApiCall asStream() {
    return new ApiCall(method, path, headers, body, upload, harmless, true);
  }

  /** Names the call without its query, its headers and its body. */
  @Override
  public String toString() {
    int query = path.indexOf('?');
    return method + " " + (query < 0 ? path : path.substring(0, query));
  }
}
