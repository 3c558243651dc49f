package dev.syncline.simulator;

import dev.syncline.simulator.composite.CompositeRoutes;
import dev.syncline.simulator.control.Control;
import dev.syncline.simulator.control.OrgControl;
import dev.syncline.simulator.data.OrgData;
import dev.syncline.simulator.data.OrgSettings;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.limits.Limit;
import dev.syncline.simulator.limits.OrgLimits;
import dev.syncline.simulator.oauth.OAuthRoutes;
import dev.syncline.simulator.oauth.OAuthSettings;
import dev.syncline.simulator.rest.LimitedInserts;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.RestRoutes;
import dev.syncline.simulator.schema.SchemaSource;
import dev.syncline.simulator.search.SearchResource;
import dev.syncline.simulator.soap.SoapApi;
import dev.syncline.simulator.tooling.ToolingApi;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The calls that every simulated org answers, whether it listens or is called where it runs. */
record OrgRoutes(
    Org org, Entrance entrance, ServedJobs jobs, OAuthSettings signIn, Control control) {
  /**
   * All of them.
   *
   * @param setUp calls that composite ones may contain besides
   */
  List<Route> with(List<Route> setUp) {
    boolean password = signIn.allowPassword();
    List<Route> routes = new ArrayList<>(RestRoutes.of(org, ToolingApi.definitions(org)));
    routes.addAll(SearchResource.routes(org));
    routes.addAll(setUp);
    routes.addAll(CompositeRoutes.of(org, routes));
    routes.addAll(
        SoapApi.of(
            org, routes, new SoapApi.SignIn(entrance.sessions(), entrance.tokens(), password)));
    routes.addAll(jobs.routes());
    routes.addAll(OAuthRoutes.of(signIn, entrance.tokens(), entrance.users(), entrance.sessions()));
    routes.addAll(control.routes());
    routes.addAll(new OrgControl(org, entrance.tokens()).routes());
    return routes;
  }

  /** The limits of an org, some of them set. */
  static OrgLimits limits(Map<String, Long> wanted, InstantSource clock) {
    var limits = new OrgLimits(clock);
    wanted.forEach(
        (name, maximum) ->
            limits.setMaximum(
                Limit.named(name)
                    .orElseThrow(
                        () ->
                            new IllegalArgumentException(
                                "There is no limit " + name + "; DailyApiRequests is one.")),
                maximum));
    return limits;
  }

  /** The records of an org as its settings say. */
  static OrgData data(SimulatorSettings settings, Duration lockWait, InstantSource clock) {
    return OrgData.open(
        new OrgSettings(settings.seed(), settings.records(), settings.dataDirectory(), lockWait),
        SchemaSource.files(settings.schemaFiles()),
        clock);
  }

  /** Limits the storage, by its own maximum unless that was set. */
  static void limitStorage(OrgData data, OrgLimits limits, Map<String, Long> wanted) {
    boolean set =
        wanted.keySet().stream().anyMatch(Limit.DATA_STORAGE_MB.wireName()::equalsIgnoreCase);
    LimitedInserts.limit(data, limits, set);
  }
}
