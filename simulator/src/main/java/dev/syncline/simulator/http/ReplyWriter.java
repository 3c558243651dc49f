package dev.syncline.simulator.http;

import dev.syncline.simulator.http.Disturbance.Damage;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.InstantSource;
import java.util.zip.DeflaterOutputStream;
import org.eclipse.jetty.http.DateGenerator;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;

/** Writes one reply to its connection: compressed if asked, and damaged if so decided. */
final class ReplyWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ReplyWriter.class);

  /** What is left of a request's body is read up to so many bytes; a longer one ends its line. */
  private static final int MOST_UNREAD = 1_048_576;

  private final Request request;
  private final Response response;
  private final Headers asked;
  private final Pause pause;
  private final InstantSource clock;

  ReplyWriter(Request request, Response response, Headers asked, Pause pause, InstantSource clock) {
    this.clock = clock;
    this.request = request;
    this.response = response;
    this.asked = asked;
    this.pause = pause;
  }

  void write(Reply reply, Damage damage, Callback callback) {
    if (damage instanceof Damage.DropAnswer) {
      reset(callback);
      return;
    }
    response.setStatus(reply.status());
    response.getHeaders().put(HttpHeader.DATE, DateGenerator.formatDate(clock.millis()));
    reply.headers().forEach(response.getHeaders()::put);
    var wire = new WireStream(response, damage, pause);
    try {
      readRest();
      if (HttpMethod.HEAD.is(request.getMethod())) {
        describe(reply.content());
        Content.Sink.write(response, true, BufferUtil.EMPTY_BUFFER);
      } else {
        send(reply.content(), wire);
      }
      callback.succeeded();
    } catch (ApiException e) {
      refused(e, damage, wire, callback);
    } catch (IOException | RuntimeException e) {
      failed(wire, e, callback);
    }
  }

  /**
   * Reads what the endpoint has not read of the request. Answered while its body is still on the
   * way, the connection would be closed behind the answer, and the client's next call with it.
   */
  private void readRest() {
    if (request.getHeaders().contains(HttpHeader.EXPECT)) {
      return;
    }
    try {
      Content.Source.asInputStream(request).skip(MOST_UNREAD);
    } catch (IOException e) {
      LOG.debug("the endpoint has given the body up", e);
    }
  }

  /** What was found out while the answer was made: told while nothing of it is sent. */
  private void refused(ApiException e, Damage damage, WireStream wire, Callback callback) {
    if (response.isCommitted()) {
      failed(wire, e, callback);
      return;
    }
    response.reset();
    write(e.reply(), damage, callback);
  }

  private void failed(WireStream wire, Exception e, Callback callback) {
    switch (wire.ending()) {
      case CLEAN -> callback.succeeded();
      case CUT -> {
        endPoint().close();
        callback.failed(new EofException(e));
      }
      case OPEN -> {
        if (!(e instanceof IOException) && !(e instanceof JacksonException)) {
          LOG.error("broke off the answer to {}", request.getHttpURI().getPath(), e);
        }
        if (response.isCommitted()) {
          endPoint().close();
        }
        callback.failed(e);
      }
    }
  }

  private void describe(Reply.Content content) {
    switch (content) {
      case Reply.Content.Nothing _ -> {}
      case Reply.Content.Bytes(String type, byte[] _) -> type(type);
      case Reply.Content.Json _ -> type(Reply.JSON);
      case Reply.Content.Stream(String type, Reply.StreamBody _) -> type(type);
    }
  }

  private void send(Reply.Content content, WireStream wire) throws IOException {
    describe(content);
    switch (content) {
      case Reply.Content.Nothing _ -> wire.end();
      case Reply.Content.Bytes(String _, byte[] bytes) -> packed(wire, out -> out.write(bytes));
      case Reply.Content.Json(Reply.JsonBody body) -> packed(wire, out -> json(body, out));
      case Reply.Content.Stream(String _, Reply.StreamBody body) -> packed(wire, body);
    }
  }

  private void json(Reply.JsonBody body, OutputStream out) throws IOException {
    boolean pretty = asked.find("X-PrettyPrint").filter("1"::equals).isPresent();
    // Not closed when the body breaks off: closing would complete the text and hide the break.
    JsonGenerator json = Json.generator(out, pretty);
    body.write(json);
    json.close();
  }

  private void packed(WireStream wire, Reply.StreamBody body) throws IOException {
    if (asked.accepts("Accept-Encoding", "gzip")) {
      String tag = response.getHeaders().get(HttpHeader.ETAG);
      if (tag != null) {
        response.getHeaders().put(HttpHeader.ETAG, tag.replaceFirst("\"$", "-gzip\""));
      }
      pack("gzip", new FastGzip(wire), wire, body);
    } else if (asked.accepts("Accept-Encoding", "deflate")) {
      pack("deflate", new FastDeflate(wire), wire, body);
    } else {
      body.write(wire);
      wire.end();
    }
  }

  private void pack(
      String encoding, DeflaterOutputStream packed, WireStream wire, Reply.StreamBody body)
      throws IOException {
    response.getHeaders().put(HttpHeader.CONTENT_ENCODING, encoding);
    response.getHeaders().put(HttpHeader.VARY, "Accept-Encoding");
    try (packed) {
      body.write(packed);
      packed.finish();
      wire.end();
    }
  }

  private void type(String type) {
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
  }

  /** Ends the connection with a TCP reset. */
  void reset(Callback callback) {
    EndPoint endPoint = socket();
    try {
      if (endPoint.getTransport() instanceof SocketChannel channel) {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException e) {
      LOG.debug("the connection is gone already", e);
    }
    endPoint.close();
    callback.failed(new EofException("reset without an answer"));
  }

  /** What lies beneath TLS. */
  private EndPoint socket() {
    EndPoint endPoint = endPoint();
    while (endPoint instanceof SslConnection.SslEndPoint encrypted) {
      endPoint = encrypted.getSslConnection().getEndPoint();
    }
    return endPoint;
  }

  private EndPoint endPoint() {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }
}
