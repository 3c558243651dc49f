package dev.syncline.salesforce.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.OrgException;
import dev.syncline.salesforce.http.TransportException.Reason;
import dev.syncline.salesforce.testing.FunctionTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpCallerTest {
  private static final URI ORG = URI.create("https://acme.my.salesforce.com/services/data");
  private static final Map<String, String> GZIP = Map.of("Content-Encoding", "gzip");

  private final Watchdog watchdog = new Watchdog();

  @AfterEach
  void close() {
    watchdog.close();
  }

  @Test
  void a_small_body_that_unpacks_to_a_gigabyte_is_refused_at_the_bound() throws Exception {
    byte[] bomb = packed(64 << 20);
    HttpCaller caller = caller(call -> HttpReply.of(200, GZIP, bomb), Compression.ALWAYS);

    assertThat(bomb.length).isLessThan(1 << 20);
    try (HttpReply reply = caller.call(get(1 << 20))) {
      assertThatThrownBy(reply::readAll).satisfies(e -> assertReason(e, Reason.TOO_LARGE));
    }
  }

  @Test
  void a_plain_body_is_refused_at_the_bound() throws Exception {
    HttpCaller caller =
        caller(call -> HttpReply.of(200, Map.of(), new byte[2_000]), Compression.NEVER);

    try (HttpReply reply = caller.call(get(1_999))) {
      assertThatThrownBy(reply::readAll).satisfies(e -> assertReason(e, Reason.TOO_LARGE));
    }
    try (HttpReply reply = caller.call(get(2_000))) {
      assertThat(reply.readAll()).hasSize(2_000);
    }
  }

  @Test
  void a_gzip_body_cut_anywhere_is_refused() throws Exception {
    byte[] whole = packed("{\"records\":[{\"Id\":\"003000000000001AAA\"}]}");
    for (int length = 1; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      HttpCaller caller = caller(call -> HttpReply.of(200, GZIP, cut), Compression.ALWAYS);

      try (HttpReply reply = caller.call(get(1_000))) {
        assertThatThrownBy(reply::readAll)
            .as("cut at %d of %d", length, whole.length)
            .satisfies(e -> assertReason(e, Reason.CUT));
      }
    }
  }

  @Test
  void a_garbled_gzip_body_is_refused() throws Exception {
    byte[] garbled = packed("some text that is long enough to be packed, packed, packed");
    garbled[garbled.length - 6] ^= 0x40;
    HttpCaller caller = caller(call -> HttpReply.of(200, GZIP, garbled), Compression.ALWAYS);

    try (HttpReply reply = caller.call(get(1_000))) {
      assertThatThrownBy(reply::readAll).satisfies(e -> assertReason(e, Reason.CUT));
    }
  }

  @Test
  void gzip_bodies_are_unpacked_and_empty_ones_stay_empty() throws Exception {
    HttpCaller text = caller(call -> HttpReply.of(200, GZIP, packed("Müller")), Compression.ALWAYS);
    HttpCaller none = caller(call -> HttpReply.of(304, GZIP, new byte[0]), Compression.ALWAYS);

    try (HttpReply reply = text.call(get(1_000))) {
      assertThat(new String(reply.readAll(), StandardCharsets.UTF_8)).isEqualTo("Müller");
    }
    try (HttpReply reply = none.call(get(1_000))) {
      assertThat(reply.readAll()).isEmpty();
    }
  }

  @Test
  void nothing_is_sent_to_a_host_that_is_not_allowed() {
    FunctionTransport transport = new FunctionTransport(call -> HttpReply.of(200, Map.of(), ""));
    HttpCaller caller = caller(transport, Compression.NEVER);
    HttpCall call =
        HttpCall.of(HttpMethod.GET, URI.create("https://evil.com"), CallLimits.ANSWER)
            .with("Authorization", "Bearer secret");

    assertThatThrownBy(() -> caller.call(call)).isInstanceOf(OrgException.class);
    assertThat(transport.calls()).isEmpty();
  }

  @Test
  void answers_are_asked_for_in_gzip_except_from_this_machine() throws Exception {
    FunctionTransport transport = new FunctionTransport(call -> HttpReply.of(200, Map.of(), ""));
    HttpCaller caller = caller(transport, Compression.AUTOMATIC);

    caller.call(get(10)).close();
    caller
        .call(HttpCall.of(HttpMethod.GET, URI.create("http://localhost:8080/"), CallLimits.ANSWER))
        .close();

    assertThat(transport.calls().get(0).headers()).containsEntry("Accept-Encoding", "gzip");
    assertThat(transport.calls().get(1).headers()).doesNotContainKey("Accept-Encoding");
    assertThat(transport.calls())
        .allSatisfy(c -> assertThat(c.headers()).containsKey("User-Agent"));
  }

  @Test
  void a_body_that_fails_in_the_middle_counts_as_cut() throws Exception {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("Connection reset");
          }
        };
    HttpCaller caller = caller(call -> new HttpReply(200, Map.of(), failing), Compression.NEVER);

    try (HttpReply reply = caller.call(get(10))) {
      assertThatThrownBy(reply::readAll)
          .hasMessage("Connection reset")
          .satisfies(e -> assertReason(e, Reason.CUT));
    }
  }

  @Test
  void a_call_prints_neither_its_query_nor_its_headers_nor_its_body() {
    HttpCall call =
        HttpCall.of(
                HttpMethod.POST,
                URI.create("https://acme.my.salesforce.com/x?secret=1"),
                "text/plain",
                "secret".getBytes(StandardCharsets.UTF_8),
                CallLimits.ANSWER)
            .with("Authorization", "Bearer secret");

    assertThat(call.toString()).isEqualTo("POST https://acme.my.salesforce.com/x");
  }

  private HttpCaller caller(HttpTransport transport, Compression compression) {
    return new HttpCaller(transport, AllowedHosts.of(List.of("localhost")), watchdog, compression);
  }

  private static HttpCall get(long maxBodyBytes) {
    Duration minute = Duration.ofMinutes(1);
    return HttpCall.of(HttpMethod.GET, ORG, new CallLimits(minute, minute, minute, maxBodyBytes));
  }

  private static void assertReason(Throwable thrown, Reason reason) {
    assertThat(thrown)
        .isInstanceOfSatisfying(
            TransportException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  private static byte[] packed(int zeros) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      byte[] block = new byte[1 << 16];
      for (int written = 0; written < zeros; written += block.length) {
        gzip.write(block);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] packed(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
