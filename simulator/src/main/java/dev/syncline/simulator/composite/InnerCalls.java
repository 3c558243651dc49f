package dev.syncline.simulator.composite;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Body;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.CaughtJson;
import dev.syncline.simulator.http.Dispatcher;
import dev.syncline.simulator.http.Headers;
import dev.syncline.simulator.http.Json;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.http.Router;
import dev.syncline.simulator.rest.OrgGate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Makes the calls inside a call: by the same routes, as the same user, their answers caught. */
final class InnerCalls {
  private final Router router;

  /**
   * @param parts the routes that lead somewhere from within
   */
  InnerCalls(List<Route> parts) {
    this.router = new Router(parts);
  }

  /**
   * Makes a call.
   *
   * @param outer the call that it lies within
   * @param scope what it is a part of, such as a transaction; null when it stands alone
   */
  InnerReply make(Call outer, Subrequest subrequest, @Nullable Object scope) throws IOException {
    try {
      Call call = call(outer, subrequest).withCaller(outer.caller());
      Router.Match match = router.find(scope == null ? call : call.within(scope));
      OrgGate.support(match.call());
      return caught(Dispatcher.refusalAsReply(match.call(), match.route().endpoint()));
    } catch (ApiException e) {
      return caught(e.reply());
    }
  }

  private static Call call(Call outer, Subrequest subrequest) {
    String[] parts = subrequest.url().split("\\?", 2);
    JsonNode sent = subrequest.body();
    Body body =
        sent == null ? Body.empty() : Body.of(Json.line(sent).getBytes(StandardCharsets.UTF_8));
    return Call.to(
            subrequest.method(),
            parts[0],
            parts.length == 2 ? parts[1] : null,
            headers(outer, subrequest),
            body)
        .withTls(outer.encrypted());
  }

  /** The options of the whole call, and the subrequest's own headers before them. */
  private static Headers headers(Call outer, Subrequest subrequest) {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> header : outer.headers().all().entrySet()) {
      if (header.getKey().toLowerCase(Locale.ROOT).startsWith("sforce-")) {
        headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue());
      }
    }
    subrequest
        .headers()
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
    return Headers.of(headers);
  }

  private static InnerReply caught(Reply reply) throws IOException {
    return new InnerReply(reply.status(), reply.headers(), body(reply.content()));
  }

  private static @Nullable JsonNode body(Reply.Content content) throws IOException {
    return switch (content) {
      case Reply.Content.Nothing _ -> null;
      case Reply.Content.Bytes(String _, byte[] bytes) ->
          JsonNodeFactory.instance.stringNode(new String(bytes, StandardCharsets.UTF_8));
      case Reply.Content.Json(Reply.JsonBody body) -> CaughtJson.of(body);
      case Reply.Content.Stream(String _, Reply.StreamBody body) -> {
        var bytes = new ByteArrayOutputStream();
        body.write(bytes);
        yield JsonNodeFactory.instance.stringNode(bytes.toString(StandardCharsets.UTF_8));
      }
    };
  }
}
