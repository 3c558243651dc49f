package dev.syncline.salesforce.testing;

import dev.syncline.salesforce.http.HttpCall;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.http.HttpTransport;
import dev.syncline.salesforce.http.TransportException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A transport that is a function and remembers the calls. */
public final class FunctionTransport implements HttpTransport {
  private final List<HttpCall> calls = new CopyOnWriteArrayList<>();
  private final HttpTransport function;

  public FunctionTransport(HttpTransport function) {
    this.function = function;
  }

  @Override
  public HttpReply exchange(HttpCall call) throws TransportException {
    calls.add(call);
    return function.exchange(call);
  }

  public List<HttpCall> calls() {
    return List.copyOf(calls);
  }

  /** The calls whose path begins so. */
  public List<HttpCall> calls(String pathPrefix) {
    return calls.stream().filter(call -> call.uri().getRawPath().startsWith(pathPrefix)).toList();
  }

  public static HttpReply json(int status, String body) {
    return HttpReply.of(status, Map.of("Content-Type", "application/json;charset=UTF-8"), body);
  }

  public static String body(HttpCall call) {
    return new String(call.body(), StandardCharsets.UTF_8);
  }
}
