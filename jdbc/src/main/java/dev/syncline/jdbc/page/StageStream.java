package dev.syncline.jdbc.page;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a page as a stream, for drivers that pull. What the page throws is kept, as a
 * driver may swallow it, and thrown by {@link #rethrow}.
 */
public final class StageStream extends InputStream {
  private final StageSource source;
  private int position;
  private int end;
  private @Nullable RuntimeException failure;

  public StageStream(StageSource source) {
    this.source = source;
  }

  @Override
  public int read() {
    return fill() ? source.bytes()[position++] & 0xff : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, end - position);
    System.arraycopy(source.bytes(), position, target, offset, count);
    position += count;
    return count;
  }

  /** Throws what broke the page off, if anything did. */
  public void rethrow() {
    if (failure != null) {
      throw failure;
    }
  }

  private boolean fill() {
    if (position < end) {
      return true;
    }
    try {
      position = 0;
      end = source.next() ? source.length() : 0;
      return end > 0;
    } catch (RuntimeException e) {
      failure = e;
      end = 0;
      return false;
    }
  }
}
