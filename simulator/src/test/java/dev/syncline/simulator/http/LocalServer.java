package dev.syncline.simulator.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;

/** A server of a few routes on a free port, and a client for it. */
final class LocalServer implements AutoCloseable {
  private final OrgServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  LocalServer(List<Route> routes, Traffic traffic) throws IOException {
    server = OrgServer.bind(new InetSocketAddress("127.0.0.1", 0), new Pause());
    Gate open = (call, route) -> route.endpoint().answer(call);
    server.serve(new Dispatcher(new Router(routes), open), traffic, InstantSource.system());
  }

  static LocalServer of(Route... routes) throws IOException {
    return new LocalServer(List.of(routes), (_, _) -> Disturbance.NONE);
  }

  static Route route(String method, String template, Endpoint endpoint) {
    return Route.of(method, template, template, Route.Access.OPEN, endpoint);
  }

  int port() {
    return server.port();
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  String get(String path) throws IOException {
    return new String(send(request(path)).body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
