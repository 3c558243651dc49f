package dev.syncline.salesforce.http;

import dev.syncline.salesforce.http.TransportException.Reason;
import java.io.IOException;
import java.io.InputStream;

/** A body as it travels: watched for its deadlines, counted against its bound. */
final class WatchedBody extends InputStream {
  private final InputStream source;
  private final Watchdog.Watch watch;
  private final long maxBytes;
  private long bytes;

  WatchedBody(InputStream source, Watchdog.Watch watch, long maxBytes) {
    this.source = source;
    this.watch = watch;
    this.maxBytes = maxBytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count;
    watch.readBegins();
    try {
      count = source.read(buffer, offset, length);
    } catch (IOException e) {
      throw tooSlowOr(TransportException.of(e));
    } finally {
      watch.readEnds();
    }
    if (watch.expired().isPresent()) {
      throw tooSlowOr(new TransportException(Reason.CUT, "closed", null));
    }
    bytes += Math.max(0, count);
    if (bytes > maxBytes) {
      close();
      throw tooLarge(maxBytes);
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    watch.close();
    source.close();
  }

  static TransportException tooLarge(long maxBytes) {
    return new TransportException(
        Reason.TOO_LARGE, "the body has more than " + maxBytes + " bytes", null);
  }

  private TransportException tooSlowOr(TransportException failure) {
    return watch
        .expired()
        .map(why -> new TransportException(Reason.TOO_SLOW, why, failure))
        .orElse(failure);
  }
}
