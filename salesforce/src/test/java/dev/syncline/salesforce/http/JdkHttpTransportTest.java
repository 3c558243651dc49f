package dev.syncline.salesforce.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.salesforce.http.TransportException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real transport against a real socket that answers byte by byte as the test likes. */
@Timeout(60)
class JdkHttpTransportTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final Duration LONG = Duration.ofSeconds(50);

  private final Watchdog watchdog = new Watchdog();
  private final JdkHttpTransport transport =
      new JdkHttpTransport(Duration.ofSeconds(5), TrustedAuthorities.of(Optional.empty()));
  private final HttpCaller caller =
      new HttpCaller(transport, AllowedHosts.of(List.of("127.0.0.1")), watchdog, Compression.NEVER);
  private final CountDownLatch peerSawTheEnd = new CountDownLatch(1);
  private ServerSocket server;

  /** What the server does with a connection once it has read the head of the request. */
  @FunctionalInterface
  private interface Behaviour {
    void with(OutputStream out, Socket socket) throws IOException, InterruptedException;
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    transport.close();
    watchdog.close();
  }

  @Test
  void a_stalled_head_ends_by_its_deadline_and_the_connection_is_closed() throws Exception {
    serve((out, socket) -> awaitEnd(socket));

    assertThatThrownBy(() -> caller.call(get(LONG, SHORT, LONG)))
        .satisfies(e -> assertReason(e, Reason.TOO_SLOW));
    assertThat(peerSawTheEnd.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_stalled_body_ends_by_the_idle_deadline_and_the_connection_is_closed() throws Exception {
    serve(
        (out, socket) -> {
          write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
          awaitEnd(socket);
        });

    try (HttpReply reply = caller.call(get(LONG, LONG, SHORT))) {
      assertThatThrownBy(reply::readAll)
          .hasMessageContaining("no byte came")
          .satisfies(e -> assertReason(e, Reason.TOO_SLOW));
    }
    assertThat(peerSawTheEnd.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_body_that_drips_for_ever_ends_by_the_total_deadline() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    serve(
        (out, socket) -> {
          write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
          while (!never.await(20, TimeUnit.MILLISECONDS)) {
            write(out, "1\r\nx\r\n");
          }
        });

    try (HttpReply reply = caller.call(get(Duration.ofMillis(500), LONG, LONG))) {
      assertThatThrownBy(reply::readAll)
          .hasMessageContaining("longer than")
          .satisfies(e -> assertReason(e, Reason.TOO_SLOW));
    }
  }

  @Test
  void a_reader_that_takes_its_time_is_not_taken_for_a_stalled_org() throws Exception {
    CountDownLatch longAfterTheIdleDeadline = new CountDownLatch(1);
    serve((out, socket) -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody"));

    try (HttpReply reply = caller.call(get(LONG, LONG, Duration.ofMillis(20)))) {
      assertThat(longAfterTheIdleDeadline.await(300, TimeUnit.MILLISECONDS)).isFalse();
      assertThat(reply.readAll()).hasSize(4);
    }
  }

  @Test
  void a_body_shorter_than_its_length_is_refused() throws Exception {
    serve((out, socket) -> write(out, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf"));

    try (HttpReply reply = caller.call(get(LONG, LONG, LONG))) {
      assertThatThrownBy(reply::readAll).satisfies(e -> assertReason(e, Reason.CUT));
    }
  }

  @Test
  void a_chunked_body_without_its_last_chunk_is_refused() throws Exception {
    serve(
        (out, socket) ->
            write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"));

    try (HttpReply reply = caller.call(get(LONG, LONG, LONG))) {
      assertThatThrownBy(reply::readAll).satisfies(e -> assertReason(e, Reason.CUT));
    }
  }

  @Test
  void a_redirect_is_an_answer_and_not_followed() throws Exception {
    serve(
        (out, socket) ->
            write(out, "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n"));

    try (HttpReply reply = caller.call(get(LONG, LONG, LONG))) {
      assertThat(reply.status()).isEqualTo(302);
      assertThat(reply.header("location")).hasValue("/elsewhere");
    }
  }

  @Test
  void a_connection_closed_without_an_answer_is_a_cut_one() throws Exception {
    serve((out, socket) -> {});

    assertThatThrownBy(() -> caller.call(get(LONG, LONG, LONG)))
        .satisfies(e -> assertReason(e, Reason.CUT));
  }

  @Test
  void a_port_where_nobody_listens_is_unreachable() throws Exception {
    server.close();

    assertThatThrownBy(() -> caller.call(get(LONG, LONG, LONG)))
        .satisfies(e -> assertReason(e, Reason.UNREACHABLE));
  }

  @Test
  void a_thread_that_is_asked_to_stop_stops_waiting() throws Exception {
    serve((out, socket) -> awaitEnd(socket));
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> caller.call(get(LONG, LONG, LONG)))
        .satisfies(e -> assertReason(e, Reason.INTERRUPTED));
    assertThat(Thread.interrupted()).isTrue();
  }

  private void serve(Behaviour behaviour) {
    Thread.ofVirtual()
        .start(
            () -> {
              while (!server.isClosed()) {
                answer(behaviour);
              }
            });
  }

  private void answer(Behaviour behaviour) {
    try (Socket socket = server.accept()) {
      readHead(socket.getInputStream());
      behaviour.with(socket.getOutputStream(), socket);
    } catch (IOException | InterruptedException e) {
      peerSawTheEnd.countDown();
    }
  }

  private void awaitEnd(Socket socket) throws IOException {
    while (socket.getInputStream().read() >= 0) {
      // Nothing more is expected but the end.
    }
    peerSawTheEnd.countDown();
  }

  private HttpCall get(Duration total, Duration head, Duration idle) {
    URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
    return HttpCall.of(HttpMethod.GET, uri, new CallLimits(total, head, idle, 1_000_000));
  }

  private static void readHead(InputStream in) throws IOException {
    int newLines = 0;
    while (newLines < 2) {
      int read = in.read();
      if (read < 0) {
        throw new IOException("no request");
      }
      newLines = read == '\n' ? newLines + 1 : read == '\r' ? newLines : 0;
    }
  }

  private static void write(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }

  private static void assertReason(Throwable thrown, Reason reason) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
