package dev.syncline.simulator.http;

import dev.syncline.simulator.http.Disturbance.Damage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/**
 * The body of a response on its way: buffered, with a Content-Length when it fits the buffer and in
 * chunks when it does not, and cut or held where the damage says.
 */
final class WireStream extends OutputStream {
  /** How the body ended. */
  enum Ending {
    OPEN,
    /** Short, but properly ended. */
    CLEAN,
    /** Broken off. */
    CUT
  }

  private static final int BUFFER = 65_536;

  /** The longest time that a stalled answer holds its connection. */
  private static final Duration MAX_STALL = Duration.ofMinutes(10);

  private final Response response;
  private final Damage damage;
  private final Pause pause;
  private final byte[] buffer = new byte[BUFFER];
  private int filled;
  private long sent;
  private boolean started;
  private Ending ending = Ending.OPEN;

  WireStream(Response response, Damage damage, Pause pause) {
    this.response = response;
    this.damage = damage;
    this.pause = pause;
  }

  Ending ending() {
    return ending;
  }

  @Override
  public void write(int b) throws IOException {
    if (filled == BUFFER) {
      drain(false);
    }
    buffer[filled++] = (byte) b;
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    Objects.checkFromIndexSize(from, length, bytes.length);
    if (started && length >= BUFFER / 2) {
      drain(false);
      hand(ByteBuffer.wrap(bytes, from, length), false);
      return;
    }
    int done = 0;
    while (done < length) {
      if (filled == BUFFER) {
        drain(false);
      }
      int count = Math.min(length - done, BUFFER - filled);
      System.arraycopy(bytes, from + done, buffer, filled, count);
      filled += count;
      done += count;
    }
  }

  /** Sends what is left and ends the body. */
  void end() throws IOException {
    boolean lengthTold = !(damage instanceof Damage.Truncate(long _, boolean clean)) || !clean;
    if (!started && lengthTold && response.getStatus() != 204 && response.getStatus() != 304) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, filled);
    }
    drain(true);
  }

  private void drain(boolean last) throws IOException {
    started = true;
    if (filled > 0 || last) {
      hand(ByteBuffer.wrap(buffer, 0, filled), last);
    }
    filled = 0;
  }

  /** Sends bytes, or as many of them as the damage lets through. */
  private void hand(ByteBuffer bytes, boolean last) throws IOException {
    switch (damage) {
      case Damage.Stall(long after) -> stall(bytes, after, last);
      case Damage.Truncate(long after, boolean clean) -> truncate(bytes, after, clean, last);
      case Damage.None _, Damage.Reset _, Damage.DropAnswer _ -> send(bytes, last);
    }
  }

  private void stall(ByteBuffer bytes, long after, boolean last) throws IOException {
    if (sent + bytes.remaining() < after) {
      send(bytes, last);
      return;
    }
    send(bytes.slice(0, (int) (after - sent)), false);
    ending = Ending.CUT;
    pause.hold(MAX_STALL);
    throw new IOException("stalled as the fault script says");
  }

  private void truncate(ByteBuffer bytes, long after, boolean clean, boolean last)
      throws IOException {
    if (sent + bytes.remaining() <= after) {
      send(bytes, last);
      return;
    }
    send(bytes.slice(0, (int) (after - sent)), clean);
    ending = clean ? Ending.CLEAN : Ending.CUT;
    throw new IOException("cut as the fault script says");
  }

  private void send(ByteBuffer bytes, boolean last) throws IOException {
    sent += bytes.remaining();
    Content.Sink.write(response, last, bytes);
  }
}
