package dev.syncline.salesforce.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The answer to one call: its head, and its body as a stream that must be closed.
 *
 * @param headers by lower-case name
 */
public record HttpReply(int status, Map<String, List<String>> headers, InputStream body)
    implements AutoCloseable {
  public HttpReply {
    headers =
        headers.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    entry -> entry.getKey().toLowerCase(Locale.ROOT),
                    entry -> List.copyOf(entry.getValue()),
                    (first, second) -> first));
  }

  /** An answer whose body is that text in UTF-8, for transports that are functions. */
  public static HttpReply of(int status, Map<String, String> headers, String body) {
    return of(status, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  /** An answer whose body is those bytes, for transports that are functions. */
  public static HttpReply of(int status, Map<String, String> headers, byte[] body) {
    Map<String, List<String>> lists =
        headers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
    return new HttpReply(status, lists, new ByteArrayInputStream(body));
  }

  /** The first value of a header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** The whole body; its size has been limited by the caller of the transport. */
  public byte[] readAll() throws TransportException {
    try {
      return body.readAllBytes();
    } catch (IOException e) {
      throw TransportException.of(e);
    }
  }

  /** Gives the connection back; an unfinished body is cut off. */
  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException ignored) {
      // Nothing more is wanted from this exchange, so nothing is lost.
    }
  }
}
