package dev.syncline.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.simulator.http.Disturbance.Damage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamageTest {
  private final AtomicInteger answered = new AtomicInteger();

  private LocalServer server(int bodyBytes, Disturbance disturbance) throws IOException {
    Endpoint endpoint =
        _ -> {
          answered.incrementAndGet();
          return Reply.stream(200, "text/csv", out -> out.write(new byte[bodyBytes]));
        };
    return new LocalServer(
        List.of(LocalServer.route("GET", "/x", endpoint)), (_, _) -> disturbance);
  }

  private static Disturbance damage(Damage damage) {
    return new Disturbance(Duration.ZERO, null, damage);
  }

  /** Everything the server sends until it closes, or until it is silent for a moment. */
  private static String raw(LocalServer server, int silenceMillis) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout(silenceMillis);
      socket
          .getOutputStream()
          .write("GET /x HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      var all = new ByteArrayOutputStream();
      InputStream in = socket.getInputStream();
      try {
        in.transferTo(all);
      } catch (SocketTimeoutException e) {
        all.write("(silence)".getBytes(StandardCharsets.US_ASCII));
      }
      return all.toString(StandardCharsets.ISO_8859_1);
    }
  }

  private static String body(String raw) {
    return raw.substring(raw.indexOf("\r\n\r\n") + 4);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 200_000})
  void a_cut_answer_ends_the_connection_before_its_end(int size) throws IOException {
    try (var server = server(size, damage(new Damage.Truncate(100, false)))) {
      assertThatThrownBy(() -> server.get("/x")).isInstanceOf(IOException.class);
      assertThat(raw(server, 10_000)).contains("HTTP/1.1 200 OK").endsWith("\0");
      assertThat(body(raw(server, 10_000)).chars().filter(c -> c == 0).count()).isEqualTo(100);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 200_000})
  void a_cleanly_ended_cut_answer_looks_whole(int size) throws IOException {
    try (var server = server(size, damage(new Damage.Truncate(100, true)))) {
      assertThat(server.send(server.request("/x")).body()).hasSize(100);
    }
  }

  @Test
  void an_answer_shorter_than_the_cut_is_left_alone() throws IOException {
    try (var server = server(50, damage(new Damage.Truncate(100, false)))) {
      assertThat(server.send(server.request("/x")).body()).hasSize(50);
    }
  }

  @Test
  void a_stalled_answer_falls_silent_with_the_connection_open() throws IOException {
    try (var server = server(200_000, damage(new Damage.Stall(1_000)))) {
      String raw = raw(server, 700);
      assertThat(raw).endsWith("(silence)");
      assertThat(body(raw).chars().filter(c -> c == 0).count()).isEqualTo(1_000);
    }
  }

  @Test
  void a_reset_call_is_never_carried_out() throws IOException {
    try (var server = server(10, damage(new Damage.Reset()))) {
      assertThatThrownBy(() -> server.get("/x")).isInstanceOf(IOException.class);
      assertThat(answered).hasValue(0);
    }
  }

  @Test
  void a_dropped_answer_leaves_the_call_carried_out() throws IOException {
    try (var server = server(10, damage(new Damage.DropAnswer()))) {
      assertThatThrownBy(() -> raw(server, 10_000))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("reset");
      assertThat(answered).hasValue(1);
    }
  }

  @Test
  void an_answer_given_instead_leaves_the_endpoint_alone() throws IOException {
    Reply instead = Reply.text(503, "text/html", "<html>busy</html>");
    try (var server = server(10, new Disturbance(Duration.ZERO, _ -> instead, new Damage.None()))) {
      assertThat(server.get("/x")).isEqualTo("<html>busy</html>");
      assertThat(answered).hasValue(0);
    }
  }

  @Test
  void stopping_the_server_lets_go_of_a_stalled_answer() throws IOException {
    LocalServer server = server(200_000, damage(new Damage.Stall(1_000)));
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write("GET /x HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      server.close();
      assertThat(socket.getInputStream().readAllBytes()).hasSizeLessThan(2_000);
    }
  }
}
