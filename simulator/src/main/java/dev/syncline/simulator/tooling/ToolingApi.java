package dev.syncline.simulator.tooling;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.events.Channels;
import dev.syncline.simulator.events.pubsub.ManagedSubscriptions;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.rest.Describes;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.QueryResource;
import dev.syncline.simulator.rest.QuerySource;
import dev.syncline.simulator.rest.RecordJson;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * {@code /tooling}: queries over definitions, event channels and managed subscriptions, and the
 * records that set the latter up.
 */
public final class ToolingApi {
  private static final String ROOT = "/services/data/{version}/tooling";

  private final Org org;
  private final Schema schema = ToolingSchema.create();
  private final Map<String, SetUp> setUps;

  /**
   * @param channels the org's event channels
   * @param subscriptions the org's managed subscriptions
   */
  public ToolingApi(Org org, Channels channels, ManagedSubscriptions subscriptions) {
    var catalog = new ChannelCatalog(channels, org.data()::schema);
    this.org = org;
    this.setUps =
        Map.of(
            ToolingSchema.CHANNELS,
            new ChannelSetUp(catalog),
            ToolingSchema.MEMBERS,
            new MemberSetUp(catalog),
            ToolingSchema.SUBSCRIPTIONS,
            new SubscriptionSetUp(subscriptions));
  }

  /** The objects and fields of the org as the data API shows them too, in its own folder. */
  public static QuerySource definitions(Org org) {
    Schema schema = ToolingSchema.definitions();
    return new QuerySource(
        _ -> schema,
        call -> new ToolingSnapshot(schema, object -> definitions(object, org.schema(call))),
        "");
  }

  private static List<Row> definitions(ObjectDefinition object, Schema of) {
    return object.name().equals(ToolingSchema.ENTITIES)
        ? Definitions.entities(of)
        : Definitions.fields(of);
  }

  /** The routes. */
  public List<Route> routes() {
    var query = new QueryResource(org, new QuerySource(_ -> schema, _ -> view(), "/tooling"));
    String row = "/sobjects/{object}/{id}";
    return List.of(
        route("GET", "", this::resources),
        route("GET", "/query", query::query),
        route("GET", "/query/{locator}", query::more),
        route("GET", "/sobjects", this::global),
        route("GET", "/sobjects/{object}/describe", this::describe),
        route("POST", "/sobjects/{object}", this::create),
        route("GET", row, this::read),
        route("PATCH", row, this::update),
        route("DELETE", row, this::delete));
  }

  private static Route route(String method, String template, Endpoint endpoint) {
    String family = "/tooling" + template.replaceAll("/\\{object}.*|/\\{locator}", "");
    return Route.of(method, ROOT + template, family, Route.Access.METERED, endpoint);
  }

  private Snapshot view() {
    return new ToolingSnapshot(schema, this::rows);
  }

  private List<Row> rows(ObjectDefinition object) {
    return switch (object.name()) {
      case ToolingSchema.ENTITIES -> Definitions.entities(org.data().schema());
      case ToolingSchema.FIELDS -> Definitions.fields(org.data().schema());
      default -> Optional.ofNullable(setUps.get(object.name())).map(SetUp::rows).orElse(List.of());
    };
  }

  private Reply resources(Call call) {
    var body = new LinkedHashMap<String, String>();
    for (String name : List.of("sobjects", "query")) {
      body.put(name, call.version().path() + "/tooling/" + name);
    }
    return Reply.json(200, body);
  }

  private Reply global(Call call) {
    return Reply.json(200, Describes.global(schema, call.version()));
  }

  private Reply describe(Call call) {
    return Reply.json(200, Describes.of(object(call), schema, call.version()));
  }

  private ObjectDefinition object(Call call) {
    return schema.object(call.variable("object")).orElseThrow(ApiException::notFound);
  }

  private Row row(Call call) {
    return view().find(object(call), call.variable("id")).orElseThrow(ApiException::notFound);
  }

  private SetUp setUp(Call call) {
    ObjectDefinition object = object(call);
    return Optional.ofNullable(setUps.get(object.name()))
        .orElseThrow(
            () ->
                new ApiException(
                    400,
                    "INVALID_TYPE_FOR_OPERATION",
                    "entity type cannot be written: " + object.name()));
  }

  private Reply read(Call call) {
    ObjectDefinition object = object(call);
    Row row = row(call);
    return Reply.streamJson(
        200, json -> RecordJson.write(json, row, object, object.fields(), call.version()));
  }

  private Reply create(Call call) throws IOException {
    JsonNode body = call.json();
    String id = setUp(call).save(SetUp.required(body, "FullName"), body.path("Metadata"));
    var answer = new LinkedHashMap<String, Object>();
    answer.put("id", id);
    answer.put("success", true);
    answer.put("errors", List.of());
    answer.put("warnings", List.of());
    answer.put("infos", List.of());
    return Reply.json(201, answer);
  }

  private Reply update(Call call) throws IOException {
    JsonNode body = call.json();
    ObjectDefinition object = object(call);
    SetUp setUp = setUp(call);
    Object name = row(call).value(object.requireField("FullName"));
    setUp.save(String.valueOf(name), body.path("Metadata"));
    return Reply.empty(204);
  }

  private Reply delete(Call call) {
    SetUp setUp = setUp(call);
    setUp.remove(row(call));
    return Reply.empty(204);
  }
}
