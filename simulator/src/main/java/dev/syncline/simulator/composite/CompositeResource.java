package dev.syncline.simulator.composite;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** {@code /composite}: up to 25 calls in one, later ones with the results of earlier ones. */
final class CompositeResource {
  /** How many calls are in one. REST API Developer Guide, Composite. */
  static final int MAX_SUBREQUESTS = 25;

  /** How many of them are queries or collections. REST API Developer Guide, Composite. */
  static final int MAX_QUERIES_AND_COLLECTIONS = 5;

  private final SubrequestRun run;

  CompositeResource(SubrequestRun run) {
    this.run = run;
  }

  /** {@code GET /composite}: the resources below. */
  Reply list(Call call) {
    String path = call.version().path() + "/composite";
    var body = new LinkedHashMap<String, String>();
    for (String part : List.of("tree", "batch", "sobjects", "graph")) {
      body.put(part, path + "/" + part);
    }
    return Reply.json(200, body);
  }

  /**
   * {@code POST /composite}. They are carried out in their order, so that {@code
   * collateSubrequests} changes nothing.
   */
  Reply post(Call call) throws IOException {
    JsonNode body = call.json();
    List<Subrequest> subrequests = Subrequest.list(body);
    check(subrequests);
    SubrequestRun.Outcome outcome =
        body.path("allOrNone").asBoolean(false)
            ? run.together(call, subrequests)
            : run.apart(call, subrequests);
    return Reply.streamJson(
        200,
        json -> {
          json.writeStartObject();
          json.writeName("compositeResponse");
          InnerReply.write(json, subrequests, outcome.replies());
          json.writeEndObject();
        });
  }

  /** The wording is unverified. */
  private static void check(List<Subrequest> subrequests) {
    if (subrequests.isEmpty()) {
      throw Subrequest.invalid("The composite request has no subrequest.");
    }
    if (subrequests.size() > MAX_SUBREQUESTS) {
      throw limit(
          "The composite request has %d subrequests. Up to %d are allowed."
              .formatted(subrequests.size(), MAX_SUBREQUESTS));
    }
    long heavy = subrequests.stream().filter(CompositeResource::isQueryOrCollection).count();
    if (heavy > MAX_QUERIES_AND_COLLECTIONS) {
      throw limit(
          "The composite request has %d queries and sObject Collections. Up to %d are allowed."
              .formatted(heavy, MAX_QUERIES_AND_COLLECTIONS));
    }
  }

  private static ApiException limit(String message) {
    return new ApiException(400, "LIMIT_EXCEEDED", message);
  }

  private static boolean isQueryOrCollection(Subrequest subrequest) {
    String path = subrequest.url().split("\\?", 2)[0].toLowerCase(Locale.ROOT);
    return path.matches("/+services/+data/+v[^/]+/+(query|queryall|composite/+sobjects)(/.*)?");
  }
}
