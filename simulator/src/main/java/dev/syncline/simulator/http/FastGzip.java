package dev.syncline.simulator.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** A gzip stream that prefers speed to size. Closing it frees its memory and ends nothing. */
final class FastGzip extends GZIPOutputStream {
  private static final int BUFFER = 32_768;

  FastGzip(OutputStream out) throws IOException {
    super(out, BUFFER);
    def.setLevel(Deflater.BEST_SPEED);
  }

  @Override
  public void close() {
    def.end();
  }
}
