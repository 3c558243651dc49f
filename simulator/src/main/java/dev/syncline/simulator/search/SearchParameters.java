package dev.syncline.simulator.search;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.search.SearchRequest.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads the parameters of {@code /parameterizedSearch}, from its address or from its body. */
final class SearchParameters {
  private SearchParameters() {}

  /** {@code ?q=…&sobject=A&A.fields=Id,Name&A.where=…&A.limit=…&in=NAME&overallLimit=…}. */
  static SearchRequest ofQuery(Call call) {
    var targets = new ArrayList<Target>();
    call.query()
        .filled("sobject")
        .ifPresent(
            name -> {
              String fields =
                  call.query()
                      .filled(name + ".fields")
                      .or(() -> call.query().filled("fields"))
                      .orElse("Id");
              String clauses =
                  clauses(
                      call.query().filled(name + ".where"),
                      call.query().filled(name + ".orderBy"),
                      call.query().filled(name + ".limit"));
              targets.add(Target.of(name, fields, clauses));
            });
    return Sosl.request(
        WordPattern.parse(call.query().filled("q").orElseThrow(SearchParameters::noWords)),
        Sosl.group(call.query().filled("in").orElse(null)),
        targets,
        limit(call.query().filled("overallLimit")));
  }

  /** {@code {"q":…,"in":…,"fields":[…],"sobjects":[{"name":…,"fields":[…],"where":…}]}}. */
  static SearchRequest ofBody(JsonNode body) {
    String common = fields(body, "Id");
    var targets = new ArrayList<Target>();
    for (JsonNode object : body.path("sobjects")) {
      String clauses =
          clauses(filled(object, "where"), filled(object, "orderBy"), filled(object, "limit"));
      targets.add(Target.of(object.path("name").asString(""), fields(object, common), clauses));
    }
    return Sosl.request(
        WordPattern.parse(filled(body, "q").orElseThrow(SearchParameters::noWords)),
        Sosl.group(filled(body, "in").orElse(null)),
        targets,
        limit(filled(body, "overallLimit")));
  }

  private static String fields(JsonNode node, String otherwise) {
    JsonNode fields = node.path("fields");
    return fields.isArray() && !fields.isEmpty()
        ? fields.valueStream().map(field -> field.asString("")).collect(Collectors.joining(","))
        : otherwise;
  }

  private static Optional<String> filled(JsonNode node, String property) {
    return Optional.of(node.path(property).asString("")).filter(text -> !text.isBlank());
  }

  private static String clauses(
      Optional<String> where, Optional<String> order, Optional<String> limit) {
    return List.of(
            where.map("WHERE "::concat),
            order.map("ORDER BY "::concat),
            limit.map("LIMIT "::concat))
        .stream()
        .flatMap(Optional::stream)
        .collect(Collectors.joining(" "));
  }

  private static int limit(Optional<String> text) {
    return text.filter(found -> found.matches("\\d{1,6}"))
        .map(Integer::parseInt)
        .orElse(SearchRequest.MAX_RECORDS);
  }

  private static ApiException noWords() {
    return new ApiException(400, "MALFORMED_SEARCH", "No search term found. Name one with q.");
  }
}
