package dev.syncline.simulator.composite;

import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.rest.Org;
import java.util.ArrayList;
import java.util.List;

/** The routes of the composite resources. */
public final class CompositeRoutes {
  private static final String ROOT = "/services/data/{version}/composite";

  private CompositeRoutes() {}

  /**
   * The routes.
   *
   * @param parts the routes that subrequests may lead to, beside the collections
   */
  public static List<Route> of(Org org, List<Route> parts) {
    List<Route> collections = collections(org);
    var within = new ArrayList<>(parts);
    within.addAll(collections);
    var inner = new InnerCalls(within);
    var run = new SubrequestRun(org, inner);
    var composite = new CompositeResource(run);
    var routes = new ArrayList<>(collections);
    routes.add(route("GET", "", "/composite", composite::list));
    routes.add(route("POST", "", "/composite", composite::post));
    routes.add(route("POST", "/batch", "/composite/batch", new BatchResource(org, inner)::post));
    routes.add(route("POST", "/graph", "/composite/graph", new GraphResource(run)::post));
    routes.add(route("POST", "/tree/{object}", "/composite/tree", new TreeResource(org)::post));
    return routes;
  }

  private static List<Route> collections(Org org) {
    var collections = new CollectionsResource(org);
    var retrieve = new RetrieveResource(org);
    String family = "/composite/sobjects";
    var routes = new ArrayList<Route>();
    routes.add(route("POST", "/sobjects", family, collections::create));
    routes.add(route("PATCH", "/sobjects", family, collections::update));
    routes.add(route("DELETE", "/sobjects", family, collections::delete));
    routes.add(route("GET", "/sobjects/{object}", family, retrieve::get));
    routes.add(route("POST", "/sobjects/{object}", family, retrieve::post));
    routes.add(route("PATCH", "/sobjects/{object}/{field}", family, collections::upsert));
    return routes;
  }

  private static Route route(String method, String template, String family, Endpoint endpoint) {
    return Route.of(method, ROOT + template, family, Route.Access.METERED, endpoint);
  }
}
