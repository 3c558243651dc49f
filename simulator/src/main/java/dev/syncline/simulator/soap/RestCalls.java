package dev.syncline.simulator.soap;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Body;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Json;
import dev.syncline.simulator.http.Parameters;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.http.Router;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes the calls of REST that an operation of SOAP comes to. */
final class RestCalls {
  private final Router router;

  /**
   * @param routes the resources of REST
   */
  RestCalls(List<Route> routes) {
    this.router = new Router(routes);
  }

  /**
   * A call of REST.
   *
   * @param path the segments behind the version
   * @param body what is sent as JSON; null for none
   * @param scope the transaction that it is a part of; null when it stands alone
   */
  record Request(
      String method,
      List<String> path,
      Map<String, String> parameters,
      @Nullable Object body,
      @Nullable Object scope) {
    static Request get(List<String> path, Map<String, String> parameters) {
      return new Request("GET", path, parameters, null, null);
    }
  }

  /**
   * Makes a call as the caller of an operation.
   *
   * @return the answer's JSON; null as JSON when it has none
   * @throws SoapFault if it is refused
   */
  JsonNode make(SoapCall call, Request request) throws IOException {
    var path = new ArrayList<>(List.of("services", "data", "v" + call.version().text()));
    path.addAll(request.path());
    String query =
        request.parameters().entrySet().stream()
            .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&"));
    Body body =
        request.body() == null
            ? Body.empty()
            : Body.of(Json.line(request.body()).getBytes(StandardCharsets.UTF_8));
    Call inner =
        new Call(request.method(), path, Parameters.parse(query), call.restHeaders(), body)
            .withCaller(call.caller());
    Router.Match match =
        router.find(request.scope() == null ? inner : inner.within(request.scope()));
    try {
      return json(match.route().endpoint().answer(match.call()));
    } catch (ApiException e) {
      throw SoapFault.of(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode json(Reply reply) throws IOException {
    if (!(reply.content() instanceof Reply.Content.Json(Reply.JsonBody body))) {
      return JsonNodeFactory.instance.nullNode();
    }
    var bytes = new ByteArrayOutputStream();
    JsonGenerator json = Json.generator(bytes, false);
    body.write(json);
    json.close();
    JsonNode node = Json.read(bytes.toByteArray());
    if (reply.status() >= 400) {
      JsonNode error = node.path(0);
      throw new SoapFault(
          error.path("errorCode").asString("UNKNOWN_EXCEPTION"),
          error.path("message").asString(""));
    }
    return node;
  }
}
