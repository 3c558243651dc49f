package dev.syncline.salesforce.http;

import dev.syncline.salesforce.http.TransportException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A gzip body unpacked: never more than its bound, however small it travelled, and never ended
 * before its checksum was right. An empty body stays empty.
 */
final class UnpackedBody extends InputStream {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int END = -1;

  private final PushbackInputStream packed;
  private final long maxBytes;
  private @Nullable InputStream unpacked;
  private long bytes;

  UnpackedBody(InputStream packed, long maxBytes) {
    this.packed = new PushbackInputStream(packed, 1);
    this.maxBytes = maxBytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? END : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count;
    try {
      InputStream source = unpacked == null ? open() : unpacked;
      unpacked = source;
      count = source.read(buffer, offset, length);
    } catch (EOFException | ZipException e) {
      throw new TransportException(Reason.CUT, "the gzip body is cut or garbled", e);
    }
    bytes += Math.max(0, count);
    if (bytes > maxBytes) {
      close();
      throw WatchedBody.tooLarge(maxBytes);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    packed.close();
  }

  private InputStream open() throws IOException {
    int first = packed.read();
    if (first == END) {
      return InputStream.nullInputStream();
    }
    packed.unread(first);
    return new GZIPInputStream(packed, BUFFER_BYTES);
  }
}
