package dev.syncline.simulator.composite;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.limits.Limit;
import dev.syncline.simulator.rest.Org;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@code /composite/batch}: up to 25 calls in one that know nothing of each other. */
final class BatchResource {
  /** How many calls are in one. REST API Developer Guide, Composite Batch. */
  static final int MAX_SUBREQUESTS = 25;

  private static final InnerReply HALTED =
      InnerReply.refused(
          412,
          "BATCH_PROCESSING_HALTED",
          "The batch was halted since an earlier subrequest failed.");

  private final Org org;
  private final InnerCalls inner;

  BatchResource(Org org, InnerCalls inner) {
    this.org = org;
    this.inner = inner;
  }

  /** {@code POST /composite/batch}. Each subrequest is charged for as if it came alone. */
  Reply post(Call call) throws IOException {
    JsonNode body = call.json();
    List<Subrequest> subrequests = subrequests(body.path("batchRequests"));
    boolean haltOnError = body.path("haltOnError").asBoolean(false);
    var results = new ArrayList<Map<String, @Nullable Object>>();
    boolean failed = false;
    for (Subrequest subrequest : subrequests) {
      boolean halted = failed && haltOnError;
      InnerReply reply = halted ? HALTED : charged(call, subrequest, results.isEmpty());
      failed |= reply.isRefusal();
      results.add(result(reply));
    }
    var answer = new LinkedHashMap<String, Object>();
    answer.put("hasErrors", failed);
    answer.put("results", results);
    return Reply.json(200, answer);
  }

  /** The first one is paid for with the call as a whole. */
  private InnerReply charged(Call call, Subrequest subrequest, boolean paid) throws IOException {
    if (paid || org.limits().use(Limit.DAILY_API_REQUESTS, 1)) {
      return inner.make(call, subrequest, null);
    }
    return InnerReply.refused(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");
  }

  private static Map<String, @Nullable Object> result(InnerReply reply) {
    var result = new LinkedHashMap<String, @Nullable Object>();
    result.put("statusCode", reply.status());
    result.put("result", reply.body());
    return result;
  }

  private static List<Subrequest> subrequests(JsonNode array) {
    if (!array.isArray()) {
      throw ApiException.unreadable("An array batchRequests with subrequests is expected.");
    }
    if (array.size() > MAX_SUBREQUESTS) {
      throw new ApiException(
          400,
          "LIMIT_EXCEEDED",
          "The batch has %d subrequests. Up to %d are allowed."
              .formatted(array.size(), MAX_SUBREQUESTS));
    }
    var subrequests = new ArrayList<Subrequest>();
    for (JsonNode node : array) {
      String method = node.path("method").asString("").toUpperCase(Locale.ROOT);
      String url = node.path("url").asString("");
      if (method.isEmpty() || url.isEmpty()) {
        throw Subrequest.invalid("Each subrequest needs a method and a url.");
      }
      JsonNode input = node.get("richInput");
      subrequests.add(new Subrequest(method, fromRoot(url), "", input, Map.of()));
    }
    return subrequests;
  }

  /** Addresses start with the version; those that start at the root are taken as well. */
  private static String fromRoot(String url) {
    return url.toLowerCase(Locale.ROOT).matches("/*services/.*") ? url : "/services/data/" + url;
  }
}
