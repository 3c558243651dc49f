package dev.syncline.simulator.http;

import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A deflate stream, in the format of zlib as HTTP demands it, that prefers speed to size. Closing
 * it frees its memory and ends nothing.
 */
final class FastDeflate extends DeflaterOutputStream {
  private static final int BUFFER = 32_768;

  FastDeflate(OutputStream out) {
    super(out, new Deflater(Deflater.BEST_SPEED), BUFFER);
  }

  @Override
  public void close() {
    def.end();
  }
}
