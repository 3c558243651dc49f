package dev.syncline.simulator.control;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.oauth.TokenStore;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.SchemaException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * What an admin does to an org: {@code /__simulator/schema}, {@code /locks}, {@code /organization}
 * and {@code /tokens/rotation}.
 */
public final class OrgControl {
  private final Org org;
  private final TokenStore tokens;

  public OrgControl(Org org, TokenStore tokens) {
    this.org = org;
    this.tokens = tokens;
  }

  public List<Route> routes() {
    return List.of(
        route("GET", "/schema", this::showSchema),
        route("POST", "/schema", this::changeSchema),
        route("GET", "/locks", _ -> Reply.json(200, Map.of("locks", org.data().locks().held()))),
        route("POST", "/locks", this::lock),
        route("DELETE", "/locks/{id}", this::unlock),
        route("GET", "/organization", _ -> Reply.json(200, organization())),
        route("POST", "/organization", this::changeOrganization),
        route("POST", "/tokens/rotation", this::rotate));
  }

  private static Route route(String method, String template, Endpoint endpoint) {
    return Route.of(method, "/" + Control.ROOT + template, template, Route.Access.OPEN, endpoint);
  }

  private Reply showSchema(Call call) {
    var body = new LinkedHashMap<String, Object>();
    body.put("changed", org.data().schemaChanged().toString());
    body.put("changes", org.data().schemaChanges());
    return Reply.json(200, body);
  }

  /** The body is YAML in the format of schema files, of which JSON is a part. */
  private Reply changeSchema(Call call) throws IOException {
    try {
      org.data().changeSchema(call.body().text());
    } catch (SchemaException | IllegalArgumentException e) {
      throw FaultParser.refused(String.valueOf(e.getMessage()));
    }
    return showSchema(call);
  }

  private Reply lock(Call call) throws IOException {
    JsonNode body = call.untypedJson();
    String shown = body.path("id").asString("");
    String id =
        RecordIds.parse(shown)
            .orElseThrow(() -> FaultParser.refused("id: " + shown + " is no record id."));
    ObjectDefinition object =
        org.data()
            .schema()
            .objectOfPrefix(id.substring(0, 3))
            .orElseThrow(() -> FaultParser.refused("id: no object has ids like " + id));
    if (org.data().snapshot().find(object, id).isEmpty()) {
      throw FaultParser.refused("id: there is no record " + id);
    }
    String lock =
        org.data()
            .locks()
            .lock(object, id)
            .orElseThrow(
                () -> FaultParser.refused("id: " + id + " is locked already, or too many are."));
    return Reply.json(201, Map.of("lock", lock));
  }

  private Reply unlock(Call call) {
    if (!org.data().locks().unlock(call.variable("id"))) {
      throw ApiException.notFound();
    }
    return Reply.empty(204);
  }

  private Map<String, Object> organization() {
    return Map.of("id", org.data().organizationId());
  }

  /** As when a sandbox is refreshed: another id, and nobody is signed in any more. */
  private Reply changeOrganization(Call call) throws IOException {
    if (!call.untypedJson().path("newId").asBoolean(false)) {
      throw FaultParser.refused("Say {\"newId\":true} to give the org another id.");
    }
    org.data().changeOrganizationId();
    tokens.revokeAll(true);
    return Reply.json(200, organization());
  }

  private Reply rotate(Call call) throws IOException {
    JsonNode rotate = call.untypedJson().path("rotate");
    if (!rotate.isBoolean()) {
      throw FaultParser.refused("rotate must be true or false.");
    }
    tokens.rotate(rotate.asBoolean());
    return Reply.empty(204);
  }
}
