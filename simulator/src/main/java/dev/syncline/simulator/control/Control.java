package dev.syncline.simulator.control;

import dev.syncline.simulator.data.SimulatorClock;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Pause;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.http.Stats;
import dev.syncline.simulator.http.Traffic;
import dev.syncline.simulator.limits.Limit;
import dev.syncline.simulator.limits.OrgLimits;
import dev.syncline.simulator.oauth.TokenStore;
import dev.syncline.simulator.rest.Org;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The remote control of the org. */
public final class Control {
  static final String ROOT = "__simulator";

  private final Org org;
  private final SimulatorClock clock;
  private final TokenStore tokens;
  private final Stats stats;
  private final FaultScript faults;
  private final RecordWrites writes;

  /**
   * @param seed decides which calls a fault with a rate hits
   * @param pause waits between stamp and commit where a write asks for it
   */
  public Control(
      Org org, SimulatorClock clock, TokenStore tokens, Stats stats, long seed, Pause pause) {
    this.org = org;
    this.clock = clock;
    this.tokens = tokens;
    this.stats = stats;
    this.faults = new FaultScript(seed);
    org.data().refuseRows(faults);
    this.writes = new RecordWrites(org, pause);
  }

  /** What watches the server's calls. */
  public Traffic traffic() {
    return new ControlledTraffic(stats, org.limits(), faults);
  }

  public List<Route> routes() {
    return List.of(
        route("GET", "/stats", this::showStats),
        route("DELETE", "/stats", this::resetStats),
        route("GET", "/clock", this::showClock),
        route("POST", "/clock", this::advance),
        route("GET", "/faults", _ -> Reply.json(200, Map.of("faults", faults.list()))),
        route("POST", "/faults", this::addFaults),
        route("DELETE", "/faults", this::clearFaults),
        route("DELETE", "/faults/{id}", this::removeFault),
        route("GET", "/limits", this::showLimits),
        route("POST", "/limits", this::setLimits),
        route("DELETE", "/limits", this::resetLimits),
        route("POST", "/records", writes::answer),
        route("POST", "/tokens/revoke", this::revoke));
  }

  private static Route route(String method, String template, Endpoint endpoint) {
    return Route.of(method, "/" + ROOT + template, template, Route.Access.OPEN, endpoint);
  }

  private Reply showStats(Call call) {
    Map<String, Long> calls = stats.calls();
    var body = new LinkedHashMap<String, Object>();
    body.put("calls", calls);
    body.put("total", calls.values().stream().mapToLong(Long::longValue).sum());
    body.put("bulkPagesServed", 0L);
    body.put("bulkRecordsServed", 0L);
    body.put("faultsFired", 0L);
    body.putAll(stats.counters());
    body.put("apiRequestsUsed", org.limits().state(Limit.DAILY_API_REQUESTS).used());
    return Reply.json(200, body);
  }

  private Reply resetStats(Call call) {
    stats.reset();
    return Reply.empty(204);
  }

  private Reply showClock(Call call) {
    return Reply.json(200, Map.of("now", clock.instant().toString()));
  }

  private Reply advance(Call call) throws IOException {
    JsonNode advance = call.untypedJson().path("advance");
    if (!advance.isString()) {
      throw FaultParser.refused("advance must be an ISO 8601 duration, such as PT80H.");
    }
    clock.advance(FaultParser.duration(advance.asString(), "advance"));
    org.data().purgeExpired();
    return showClock(call);
  }

  private Reply addFaults(Call call) throws IOException {
    List<String> ids = faults.add(FaultParser.read(call.untypedJson()));
    return Reply.json(201, Map.of("ids", ids));
  }

  private Reply clearFaults(Call call) {
    faults.clear();
    return Reply.empty(204);
  }

  private Reply removeFault(Call call) {
    if (!faults.remove(call.variable("id"))) {
      throw ApiException.notFound();
    }
    return Reply.empty(204);
  }

  private Reply showLimits(Call call) {
    var body = new LinkedHashMap<String, Map<String, Long>>();
    for (OrgLimits.State state : org.limits().all()) {
      body.put(
          state.limit().wireName(), Map.of("Max", state.maximum(), "Remaining", state.remaining()));
    }
    return Reply.json(200, body);
  }

  private Reply setLimits(Call call) throws IOException {
    var wanted = new LinkedHashMap<Limit, Long>();
    for (Map.Entry<String, JsonNode> entry : call.untypedJson().properties()) {
      Limit limit =
          Limit.named(entry.getKey())
              .orElseThrow(
                  () ->
                      FaultParser.refused(
                          "There is no limit " + entry.getKey() + "; GET this path lists them."));
      if (!entry.getValue().isIntegralNumber() || entry.getValue().asLong() < 0) {
        throw FaultParser.refused(entry.getKey() + " must be a whole number, not negative.");
      }
      wanted.put(limit, entry.getValue().asLong());
    }
    wanted.forEach(org.limits()::setMaximum);
    return showLimits(call);
  }

  private Reply resetLimits(Call call) {
    org.limits().reset();
    return Reply.empty(204);
  }

  private Reply revoke(Call call) throws IOException {
    JsonNode body = call.untypedJson();
    JsonNode token = body.path("token");
    if (token.isString()) {
      boolean revoked = tokens.revoke(token.asString());
      return Reply.json(200, Map.of("revoked", revoked ? 1 : 0));
    }
    if (!body.path("all").asBoolean(false)) {
      throw FaultParser.refused(
          "Give the token to revoke as token, or all: true for every session,"
              + " with refreshTokens: true for the grants too.");
    }
    int revoked = tokens.revokeAll(body.path("refreshTokens").asBoolean(false));
    return Reply.json(200, Map.of("revoked", revoked));
  }
}
