package dev.syncline.simulation.org;

import dev.syncline.salesforce.http.HttpCall;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.http.HttpTransport;
import dev.syncline.salesforce.http.TransportException;
import dev.syncline.salesforce.http.TransportException.Reason;
import dev.syncline.simulator.LocalOrg;
import dev.syncline.simulator.http.LocalAnswer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Carries calls to an org in this process, and shows what becomes of them as a network would: lost,
 * cut, stalled or late.
 */
public final class LocalTransport implements HttpTransport {
  private static final int FASTEST_MILLIS = 20;
  private static final int SLOWEST_MILLIS = 300;

  private final LocalOrg org;
  private final SimulatedTime time;
  private final RandomGenerator random;
  private final Consumer<String> log;
  private Instant unreachableUntil = Instant.MIN;
  private Runnable meanwhile = () -> {};
  private int callsUntilMeanwhile;

  /**
   * @param random decides how long calls take
   * @param log is told of each call
   */
  public LocalTransport(
      LocalOrg org, SimulatedTime time, RandomGenerator random, Consumer<String> log) {
    this.log = log;
    this.org = org;
    this.time = time;
    this.random = random;
  }

  /** No connection comes about for so long. */
  public void cutOff(Duration duration) {
    unreachableUntil = time.instant().plus(duration);
  }

  /** Connections come about again. */
  public void connect() {
    unreachableUntil = Instant.MIN;
  }

  /**
   * Lets something happen while a call is on its way back: the org has done it, the caller does not
   * know yet.
   *
   * @param calls 1 for the next call
   */
  public void meanwhile(int calls, Runnable action) {
    meanwhile = action;
    callsUntilMeanwhile = calls;
  }

  @Override
  public HttpReply exchange(HttpCall call) throws TransportException {
    if (time.instant().isBefore(unreachableUntil)) {
      time.pass(Duration.ofSeconds(1));
      throw new TransportException(Reason.UNREACHABLE, "no route to the simulated org", null);
    }
    Instant began = time.instant();
    time.pass(Duration.ofMillis(random.nextInt(FASTEST_MILLIS, SLOWEST_MILLIS)));
    LocalAnswer answer = org.call(call.method().name(), address(call), headers(call), sent(call));
    log.accept(
        "    %s %s %d %s"
            .formatted(call.method(), address(call), answer.status(), answer.ending()));
    if (callsUntilMeanwhile > 0 && --callsUntilMeanwhile == 0) {
      log.accept("    meanwhile");
      meanwhile.run();
    }
    if (Duration.between(began, time.instant()).compareTo(call.limits().head()) > 0) {
      throw new TransportException(
          Reason.TOO_SLOW, "no answer came within " + call.limits().head(), null);
    }
    if (answer.ending() == LocalAnswer.Ending.RESET) {
      throw new TransportException(Reason.CUT, "the connection was reset", null);
    }
    var headers = new TreeMap<String, List<String>>();
    answer.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    return new HttpReply(answer.status(), headers, body(call, answer));
  }

  private static byte[] sent(HttpCall call) {
    if (call.upload().isEmpty()) {
      return call.body();
    }
    try (InputStream content = call.upload().get().content().get()) {
      return content.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("what is uploaded could not be read", e);
    }
  }

  private static String address(HttpCall call) {
    String query = call.uri().getRawQuery();
    return call.uri().getRawPath() + (query == null ? "" : "?" + query);
  }

  private static Map<String, List<String>> headers(HttpCall call) {
    var headers = new TreeMap<String, List<String>>();
    call.headers().forEach((name, value) -> headers.put(name, List.of(value)));
    return headers;
  }

  private InputStream body(HttpCall call, LocalAnswer answer) {
    return switch (answer.ending()) {
      case WHOLE, RESET -> new ByteArrayInputStream(answer.body());
      case CUT ->
          new BrokenBody(
              answer.body(), () -> new TransportException(Reason.CUT, "the body was cut", null));
      case STALLED -> new BrokenBody(answer.body(), () -> stalled(call));
    };
  }

  private TransportException stalled(HttpCall call) {
    time.pass(call.limits().idle());
    return new TransportException(
        Reason.TOO_SLOW, "no byte came for " + call.limits().idle(), null);
  }

  @FunctionalInterface
  private interface Breaking {
    TransportException failure();
  }

  /** Some bytes, and then a failure. */
  private static final class BrokenBody extends InputStream {
    private final ByteArrayInputStream arrived;
    private final Breaking breaking;

    BrokenBody(byte[] arrived, Breaking breaking) {
      this.arrived = new ByteArrayInputStream(arrived);
      this.breaking = breaking;
    }

    @Override
    public int read() throws IOException {
      int next = arrived.read();
      if (next < 0) {
        throw breaking.failure();
      }
      return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      int count = arrived.read(target, offset, length);
      if (count < 0) {
        throw breaking.failure();
      }
      return count;
    }
  }
}
