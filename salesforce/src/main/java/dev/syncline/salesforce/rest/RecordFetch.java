package dev.syncline.salesforce.rest;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.PageRef;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordChange;
import dev.syncline.salesforce.json.Json;
import dev.syncline.salesforce.value.RecordShape;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Runs queries whose answers are small enough to be held: all pages, to their end.
 *
 * <p>Source: REST API Developer Guide, "Query", "QueryAll" and "Query More".
 */
public final class RecordFetch {
  /** REST API Developer Guide, "Query Options Header": the most records of a page. */
  public static final int PAGE_RECORDS = 2_000;

  private final SalesforceApi api;

  public RecordFetch(SalesforceApi api) {
    this.api = api;
  }

  /**
   * The records of a query, read as they stream by.
   *
   * @param path the query
   * @param most how many records there can be; more of them fail
   */
  public List<RecordChange.Present> records(String path, RecordShape shape, int most) {
    List<RecordChange.Present> records = new ArrayList<>();
    Optional<String> next = Optional.of(path);
    while (next.isPresent()) {
      String at = next.get();
      try (RestPage page = new RestPage(api.open(page(at)), at, api.instanceUrl(), shape)) {
        while (page.hasNext()) {
          records.add(page.next());
          checkCount(records.size(), most);
        }
        next = page.nextPage().map(PageRef::value);
      }
    }
    return records;
  }

  /**
   * The records of a query of a few columns, as JSON.
   *
   * @param path the query
   * @param most how many records there can be; more of them fail
   */
  public List<JsonNode> rows(String path, int most) {
    List<JsonNode> rows = new ArrayList<>();
    Optional<String> next = Optional.of(path);
    while (next.isPresent()) {
      JsonNode answer = api.json(page(next.get()));
      JsonNode records = answer.get("records");
      if (records == null || !records.isArray()) {
        throw incomplete("an answer has no records");
      }
      records.forEach(rows::add);
      checkCount(rows.size(), most);
      next = next(answer);
    }
    return rows;
  }

  private Optional<String> next(JsonNode answer) {
    if (Json.isTrue(answer, "done")) {
      return Optional.empty();
    }
    URI instanceUrl = api.instanceUrl();
    return Optional.of(
        Json.text(answer, "nextRecordsUrl")
            .map(url -> ApiPath.of(instanceUrl, url))
            .orElseThrow(() -> incomplete("a page is not the last and names no next one")));
  }

  private static ApiCall page(String path) {
    return ApiCall.get(path).asStream().with("Sforce-Query-Options", "batchSize=" + PAGE_RECORDS);
  }

  private static void checkCount(int count, int most) {
    if (count > most) {
      throw incomplete("it has more than " + most + " records");
    }
  }

  private static OrgException incomplete(String what) {
    return new OrgException(
        new Problem(
            "ORG-CUT",
            ErrorClass.TRANSIENT,
            "The answer to a query is none: " + what,
            "Nothing: it is tried again."));
  }
}
