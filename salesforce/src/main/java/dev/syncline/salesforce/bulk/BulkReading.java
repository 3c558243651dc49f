package dev.syncline.salesforce.bulk;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.PageList;
import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.engine.org.ReadingState;
import dev.syncline.engine.org.RecordPage;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.org.RecordReading;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.json.Json;
import dev.syncline.salesforce.rest.ApiCall;
import dev.syncline.salesforce.rest.ApiPath;
import dev.syncline.salesforce.rest.Describes;
import dev.syncline.salesforce.rest.SalesforceApi;
import dev.syncline.salesforce.rest.SoqlBuilder;
import dev.syncline.salesforce.value.RecordShape;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Reads records by a query job of Bulk API 2.0. From API 58.0 on the org lists its result pages, so
 * that several can be read at once; before, or where the size of a page is chosen, each page names
 * the next.
 *
 * <p>Source: Bulk API 2.0 Developer Guide, "Get Results for a Query Job" and "Get Parallel Results
 * for a Query Job".
 */
public final class BulkReading implements RecordReading {
  private static final Pattern HANDLE =
      Pattern.compile("BULK:(\\d{1,3}\\.\\d):([A-Za-z0-9]{15,18})(?::(\\d{1,9}))?");
  private static final BigDecimal FIRST_WITH_RESULT_PAGES = new BigDecimal("58.0");
  private static final int MAX_LISTED = 1_000;

  private final SalesforceApi api;
  private final Describes describes;
  private final RecordQuery query;
  private final String version;
  private final String jobId;
  private final OptionalInt pageRecords;

  private BulkReading(
      SalesforceApi api,
      Describes describes,
      RecordQuery query,
      String version,
      String jobId,
      OptionalInt pageRecords) {
    this.api = api;
    this.describes = describes;
    this.query = query;
    this.version = version;
    this.jobId = jobId;
    this.pageRecords = pageRecords;
  }

  /**
   * Makes a query job.
   *
   * @param pageRecords the most records of a page; absent lets the org choose, and list the pages
   */
  public static BulkReading start(
      SalesforceApi api,
      Describes describes,
      RecordQuery query,
      String version,
      OptionalInt pageRecords) {
    RecordShape shape = RecordShape.of(query, describes.of(query));
    shape
        .compound()
        .ifPresent(
            field -> {
              throw new OrgException(
                  new Problem(
                      "FIELD-COMPOUND-IN-BULK",
                      ErrorClass.MAPPING,
                      "Bulk API 2.0 cannot query " + query.object() + "." + field,
                      "Map its components instead, or let the object be read by REST."));
            });
    String jobId = new BulkJobs(api).create(version, SoqlBuilder.select(shape.columns(), query));
    return new BulkReading(api, describes, query, version, jobId, pageRecords);
  }

  /** Takes up the job of a handle; asks nothing. Empty if the handle is not of this method. */
  public static Optional<BulkReading> resume(
      SalesforceApi api, Describes describes, RecordQuery query, String handle) {
    Matcher parts = HANDLE.matcher(handle);
    if (!parts.matches() || !BulkJobs.isJobId(parts.group(2))) {
      return Optional.empty();
    }
    String records = parts.group(3);
    return Optional.of(
        new BulkReading(
            api,
            describes,
            query,
            parts.group(1),
            parts.group(2),
            records == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(records))));
  }

  /**
   * The job's id, with the version it was made in, as results are only served in the same one, and
   * the chosen size of its pages, as that decides how they follow each other.
   */
  @Override
  public String handle() {
    return "BULK:"
        + version
        + ":"
        + jobId
        + (pageRecords.isPresent() ? ":" + pageRecords.getAsInt() : "");
  }

  @Override
  public ReadingMethod method() {
    return ReadingMethod.BULK;
  }

  @Override
  public ReadingState state() {
    return new BulkJobs(api).state(version, jobId);
  }

  @Override
  public PageList pages(Optional<String> cursor) {
    if (!isListed()) {
      List<PageRef> first = List.of(new PageRef(resultsPath(Optional.empty())));
      return new PageList(cursor.isPresent() ? List.of() : first, Optional.empty());
    }
    String path = cursor.orElse(BulkJobs.path(version, jobId) + "/resultPages");
    checkOurs(path);
    return list(orGone(() -> api.json(ApiCall.get(path))));
  }

  @Override
  public RecordPage open(PageRef page) {
    checkOurs(page.value());
    RecordShape shape = RecordShape.of(query, describes.of(query));
    ApiCall call = ApiCall.get(page.value()).asStream().with("Accept", "text/csv");
    URI instanceUrl = api.instanceUrl();
    HttpReply reply = orGone(() -> api.open(call));
    boolean opened = false;
    try {
      CsvPage opening = new CsvPage(reply, instanceUrl, shape, following(reply));
      opened = true;
      return opening;
    } finally {
      if (!opened) {
        reply.close();
      }
    }
  }

  @Override
  public void release() {
    new BulkJobs(api).release(version, jobId);
  }

  private PageList list(JsonNode answer) {
    URI instanceUrl = api.instanceUrl();
    List<PageRef> pages = new ArrayList<>();
    JsonNode listed = answer.get("resultPages");
    if (listed == null || !listed.isArray() || listed.size() > MAX_LISTED) {
      throw unreadable();
    }
    for (JsonNode entry : listed) {
      String url = Json.text(entry, "resultUrl").orElseThrow(BulkReading::unreadable);
      pages.add(new PageRef(ApiPath.of(instanceUrl, url)));
    }
    Optional<String> next =
        Json.text(answer, "nextRecordsUrl")
            .or(() -> Json.text(answer, "nextRecordUrl"))
            .map(url -> ApiPath.of(instanceUrl, url));
    boolean done = Json.isTrue(answer, "done");
    if (!done && (next.isEmpty() || pages.isEmpty())) {
      throw unreadable();
    }
    return new PageList(pages, done ? Optional.empty() : next);
  }

  /** The next page by the locator in this one's head, where pages are not listed. */
  private Optional<PageRef> following(HttpReply reply) {
    return isListed()
        ? Optional.empty()
        : reply
            .header("Sforce-Locator")
            .filter(locator -> !locator.equals("null") && !locator.isBlank())
            .map(locator -> new PageRef(resultsPath(Optional.of(locator))));
  }

  private boolean isListed() {
    return pageRecords.isEmpty() && new BigDecimal(version).compareTo(FIRST_WITH_RESULT_PAGES) >= 0;
  }

  private String resultsPath(Optional<String> locator) {
    List<String> options = new ArrayList<>();
    locator.ifPresent(l -> options.add("locator=" + URLEncoder.encode(l, StandardCharsets.UTF_8)));
    pageRecords.ifPresent(records -> options.add("maxRecords=" + records));
    return BulkJobs.path(version, jobId)
        + "/results"
        + (options.isEmpty() ? "" : "?" + String.join("&", options));
  }

  private void checkOurs(String path) {
    if (!ApiPath.isPath(path) || !path.contains("/jobs/query/" + jobId + "/")) {
      throw new OrgException(BulkJobs.gone("the page is not one of job " + jobId));
    }
  }

  /** Asked twice before a page counts as lost: a gateway's 404 must not cost a whole reading. */
  private static <T> T orGone(Supplier<T> question) {
    try {
      return question.get();
    } catch (OrgException first) {
      if (!BulkJobs.isLost(first)) {
        throw first;
      }
    }
    try {
      return question.get();
    } catch (OrgException again) {
      throw BulkJobs.isLost(again)
          ? new OrgException(BulkJobs.gone(again.problem().message()), again)
          : again;
    }
  }

  private static OrgException unreadable() {
    return new OrgException(
        new Problem(
            "BULK-PAGE",
            ErrorClass.TRANSIENT,
            "The org's list of result pages is not whole",
            "Nothing: it is tried again."));
  }
}
