package dev.syncline.simulator.http;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Finds the route of a call. Of several that fit, the one with the leftmost literal segment wins; a
 * call that fits none gets a route that refuses it, so that it still passes the same checks.
 */
public final class Router {
  private final List<Route> routes;

  public Router(List<Route> routes) {
    this.routes = routes.stream().sorted(Comparator.comparing(Route::specificity)).toList();
  }

  /** A route and the call that leads to it, its placeholders filled. */
  public record Match(Route route, Call call) {}

  /** The route of this call; never none. */
  public Match find(Call call) {
    var allowed = new TreeSet<String>();
    String winner = "";
    for (Route route : routes) {
      Optional<Map<String, String>> variables = route.match(call.path());
      if (variables.isEmpty() || (!winner.isEmpty() && !winner.equals(shape(route)))) {
        continue;
      }
      if (route.method().equals(call.method())) {
        return new Match(route, call.withVariables(variables.get()));
      }
      winner = shape(route);
      allowed.add(route.method());
    }
    return new Match(refusing(call, allowed), call.withVariables(versionOf(call.path())));
  }

  private static String shape(Route route) {
    return String.join("/", route.template());
  }

  private static Route refusing(Call call, TreeSet<String> allowed) {
    Route.Access access =
        versionOf(call.path()).isEmpty() ? Route.Access.OPEN : Route.Access.METERED;
    Endpoint endpoint =
        allowed.isEmpty()
            ? _ -> ApiException.notFound().reply()
            : refused -> notAllowed(refused, allowed);
    String family = allowed.isEmpty() ? "(unknown)" : "(not allowed)";
    return new Route(call.method(), call.path(), family, access, endpoint);
  }

  private static Reply notAllowed(Call call, TreeSet<String> allowed) {
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    String methods = String.join(",", allowed);
    String message = "HTTP Method '" + call.method() + "' not allowed. Allowed are " + methods;
    return new ApiException(405, "METHOD_NOT_ALLOWED", message).reply().with("Allow", methods);
  }

  private static Map<String, String> versionOf(List<String> path) {
    return path.size() > 2
            && path.get(0).equalsIgnoreCase("services")
            && path.get(1).equalsIgnoreCase("data")
        ? Map.of("version", path.get(2))
        : Map.of();
  }
}
