package dev.syncline.simulator.http;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipException;

/** The body of a request, already unpacked. It can be read once. */
@FunctionalInterface
public interface Body {
  /**
   * The longest body that is read as a whole, in bytes once unpacked. A named bound of the
   * simulator; Salesforce's own stands at 50 MB for composite calls.
   */
  int MAX_BYTES = 50_000_000;

  /** The bytes, unpacked. Whoever reads them bounds them. */
  InputStream open() throws IOException;

  /** A body without a byte. */
  static Body empty() {
    return () -> new ByteArrayInputStream(new byte[0]);
  }

  static Body of(byte[] bytes) {
    return () -> new ByteArrayInputStream(bytes);
  }

  /**
   * The whole body.
   *
   * @throws ApiException (413) if it is longer than {@link #MAX_BYTES}, (400) if it cannot be
   *     unpacked
   */
  default byte[] bytes() throws IOException {
    try (InputStream in = open()) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new ApiException(
            413, "REQUEST_ENTITY_TOO_LARGE", "The body is longer than " + MAX_BYTES + " bytes.");
      }
      return bytes;
    } catch (ZipException | EOFException e) {
      throw new ApiException(
          400, "INVALID_CONTENT", "The body is not compressed as its Content-Encoding says.");
    }
  }

  /** The whole body as UTF-8 text; see {@link #bytes()}. */
  default String text() throws IOException {
    return new String(bytes(), StandardCharsets.UTF_8);
  }
}
