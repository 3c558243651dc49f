package dev.syncline.simulator.rest;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.ApiVersion;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Dispatcher;
import dev.syncline.simulator.http.Gate;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.limits.Limit;
import dev.syncline.simulator.limits.OrgLimits;
import dev.syncline.simulator.oauth.Sessions;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Lets a call in: the version must be served, the session alive, the API call affordable. */
public final class OrgGate implements Gate {
  private static final String LIMIT_INFO = "Sforce-Limit-Info";

  /** No session, no version, no room in the head, no server: nobody has counted the call. */
  private static final Set<Integer> UNCOUNTED = Set.of(401, 410, 414, 431, 502, 503, 504);

  private static final String DEPRECATED =
      "299 - \"This API is deprecated and will be removed by Summer '28. Please see"
          + " https://help.salesforce.com/articleView?id=000351312 for details.\"";

  private final Sessions sessions;
  private final OrgLimits limits;

  public OrgGate(Sessions sessions, OrgLimits limits) {
    this.sessions = sessions;
    this.limits = limits;
  }

  @Override
  public Reply pass(Call call, Route route) throws IOException {
    Optional<ApiVersion.Support> support = support(call);
    Reply reply =
        switch (route.access()) {
          case OPEN -> Dispatcher.refusalAsReply(call, route.endpoint());
          case SESSION -> Dispatcher.refusalAsReply(signedIn(call), route.endpoint());
          case METERED -> metered(signedIn(call), route);
        };
    boolean deprecated = support.filter(ApiVersion.Support.DEPRECATED::equals).isPresent();
    return deprecated ? reply.with("Warning", DEPRECATED) : reply;
  }

  private Call signedIn(Call call) {
    return call.withCaller(sessions.require(call));
  }

  private Reply metered(Call call, Route route) throws IOException {
    Reply reply =
        limits.use(Limit.DAILY_API_REQUESTS, 1)
            ? Dispatcher.refusalAsReply(call, route.endpoint())
            : new ApiException(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.")
                .reply();
    return reply.with(LIMIT_INFO, limits.usageHeader());
  }

  /** Charges for answers in JSON, unless they are given before a call is counted. */
  @Override
  public Reply charge(Route route, Reply answer) {
    boolean counted = route.access() == Route.Access.METERED && isOfTheOrg(answer);
    if (!counted || answer.headers().containsKey(LIMIT_INFO)) {
      return answer;
    }
    limits.use(Limit.DAILY_API_REQUESTS, 1);
    return answer.with(LIMIT_INFO, limits.usageHeader());
  }

  private static boolean isOfTheOrg(Reply answer) {
    return !UNCOUNTED.contains(answer.status())
        && switch (answer.content()) {
          case Reply.Content.Nothing _, Reply.Content.Json _ -> true;
          case Reply.Content.Bytes(String type, byte[] _) -> type.startsWith("application/json");
          case Reply.Content.Stream(String type, Reply.StreamBody _) ->
              type.startsWith("application/json");
        };
  }

  /**
   * How well the version in the path is served; empty when the path has none.
   *
   * @throws ApiException (404) if there is no such version, (410) if it was retired
   */
  public static Optional<ApiVersion.Support> support(Call call) {
    Optional<String> segment = call.findVariable("version");
    if (segment.isEmpty()) {
      return Optional.empty();
    }
    ApiVersion version = ApiVersion.ofSegment(segment.get()).orElseThrow(ApiException::notFound);
    return switch (version.support()) {
      case SUPPORTED, DEPRECATED -> Optional.of(version.support());
      case UNKNOWN -> throw ApiException.notFound();
      case RETIRED ->
          throw new ApiException(
              410,
              "UNSUPPORTED_API_VERSION",
              "The requested API version " + version.text() + " has been retired.");
    };
  }
}
