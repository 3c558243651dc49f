package dev.syncline.salesforce.rest;

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
import dev.syncline.salesforce.value.RecordShape;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Reads records by REST query, one page after the other. The first page runs the query; each page
 * names the next one, whose cursor the org keeps for two days.
 *
 * <p>Source: REST API Developer Guide, "Query" and "Query More".
 */
public final class RestReading implements RecordReading {
  private static final String PREFIX = "REST:";
  private static final PageRef FIRST = new PageRef("first");

  private final SalesforceApi api;
  private final Describes describes;
  private final RecordQuery query;
  private final String version;
  private final int pageRecords;

  /**
   * @param version the API version of all its calls
   * @param pageRecords the records asked for per page, 200 to 2,000; the org may give fewer
   */
  public RestReading(
      SalesforceApi api, Describes describes, RecordQuery query, String version, int pageRecords) {
    this.api = api;
    this.describes = describes;
    this.query = query;
    this.version = version;
    this.pageRecords = pageRecords;
  }

  /** The version of a handle of this method; empty if it is of another. */
  public static Optional<String> version(String handle) {
    return handle.startsWith(PREFIX)
        ? Optional.of(handle.substring(PREFIX.length())).filter(OrgVersion::isVersion)
        : Optional.empty();
  }

  @Override
  public String handle() {
    return PREFIX + version;
  }

  @Override
  public ReadingMethod method() {
    return ReadingMethod.REST;
  }

  /** At once ready; how many records there are, only the pages tell. */
  @Override
  public ReadingState state() {
    return new ReadingState.Ready(OptionalLong.empty());
  }

  @Override
  public PageList pages(Optional<String> cursor) {
    return new PageList(cursor.isPresent() ? List.of() : List.of(FIRST), Optional.empty());
  }

  @Override
  public RecordPage open(PageRef page) {
    RecordShape shape = RecordShape.of(query, describes.of(query));
    ApiCall call =
        ApiCall.get(path(page, shape))
            .asStream()
            .with("Sforce-Query-Options", "batchSize=" + pageRecords);
    return new RestPage(api.open(call), call.path(), api.instanceUrl(), shape);
  }

  @Override
  public void release() {
    // The org forgets cursors by itself.
  }

  private String path(PageRef page, RecordShape shape) {
    if (page.equals(FIRST)) {
      return Queries.path(version, "query", SoqlBuilder.select(shape.columns(), query));
    }
    if (!ApiPath.isPath(page.value()) || !page.value().contains("/query/")) {
      throw new OrgException(
          new Problem(
              "READING-GONE",
              ErrorClass.TRANSIENT,
              "The checkpoint's page is not one of a REST query",
              "Nothing: the reading is started anew."));
    }
    return page.value();
  }
}
