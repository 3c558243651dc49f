package dev.syncline.simulator.rest;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.soql.Soql;
import dev.syncline.simulator.soql.api.QueryPlan;
import dev.syncline.simulator.soql.api.QueryRun;
import dev.syncline.simulator.soql.api.Rows;
import dev.syncline.simulator.soql.api.SoqlException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /query}, {@code /queryAll} and their further pages. */
final class QueryResource {
  private static final int MIN_PAGE = 200;
  private static final int MAX_PAGE = 2_000;

  private final Org org;
  private final Cursors cursors;

  QueryResource(Org org, Cursors cursors) {
    this.org = org;
    this.cursors = cursors;
  }

  Reply query(Call call) {
    return start(call, false);
  }

  /** Like query, with the recycle bin. */
  Reply queryAll(Call call) {
    return start(call, true);
  }

  private Reply start(Call call, boolean includeDeleted) {
    String statement =
        call.query()
            .filled("q")
            .orElseThrow(
                () -> new ApiException(400, "MALFORMED_QUERY", "SOQL statements cannot be empty"));
    QueryPlan plan = prepare(org, call, statement, includeDeleted);
    QueryRun run = plan.open(org.data().snapshot());
    if (plan.kind() == QueryPlan.Kind.COUNT) {
      return new QueryJson(call.version(), Optional.empty()).count(run.totalSize());
    }
    return page(call, run, null, 0);
  }

  /** {@code /query/01g…-2000}. */
  Reply more(Call call) {
    Cursors.Place place = cursors.find(call.variable("locator"), call.caller().userId());
    return page(call, place.cursor().rows(), place.cursor(), place.position());
  }

  private Reply page(Call call, Rows rows, Cursors.@Nullable Cursor known, long from) {
    int size = known == null ? pageSize(call) : known.pageSize();
    long total = rows.totalSize();
    boolean done = from + size >= total;
    String userId = call.caller().userId();
    var json =
        new QueryJson(
            call.version(), Optional.of(children -> cursors.open(userId, children, size)));
    if (done) {
      return json.page(rows, new QueryJson.Page(from, size, Optional.empty()));
    }
    Cursors.Cursor cursor = known == null ? cursors.open(userId, rows, size) : known;
    String next = json.locator(cursor, from + size);
    return json.page(rows, new QueryJson.Page(from, size, Optional.of(next)));
  }

  /** {@code Sforce-Query-Options: batchSize=N}, brought between 200 and 2,000. */
  private static int pageSize(Call call) {
    return call.headers()
        .option("Sforce-Query-Options", "batchSize")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(text -> Math.clamp(Integer.parseInt(text), MIN_PAGE, MAX_PAGE))
        .orElse(MAX_PAGE);
  }

  /**
   * Parses a statement for this caller.
   *
   * @throws ApiException (400) if it is refused
   */
  private static QueryPlan prepare(Org org, Call call, String statement, boolean includeDeleted) {
    try {
      return Soql.prepare(statement, org.data().schema(), org.querySettings(call, includeDeleted));
    } catch (SoqlException e) {
      throw new ApiException(400, e.errorCode().name(), e.message());
    }
  }
}
