package dev.syncline.simulator.http;

import dev.syncline.simulator.http.Disturbance.Damage;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Turns a request of the server into a call, and a reply into a response. */
final class CallHandler extends Handler.Abstract {
  private static final int UNPACK_BUFFER = 16_384;

  private final Dispatcher dispatcher;
  private final Traffic traffic;
  private final Pause pause;
  private final InstantSource clock;

  CallHandler(Dispatcher dispatcher, Traffic traffic, Pause pause, InstantSource clock) {
    this.clock = clock;
    this.dispatcher = dispatcher;
    this.traffic = traffic;
    this.pause = pause;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Headers headers = headers(request);
    var writer = new ReplyWriter(request, response, headers, pause, clock);
    try {
      Call call = call(request, headers);
      Router.Match found = dispatcher.find(call);
      try {
        answer(request, found, writer, callback);
      } finally {
        traffic.left(found.call());
      }
    } catch (ApiException e) {
      writer.write(e.reply(), new Damage.None(), callback);
    } catch (Pause.StoppedException e) {
      writer.reset(callback);
    } catch (IOException | RuntimeException e) {
      callback.failed(e);
    }
    return true;
  }

  private void answer(Request request, Router.Match found, ReplyWriter writer, Callback callback)
      throws IOException {
    Disturbance disturbance = traffic.arriving(found.call(), found.route());
    pause.hold(disturbance.delay());
    if (disturbance.damage() instanceof Damage.Reset) {
      writer.reset(callback);
      return;
    }
    Endpoint instead = disturbance.instead();
    Router.Match match = disturbance.twice() ? again(request, found) : found;
    if (instead == null && match.route().endpoint() instanceof LaterEndpoint later) {
      take(later, match.call(), reply -> writer.write(reply, disturbance.damage(), callback));
      return;
    }
    Reply reply = instead == null ? dispatcher.answer(match) : dispatcher.answer(match, instead);
    writer.write(reply, disturbance.damage(), callback);
  }

  /** Carries a call out, and finds the way of the same call once more. */
  private Router.Match again(Request request, Router.Match first) throws IOException {
    Headers headers = headers(request);
    Body kept = Body.of(first.call().body().bytes());
    dispatcher.answer(dispatcher.find(call(request, headers, kept)));
    return dispatcher.find(call(request, headers, kept));
  }

  /** Has the answer written by a thread of its own, whoever gives it. */
  private static void take(LaterEndpoint endpoint, Call call, Consumer<Reply> writer)
      throws IOException {
    endpoint.take(
        call, reply -> Thread.ofVirtual().name("answer").start(() -> writer.accept(reply)));
  }

  private static Call call(Request request, Headers headers) {
    return call(request, headers, () -> unpacked(request, headers));
  }

  private static Call call(Request request, Headers headers, Body body) {
    var uri = request.getHttpURI();
    return Call.to(request.getMethod(), uri.getPath(), uri.getQuery(), headers, body)
        .withTls(request.getConnectionMetaData().isSecure());
  }

  private static Headers headers(Request request) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (HttpField field : request.getHeaders()) {
      String value = field.getValue();
      values
          .computeIfAbsent(field.getName().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
          .add(value == null ? "" : value);
    }
    return Headers.of(values);
  }

  private static InputStream unpacked(Request request, Headers headers) throws IOException {
    return unpacked(Content.Source.asInputStream(request), headers);
  }

  /** A body as it was before its sender packed it. */
  static InputStream unpacked(InputStream packed, Headers headers) throws IOException {
    String encoding = headers.find("Content-Encoding").orElse("identity").toLowerCase(Locale.ROOT);
    return switch (encoding) {
      case "identity", "" -> packed;
      case "gzip", "x-gzip" -> new GZIPInputStream(packed, UNPACK_BUFFER);
      case "deflate" -> new InflaterInputStream(packed);
      default ->
          throw new ApiException(
              415, "UNSUPPORTED_MEDIA_TYPE", "Content-Encoding " + encoding + " is not supported");
    };
  }
}
