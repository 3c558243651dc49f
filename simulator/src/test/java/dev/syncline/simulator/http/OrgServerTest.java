package dev.syncline.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;

class OrgServerTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Endpoint ECHO =
      call -> Reply.text(200, "text/plain", call.method() + " " + call.body().text());
  private static final Endpoint VARIABLES =
      call -> Reply.text(200, "text/plain", call.variable("a") + "|" + call.variable("b"));

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  @Test
  void double_and_trailing_slashes_lead_to_the_same_resource() throws IOException {
    try (var server = LocalServer.of(LocalServer.route("GET", "/services/data", ECHO))) {
      assertThat(server.get("/services/data")).isEqualTo("GET ");
      assertThat(server.get("//services//data/")).isEqualTo("GET ");
      assertThat(server.get("/Services/DATA")).isEqualTo("GET ");
    }
  }

  @Test
  void an_encoded_slash_stays_within_its_segment() throws IOException {
    try (var server = LocalServer.of(LocalServer.route("GET", "/x/{a}/{b}", VARIABLES))) {
      assertThat(server.get("/x/Key__c/a%2Fb%20c+d.e%C3%A9")).isEqualTo("Key__c|a/b c+d.eé");
      assertThat(server.get("/x/Key__c/%2e%2e")).isEqualTo("Key__c|..");
    }
  }

  @Test
  void a_post_may_name_another_verb_in_the_query() throws IOException {
    try (var server = LocalServer.of(LocalServer.route("PATCH", "/x", ECHO))) {
      var request = server.request("/x?_HttpMethod=PATCH").POST(BodyPublishers.ofString("b"));
      assertThat(text(server.send(request))).isEqualTo("PATCH b");
    }
  }

  @Test
  void a_body_may_come_compressed() throws IOException {
    try (var server = LocalServer.of(LocalServer.route("POST", "/x", ECHO))) {
      var gzip = new ByteArrayOutputStream();
      try (var out = new GZIPOutputStream(gzip)) {
        out.write("gzip: é".getBytes(StandardCharsets.UTF_8));
      }
      var deflate = new ByteArrayOutputStream();
      try (var out = new DeflaterOutputStream(deflate)) {
        out.write("deflate".getBytes(StandardCharsets.UTF_8));
      }
      assertThat(
              text(
                  server.send(
                      server
                          .request("/x")
                          .header("Content-Encoding", "gzip")
                          .POST(BodyPublishers.ofByteArray(gzip.toByteArray())))))
          .isEqualTo("POST gzip: é");
      assertThat(
              text(
                  server.send(
                      server
                          .request("/x")
                          .header("Content-Encoding", "deflate")
                          .POST(BodyPublishers.ofByteArray(deflate.toByteArray())))))
          .isEqualTo("POST deflate");
      assertThat(
              server
                  .send(
                      server
                          .request("/x")
                          .header("Content-Encoding", "br")
                          .POST(BodyPublishers.ofString("x")))
                  .statusCode())
          .isEqualTo(415);
    }
  }

  @Test
  void a_connection_outlives_answers_to_bodies_that_nobody_reads() throws Exception {
    var arrived = new Semaphore(0);
    Endpoint refusing =
        _ -> {
          arrived.release();
          return Reply.text(400, "text/plain", "no");
        };
    try (var server = LocalServer.of(LocalServer.route("POST", "/x", refusing));
        var socket = new Socket("127.0.0.1", server.port())) {
      socket.setSoTimeout((int) DEADLINE.toMillis());
      var answers =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      for (int call = 0; call < 50; call++) {
        send(socket, "POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\n");
        assertThat(arrived.tryAcquire(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        send(socket, "b");
        assertThat(answers.readLine()).as("call " + call).isEqualTo("HTTP/1.1 400 Bad Request");
        assertThat(answers.lines().takeWhile(line -> !line.isEmpty()))
            .noneMatch(line -> line.equalsIgnoreCase("Connection: close"));
        assertThat(answers.read()).isEqualTo('n');
        assertThat(answers.read()).isEqualTo('o');
      }
    }
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  @Test
  void an_answer_comes_compressed_only_when_asked_for() throws IOException {
    String lines = "line of text\n".repeat(50_000);
    Endpoint endpoint =
        _ ->
            Reply.stream(200, "text/csv", out -> out.write(lines.getBytes(StandardCharsets.UTF_8)));
    try (var server = LocalServer.of(LocalServer.route("GET", "/x", endpoint))) {
      var plain = server.send(server.request("/x"));
      assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(text(plain)).isEqualTo(lines);
      var packed = server.send(server.request("/x").header("Accept-Encoding", "gzip, deflate"));
      assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("gzip");
      assertThat(packed.body().length).isLessThan(lines.length() / 10);
      byte[] unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
      assertThat(new String(unpacked, StandardCharsets.UTF_8)).isEqualTo(lines);
      var refused = server.send(server.request("/x").header("Accept-Encoding", "gzip;q=0"));
      assertThat(refused.headers().firstValue("Content-Encoding")).isEmpty();
    }
  }

  @Test
  void a_body_that_is_not_compressed_as_it_says_is_refused() throws IOException {
    try (var server = LocalServer.of(LocalServer.route("POST", "/x", ECHO))) {
      var request =
          server
              .request("/x")
              .header("Content-Encoding", "gzip")
              .POST(BodyPublishers.ofString("plain"));
      assertThat(server.send(request).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void json_is_not_read_from_a_body_that_says_it_is_something_else() throws IOException {
    Endpoint endpoint = call -> Reply.json(200, Map.of("fields", call.json().size()));
    try (var server = LocalServer.of(LocalServer.route("POST", "/x", endpoint))) {
      for (String type : new String[] {"text/csv", "application/x-www-form-urlencoded"}) {
        var request =
            server.request("/x").header("Content-Type", type).POST(BodyPublishers.ofString("{}"));
        assertThat(text(server.send(request))).contains("UNSUPPORTED_MEDIA_TYPE");
      }
      var request =
          server
              .request("/x")
              .header("Content-Type", "application/json; charset=UTF-8")
              .POST(BodyPublishers.ofString("{}"));
      assertThat(text(server.send(request))).isEqualTo("{\"fields\":0}");
    }
  }

  @Test
  void a_body_that_unpacks_beyond_the_bound_is_refused() throws IOException {
    try (var server = LocalServer.of(LocalServer.route("POST", "/x", ECHO))) {
      var gzip = new ByteArrayOutputStream();
      byte[] block = new byte[1_000_000];
      try (var out = new GZIPOutputStream(gzip)) {
        for (int i = 0; i <= Body.MAX_BYTES / block.length; i++) {
          out.write(block);
        }
      }
      var answer =
          server.send(
              server
                  .request("/x")
                  .header("Content-Encoding", "gzip")
                  .POST(BodyPublishers.ofByteArray(gzip.toByteArray())));
      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(text(answer)).contains("REQUEST_ENTITY_TOO_LARGE");
    }
  }

  @Test
  void too_texta_uri_is_414_and_too_textheaders_are_431() throws IOException {
    try (var server = LocalServer.of(LocalServer.route("GET", "/x", ECHO))) {
      assertThat(server.send(server.request("/x?q=" + "a".repeat(17_000))).statusCode())
          .isEqualTo(414);
      assertThat(server.send(server.request("/x").header("Long", "a".repeat(17_000))).statusCode())
          .isEqualTo(431);
      assertThat(server.send(server.request("/x?q=" + "a".repeat(15_000))).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void head_answers_with_headers_alone() throws IOException {
    Endpoint endpoint = _ -> Reply.json(200, Map.of("a", 1)).with("Last-Modified", "then");
    try (var server = LocalServer.of(LocalServer.route("GET", "/x", endpoint))) {
      var answer = server.send(server.request("/x").HEAD());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.headers().firstValue("Last-Modified")).hasValue("then");
      assertThat(answer.headers().firstValue("Content-Type")).hasValue(Reply.JSON);
    }
  }

  @Test
  void an_unknown_path_is_404_and_a_wrong_verb_405_with_the_right_ones() throws IOException {
    try (var server = LocalServer.of(LocalServer.route("GET", "/x", ECHO))) {
      assertThat(server.get("/y"))
          .isEqualTo(
              "[{\"message\":\"The requested resource does not"
                  + " exist\",\"errorCode\":\"NOT_FOUND\"}]");
      var answer = server.send(server.request("/x").DELETE());
      assertThat(answer.statusCode()).isEqualTo(405);
      assertThat(text(answer))
          .isEqualTo(
              "[{\"message\":\"HTTP Method 'DELETE' not allowed. Allowed are GET,HEAD\","
                  + "\"errorCode\":\"METHOD_NOT_ALLOWED\"}]");
    }
  }

  @Test
  void a_literal_segment_wins_over_a_placeholder() throws IOException {
    Endpoint literal = _ -> Reply.text(200, "text/plain", "literal");
    Endpoint placeholder = call -> Reply.text(200, "text/plain", call.variable("id"));
    try (var server =
        LocalServer.of(
            LocalServer.route("GET", "/x/{id}", placeholder),
            LocalServer.route("GET", "/x/describe", literal))) {
      assertThat(server.get("/x/describe")).isEqualTo("literal");
      assertThat(server.get("/x/001")).isEqualTo("001");
    }
  }

  @Test
  void a_bug_is_answered_500_with_an_error_id() throws IOException {
    Endpoint endpoint =
        _ -> {
          throw new IllegalStateException("a bug");
        };
    try (var server = LocalServer.of(LocalServer.route("GET", "/x", endpoint))) {
      var answer = server.send(server.request("/x"));
      assertThat(answer.statusCode()).isEqualTo(500);
      assertThat(text(answer)).contains("UNKNOWN_EXCEPTION", "ErrorId").doesNotContain("a bug");
    }
  }

  @Test
  void pretty_printing_is_by_request() throws IOException {
    Endpoint endpoint = _ -> Reply.json(200, Map.of("a", 1));
    try (var server = LocalServer.of(LocalServer.route("GET", "/x", endpoint))) {
      assertThat(server.get("/x")).isEqualTo("{\"a\":1}");
      assertThat(text(server.send(server.request("/x").header("X-PrettyPrint", "1"))))
          .contains("\n");
    }
  }

  @Test
  void a_connection_serves_several_calls() throws IOException {
    try (var server = LocalServer.of(LocalServer.route("GET", "/x", ECHO));
        var socket = new Socket("127.0.0.1", server.port())) {
      byte[] request = "GET /x HTTP/1.1\r\nHost: h\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
      for (int i = 0; i < 3; i++) {
        socket.getOutputStream().write(request);
        var head = new StringBuilder();
        while (head.indexOf("GET ") < 0) {
          int b = socket.getInputStream().read();
          assertThat(b).as("the connection stays open").isNotNegative();
          head.append((char) b);
        }
        assertThat(head.toString()).startsWith("HTTP/1.1 200 OK").contains("Content-Length: 4");
      }
    }
  }

  @Test
  void an_answer_that_breaks_off_in_the_middle_is_no_whole_answer() throws IOException {
    Endpoint endpoint =
        _ ->
            Reply.stream(
                200,
                "text/csv",
                out -> {
                  out.write(new byte[200_000]);
                  throw new IllegalStateException("broken while streaming");
                });
    try (var server = LocalServer.of(LocalServer.route("GET", "/x", endpoint))) {
      assertThatThrownBy(() -> server.send(server.request("/x"))).isInstanceOf(IOException.class);
    }
  }

  @Test
  void an_answer_comes_deflated_to_whom_takes_no_gzip() throws IOException {
    String text = "line of text\n".repeat(20_000);
    Endpoint endpoint = _ -> Reply.text(200, "text/csv", text).with("ETag", "\"abc\"");
    try (var server = LocalServer.of(LocalServer.route("GET", "/x", endpoint))) {
      var packed = server.send(server.request("/x").header("Accept-Encoding", "deflate, gzip;q=0"));
      assertThat(packed.headers().firstValue("Content-Encoding")).hasValue("deflate");
      assertThat(packed.headers().firstValue("ETag")).hasValue("\"abc\"");
      byte[] unpacked =
          new InflaterInputStream(new ByteArrayInputStream(packed.body())).readAllBytes();
      assertThat(new String(unpacked, StandardCharsets.UTF_8)).isEqualTo(text);
    }
  }

  @Test
  void the_entity_tag_of_a_gzipped_answer_says_so() throws IOException {
    Endpoint endpoint = _ -> Reply.text(200, "text/plain", "x").with("ETag", "\"abc\"");
    try (var server = LocalServer.of(LocalServer.route("GET", "/x", endpoint))) {
      var packed = server.send(server.request("/x").header("Accept-Encoding", "gzip, deflate"));
      assertThat(packed.headers().firstValue("ETag")).hasValue("\"abc-gzip\"");
      var plain = server.send(server.request("/x"));
      assertThat(plain.headers().firstValue("ETag")).hasValue("\"abc\"");
    }
  }

  @Test
  void a_call_that_is_delayed_when_the_server_stops_gets_no_answer() throws Exception {
    var arrived = new CountDownLatch(1);
    Traffic slow =
        (_, _) -> {
          arrived.countDown();
          return new Disturbance(Duration.ofMinutes(5), null, new Disturbance.Damage.None());
        };
    var server = new LocalServer(List.of(LocalServer.route("GET", "/x", ECHO)), slow);
    try (var socket = new Socket("127.0.0.1", server.port())) {
      socket
          .getOutputStream()
          .write("GET /x HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(arrived.await(20, TimeUnit.SECONDS)).isTrue();
      server.close();
      assertThat(received(socket)).isEmpty();
    }
  }

  /** What came before the connection ended, in whichever way. */
  private static byte[] received(Socket socket) throws IOException {
    try {
      return socket.getInputStream().readAllBytes();
    } catch (SocketException e) {
      return new byte[0];
    }
  }
}
