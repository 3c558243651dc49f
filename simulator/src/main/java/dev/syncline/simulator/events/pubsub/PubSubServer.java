package dev.syncline.simulator.events.pubsub;

import dev.syncline.simulator.events.OrgEvents;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The listening Pub/Sub API of an org: each call on a virtual thread. */
public final class PubSubServer implements AutoCloseable {
  private static final int SECONDS_TO_STOP = 5;

  private final Server server;
  private final Streams streams;
  private final PubSubFaults faults;
  private final ScheduledThreadPoolExecutor timer;
  private final AtomicReference<PubSubSettings.Times> times;

  private PubSubServer(
      Server server,
      Streams streams,
      PubSubFaults faults,
      ScheduledThreadPoolExecutor timer,
      AtomicReference<PubSubSettings.Times> times) {
    this.server = server;
    this.streams = streams;
    this.faults = faults;
    this.timer = timer;
    this.times = times;
  }

  /**
   * Listens and answers.
   *
   * @param certificate what the server shows; null where the settings ask for no TLS
   * @param managed the org's managed subscriptions
   * @param clock the org's clock
   * @throws IOException if the address is taken or not ours
   */
  public static PubSubServer start(
      PubSubSettings settings,
      @Nullable ServerCertificate certificate,
      OrgEvents events,
      ManagedSubscriptions managed,
      InstantSource clock)
      throws IOException {
    // Never shut down: calls are told of their end after the server has stopped.
    Executor executor = task -> Thread.ofVirtual().name("pubsub").start(task);
    var timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("pubsub-timer").daemon().factory());
    timer.setRemoveOnCancelPolicy(true);
    timer.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    var streams = new Streams(settings.maxClients());
    var faults = new PubSubFaults();
    var times = new AtomicReference<>(settings.times());
    var parts =
        new PubSubParts(
            events,
            managed,
            new EventFlow.Source(
                events.log(), events.allowance(), times::get, faults::isSilent, executor, timer),
            streams);
    var builder =
        NettyServerBuilder.forAddress(new InetSocketAddress(settings.host(), settings.port()))
            .executor(executor)
            .maxInboundMessageSize(PubSubSettings.MAX_REQUEST_BYTES)
            .maxConcurrentCallsPerConnection(PubSubSettings.MAX_CALLS_PER_CONNECTION)
            .permitKeepAliveTime(1, TimeUnit.SECONDS)
            .permitKeepAliveWithoutCalls(true)
            .intercept(new CallGate(events::orgId, events.users(), events.ids(), faults))
            .addService(new PubSubCalls(parts, clock).definition());
    if (settings.tls()) {
      builder.sslContext(context(certificate));
    }
    try {
      return new PubSubServer(builder.build().start(), streams, faults, timer, times);
    } catch (IOException e) {
      timer.shutdownNow();
      throw e;
    }
  }

  private static SslContext context(@Nullable ServerCertificate certificate) throws IOException {
    if (certificate == null) {
      throw new IllegalArgumentException("TLS needs a certificate");
    }
    return GrpcSslContexts.configure(
            SslContextBuilder.forServer(certificate.key(), certificate.chain()))
        .build();
  }

  /** The port that it listens on. */
  public int port() {
    return server.getPort();
  }

  /** How many streams are open. */
  public int openStreams() {
    return streams.count();
  }

  /** Ends every open stream with an error; returns how many there were. */
  public int closeStreams(PubSubError error) {
    return streams.closeAll(error);
  }

  /** How long streams wait. */
  public PubSubSettings.Times times() {
    return times.get();
  }

  /** Changes how long streams wait: whatever is waited for already keeps its time. */
  public void setTimes(PubSubSettings.Times changed) {
    times.set(changed);
  }

  /** Orders errors for the next calls. */
  public PubSubFaults faults() {
    return faults;
  }

  /** Stops listening and ends the calls under way. */
  @Override
  public void close() {
    server.shutdownNow();
    timer.shutdownNow();
    try {
      server.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
