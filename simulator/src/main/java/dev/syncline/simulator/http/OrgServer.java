package dev.syncline.simulator.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.DetectorConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The listening server: one virtual thread for each call. */
public final class OrgServer implements AutoCloseable {
  /**
   * The longest request line and headers together, in bytes: 414 when the URI alone is longer, else
   * 431. REST API Developer Guide, status codes.
   */
  public static final int MAX_HEADER_BYTES = 16_384;

  private static final int MAX_HEADER_BYTES_OUT = 65_536;
  private static final Duration IDLE = Duration.ofMinutes(15);
  private static final int MAX_PENDING_CONNECTIONS = 1_024;

  private final Server server;
  private final ServerConnector connector;
  private final Pause pause;

  private OrgServer(Server server, ServerConnector connector, Pause pause) {
    this.server = server;
    this.connector = connector;
    this.pause = pause;
  }

  /**
   * Takes the port; calls wait there until {@link #serve}.
   *
   * @param address where to listen; port 0 takes a free one
   * @throws IOException if the address is taken or not ours
   */
  public static OrgServer bind(InetSocketAddress address, Pause pause) throws IOException {
    var threads = new QueuedThreadPool();
    threads.setName("simulator");
    threads.setDaemon(true);
    threads.setVirtualThreadsExecutor(
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("call-", 0).factory()));
    var server = new Server(threads);
    var connector = new ServerConnector(server, new HttpConnectionFactory(configuration()));
    connector.setHost(address.getHostString());
    connector.setPort(address.getPort());
    connector.setIdleTimeout(IDLE.toMillis());
    connector.setAcceptQueueSize(MAX_PENDING_CONNECTIONS);
    server.addConnector(connector);
    server.setErrorHandler(new PlainErrors());
    connector.open();
    return new OrgServer(server, connector, pause);
  }

  /**
   * Takes TLS on the same port as well: the first byte of a connection tells which it is. Only
   * before {@link #serve}.
   *
   * @param context holds the certificate that the server shows
   */
  public void takeTls(SSLContext context) {
    var settings = new SslContextFactory.Server();
    settings.setSslContext(context);
    var detector =
        new DetectorConnectionFactory(
            new SslConnectionFactory(settings, connector.getDefaultProtocol()));
    connector.addFirstConnectionFactory(detector);
    connector.setDefaultProtocol(detector.getProtocol());
  }

  /**
   * Answers the calls that have come, and those that will.
   *
   * @param clock tells the {@code Date} of each answer
   */
  public void serve(Dispatcher dispatcher, Traffic traffic, InstantSource clock)
      throws IOException {
    server.setHandler(new CallHandler(dispatcher, traffic, pause, clock));
    try {
      server.start();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the server did not start", e);
    }
  }

  private static HttpConfiguration configuration() {
    var configuration = new HttpConfiguration();
    configuration.setSendServerVersion(false);
    configuration.setSendDateHeader(false);
    configuration.setRequestHeaderSize(MAX_HEADER_BYTES);
    configuration.setMaxResponseHeaderSize(MAX_HEADER_BYTES_OUT);
    configuration.setIdleTimeout(-1);
    // Paths are split and decoded by CallHandler itself, segment by segment.
    configuration.setUriCompliance(UriCompliance.UNSAFE);
    return configuration;
  }

  /** The port that it listens on. */
  public int port() {
    return connector.getLocalPort();
  }

  /** Stops listening and ends the calls under way. */
  @Override
  public void close() {
    pause.stop();
    try {
      connector.close();
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the server did not stop", e);
    }
  }
}
