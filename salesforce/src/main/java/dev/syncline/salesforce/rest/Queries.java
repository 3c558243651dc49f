package dev.syncline.salesforce.rest;

import dev.syncline.engine.org.Budget.Limit;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.ObjectName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.salesforce.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The small questions: counts, ids, limits, each answered by one call.
 *
 * <p>Source: REST API Developer Guide, "Query", "QueryAll", "Limits".
 */
public final class Queries {
  /** REST API Developer Guide, "Status Codes": a URI has at most 16,384 bytes. */
  public static final int MAX_PATH = 16_000;

  private final SalesforceApi api;
  private final OrgVersion version;

  public Queries(SalesforceApi api, OrgVersion version) {
    this.api = api;
    this.version = version;
  }

  /** How many records the query means. */
  public long count(RecordQuery query) {
    JsonNode answer = api.json(ApiCall.get(path("query", SoqlBuilder.count(query))));
    long count = Json.number(answer, "totalSize", -1);
    if (count < 0) {
      throw incomplete("a count has no totalSize");
    }
    return count;
  }

  /** Those of the records that are in the recycle bin. */
  public Set<RecordId> deletedAmong(ObjectName object, List<RecordId> ids) {
    if (ids.isEmpty()) {
      return Set.of();
    }
    JsonNode answer =
        api.json(ApiCall.get(path("queryAll", SoqlBuilder.deletedAmong(object, ids))));
    JsonNode records = answer.get("records");
    if (!Json.isTrue(answer, "done") || records == null) {
      throw incomplete("the answer about deleted records is not whole");
    }
    Set<RecordId> deleted = new HashSet<>();
    for (JsonNode deletedRecord : records) {
      Json.text(deletedRecord, "Id").flatMap(RecordId::parse).ifPresent(deleted::add);
    }
    return Set.copyOf(deleted);
  }

  /** The user name of a user; empty if it is not visible. */
  Optional<String> userName(RecordId user) {
    JsonNode records =
        api.json(ApiCall.get(path("query", SoqlBuilder.userName(user)))).get("records");
    return records == null || records.isEmpty()
        ? Optional.empty()
        : Json.text(records.get(0), "Username");
  }

  /** Every limit that the org tells; needs the permission View Setup. */
  public List<Limit> limits() {
    List<Limit> limits = new ArrayList<>();
    api.json(ApiCall.get(version.path("/limits")))
        .properties()
        .forEach(
            entry -> {
              long max = Json.number(entry.getValue(), "Max", -1);
              long remaining = Json.number(entry.getValue(), "Remaining", -1);
              if (max >= 0 && remaining >= 0) {
                limits.add(new Limit(entry.getKey(), max, remaining));
              }
            });
    return limits;
  }

  /** The path of a query. */
  String path(String resource, String soql) {
    return path(version.number(), resource, soql);
  }

  /**
   * The path of a query in a version chosen before.
   *
   * @throws OrgException of class MAPPING if it is longer than {@link #MAX_PATH}
   */
  public static String path(String version, String resource, String soql) {
    String path =
        OrgVersion.path(version, "/" + resource + "?q=")
            + URLEncoder.encode(soql, StandardCharsets.UTF_8);
    if (path.length() > MAX_PATH) {
      throw new OrgException(
          new Problem(
              "ORG-QUERY-TOO-LONG",
              ErrorClass.MAPPING,
              "The query is too long for REST: "
                  + path.length()
                  + " characters, at most "
                  + MAX_PATH,
              "Map fewer fields, or leave out the compound fields so that bulk can read it."));
    }
    return path;
  }

  private static OrgException incomplete(String what) {
    return new OrgException(
        new Problem("ORG-CUT", ErrorClass.TRANSIENT, what, "Nothing: it is tried again."));
  }
}
