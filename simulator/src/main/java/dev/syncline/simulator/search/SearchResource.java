package dev.syncline.simulator.search;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.ResultRows;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.search.SearchRequest.FieldGroup;
import dev.syncline.simulator.search.SearchRequest.Target;
import dev.syncline.simulator.soql.Soql;
import dev.syncline.simulator.soql.api.QueryPlan;
import dev.syncline.simulator.soql.api.ResultRow;
import dev.syncline.simulator.soql.api.SoqlException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.core.JsonGenerator;

/** {@code /search} and {@code /parameterizedSearch}. */
public final class SearchResource {
  private static final String ROOT = "/services/data/{version}";

  /** Until then the answer was the bare list of records. */
  private static final int FIRST_VERSION_WITH_OBJECT = 37;

  private final Org org;

  private SearchResource(Org org) {
    this.org = org;
  }

  /** The routes. */
  public static List<Route> routes(Org org) {
    var search = new SearchResource(org);
    return List.of(
        route("GET", "/search", search::sosl),
        route("GET", "/parameterizedSearch", search::byAddress),
        route("POST", "/parameterizedSearch", search::byBody));
  }

  private static Route route(String method, String template, Endpoint endpoint) {
    return Route.of(method, ROOT + template, template, Route.Access.METERED, endpoint);
  }

  private Reply sosl(Call call) {
    String statement =
        call.query()
            .filled("q")
            .orElseThrow(
                () -> new ApiException(400, "MALFORMED_SEARCH", "No search string was found."));
    return search(call, Sosl.parse(statement));
  }

  private Reply byAddress(Call call) {
    return search(call, SearchParameters.ofQuery(call));
  }

  private Reply byBody(Call call) throws IOException {
    return search(call, SearchParameters.ofBody(call.json()));
  }

  private Reply search(Call call, SearchRequest request) {
    List<ResultRow> found;
    try {
      found = found(call, request);
    } catch (SoqlException e) {
      throw new ApiException(400, e.errorCode().name(), e.message());
    }
    return Reply.streamJson(
        200,
        json -> {
          if (call.version().atLeast(FIRST_VERSION_WITH_OBJECT)) {
            json.writeStartObject();
            json.writeName("searchRecords");
            records(json, call, found);
            json.writeEndObject();
          } else {
            records(json, call, found);
          }
        });
  }

  private static void records(JsonGenerator json, Call call, List<ResultRow> found) {
    json.writeStartArray();
    found.forEach(row -> ResultRows.write(json, row, call.version()));
    json.writeEndArray();
  }

  private List<ResultRow> found(Call call, SearchRequest request) {
    Snapshot view = org.view(call);
    var found = new ArrayList<ResultRow>();
    for (Target target : targets(request, view)) {
      QueryPlan plan =
          Soql.prepare(target.statement(), view.schema(), org.querySettings(call, false));
      if (!plan.object().is(ObjectDefinition.Flag.SEARCHABLE)) {
        throw new ApiException(
            400, "INVALID_TYPE", "entity type " + plan.object() + " does not support search");
      }
      List<FieldDefinition> fields = fields(plan.object(), request.group());
      Iterable<ResultRow> rows = () -> plan.open(view).from(0);
      StreamSupport.stream(rows.spliterator(), false)
          .filter(row -> request.words().matches(texts(row, fields)))
          .skip(target.offset())
          .limit(Math.min(target.limit(), request.limit() - found.size()))
          .forEach(found::add);
    }
    return found;
  }

  private static List<Target> targets(SearchRequest request, Snapshot view) {
    return request.targets().isEmpty()
        ? view.schema().objects().stream()
            .filter(object -> object.is(ObjectDefinition.Flag.SEARCHABLE))
            .map(object -> Target.of(object.name(), "Id", ""))
            .toList()
        : request.targets();
  }

  private static List<FieldDefinition> fields(ObjectDefinition object, FieldGroup group) {
    return object.fields().stream().filter(field -> counts(field, group)).toList();
  }

  private static boolean counts(FieldDefinition field, FieldGroup group) {
    FieldType type = field.type();
    boolean name = field.is(FieldDefinition.Flag.NAME_FIELD);
    return switch (group) {
      case ALL, SIDEBAR ->
          type == FieldType.STRING
              || type == FieldType.TEXTAREA
              || type == FieldType.EMAIL
              || type == FieldType.PHONE
              || type == FieldType.URL;
      case NAME -> name;
      case EMAIL -> type == FieldType.EMAIL;
      case PHONE -> type == FieldType.PHONE;
    };
  }

  private static List<String> texts(ResultRow row, List<FieldDefinition> fields) {
    Optional<Row> record = row.record();
    return record.isEmpty()
        ? List.of()
        : fields.stream()
            .map(record.get()::value)
            .filter(Objects::nonNull)
            .map(Object::toString)
            .toList();
  }
}
