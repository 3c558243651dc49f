package dev.syncline.simulator.rest;

import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.http.Route.Access;
import java.util.ArrayList;
import java.util.List;

/** The routes of REST. */
public final class RestRoutes {
  private static final String ROOT = "/services/data/{version}";

  private RestRoutes() {}

  /**
   * The routes.
   *
   * @param definitions what statements over objects and fields of the org are asked of
   */
  public static List<Route> of(Org org, QuerySource definitions) {
    var recent = new RecentRecords(org.data());
    var versions = new VersionsResource(org.address());
    var describe = new DescribeResource(org, recent);
    var records = new RecordResource(org, recent);
    var query = new QueryResource(org, QuerySource.of(org), definitions);
    var related = new RelatedResource(org, records, query);
    var external = new ExternalIdResource(org, records, related);
    var limits = new LimitsResource(org);
    var replication = new ReplicationResource(org);
    String row = "/sobjects/{object}/{id}";
    String byKey = "/sobjects/{object}/{field}/{value}";
    var routes = new ArrayList<>(layouts(new LayoutResource(org)));
    routes.addAll(
        List.of(
            Route.of("GET", "/services/data", "/versions", Access.OPEN, versions::versions),
            get("", "/resources", versions::resources),
            get("/sobjects", "/sobjects", describe::global),
            get("/sobjects/{object}", "/sobjects/info", describe::info),
            get("/sobjects/{object}/describe", "/sobjects/describe", describe::full),
            get("/sobjects/{object}/updated", "/sobjects/updated", replication::updated),
            get("/sobjects/{object}/deleted", "/sobjects/deleted", replication::deleted),
            route("POST", "/sobjects/{object}", "/sobjects", records::create),
            get(row, "/sobjects/id", records::read),
            route("PATCH", row, "/sobjects/id", records::update),
            route("DELETE", row, "/sobjects/id", records::delete),
            route("POST", row, "/sobjects", external::create),
            get(byKey, "/sobjects/externalId", external::read),
            route("PATCH", byKey, "/sobjects/externalId", external::upsert),
            route("DELETE", byKey, "/sobjects/externalId", external::delete),
            get("/query", "/query", query::query),
            get("/query/{locator}", "/query", query::more),
            get("/queryAll", "/queryAll", query::queryAll),
            get("/queryAll/{locator}", "/queryAll", query::more),
            get("/limits", "/limits", limits::limits),
            get("/limits/recordCount", "/limits/recordCount", limits::recordCount),
            get("/recent", "/recent", call -> recent.list(call, org.schema(call)))));
    return routes;
  }

  private static List<Route> layouts(LayoutResource layouts) {
    String object = "/sobjects/{object}";
    String describe = object + "/describe";
    return List.of(
        get(describe + "/layouts", "/sobjects/describe", layouts::layouts),
        get(describe + "/layouts/{id}", "/sobjects/describe", layouts::layout),
        get(describe + "/compactLayouts", "/sobjects/describe", layouts::compactLayouts),
        get(describe + "/approvalLayouts", "/sobjects/describe", layouts::approvalLayouts),
        get(object + "/listviews", "/sobjects/listviews", layouts::listViews),
        get(object + "/quickActions", "/quickActions", layouts::objectActions),
        get("/quickActions", "/quickActions", layouts::nothing),
        get("/tabs", "/tabs", layouts::nothing),
        get("/theme", "/theme", layouts::theme));
  }

  private static Route get(String template, String family, Endpoint endpoint) {
    return route("GET", template, family, endpoint);
  }

  private static Route route(String method, String template, String family, Endpoint endpoint) {
    return Route.of(method, ROOT + template, family, Access.METERED, endpoint);
  }
}
