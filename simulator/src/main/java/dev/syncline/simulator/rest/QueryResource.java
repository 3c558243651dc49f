package dev.syncline.simulator.rest;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.soql.Soql;
import dev.syncline.simulator.soql.api.QueryPlan;
import dev.syncline.simulator.soql.api.QueryRun;
import dev.syncline.simulator.soql.api.SoqlException;
import java.util.Optional;

/** {@code /query}, {@code /queryAll} and their further pages. */
public final class QueryResource {
  private static final int MIN_PAGE = 200;
  private static final int MAX_PAGE = 2_000;

  private final Org org;
  private final QuerySource source;
  private final Cursors cursors;

  /**
   * @param source what the statements are asked of
   */
  public QueryResource(Org org, QuerySource source) {
    this.org = org;
    this.source = source;
    this.cursors = new Cursors(org.clock(), org.address().orgId());
  }

  /** The first page of a statement, or what is to be known of it. */
  public Reply query(Call call) {
    return start(call, false);
  }

  /** Like query, with the recycle bin. */
  Reply queryAll(Call call) {
    return start(call, true);
  }

  private Reply start(Call call, boolean includeDeleted) {
    Optional<String> explained = call.query().filled("explain");
    if (explained.isPresent()) {
      return explain(call, explained.get(), includeDeleted);
    }
    String statement =
        call.query()
            .filled("q")
            .orElseThrow(
                () -> new ApiException(400, "MALFORMED_QUERY", "SOQL statements cannot be empty"));
    return call.query().isTrue("columns")
        ? columns(call, statement, includeDeleted)
        : run(call, statement, includeDeleted);
  }

  private Reply explain(Call call, String statement, boolean includeDeleted) {
    try {
      QueryPlan plan = prepare(call, statement, includeDeleted);
      return QueryExplain.reply(
          plan.object(), plan.open(source.view().apply(call)).explain(), statement);
    } catch (SoqlException e) {
      throw refused(e);
    }
  }

  private Reply columns(Call call, String statement, boolean includeDeleted) {
    try {
      return QueryColumns.reply(prepare(call, statement, includeDeleted));
    } catch (SoqlException e) {
      throw refused(e);
    }
  }

  private QueryPlan prepare(Call call, String statement, boolean includeDeleted) {
    return Soql.prepare(
        statement, source.schema().apply(call), org.querySettings(call, includeDeleted));
  }

  /** The first page of a statement's rows. */
  Reply run(Call call, String statement, boolean includeDeleted) {
    try {
      var query =
          new BoundQuery(prepare(call, statement, includeDeleted), source.view().apply(call));
      QueryRun run = query.run();
      if (query.plan().kind() == QueryPlan.Kind.COUNT) {
        return QueryJson.count(run.totalSize());
      }
      return first(call, query, run);
    } catch (SoqlException e) {
      throw refused(e);
    }
  }

  private Reply first(Call call, BoundQuery query, QueryRun run) {
    int size = pageSize(call);
    long total = run.totalSize();
    QueryJson json = json(call, size);
    if (size >= total) {
      return json.page(run, new QueryJson.Page(0, size, total, null));
    }
    Cursors.Cursor cursor = cursors.open(call.caller().userId(), query::run, total, size);
    return json.page(run, new QueryJson.Page(0, size, total, json.locator(cursor, size)));
  }

  /** {@code /query/01g…-2000}. */
  public Reply more(Call call) {
    Cursors.Place place = cursors.find(call.variable("locator"), call.caller().userId());
    Cursors.Cursor cursor = place.cursor();
    int size = cursor.pageSize();
    long next = place.position() + size;
    QueryJson json = json(call, size);
    String locator = next < cursor.total() ? json.locator(cursor, next) : null;
    var page = new QueryJson.Page(place.position(), size, cursor.total(), locator);
    try {
      return json.page(cursor.rows().get(), page);
    } catch (SoqlException e) {
      throw refused(e);
    }
  }

  private QueryJson json(Call call, int size) {
    String userId = call.caller().userId();
    return new QueryJson(
        source.root(call.version()),
        source.isTooling(),
        children -> cursors.open(userId, () -> children, children.totalSize(), size));
  }

  /** {@code Sforce-Query-Options: batchSize=N}, brought between 200 and 2,000. */
  private static int pageSize(Call call) {
    return call.headers()
        .option("Sforce-Query-Options", "batchSize")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(text -> Math.clamp(Integer.parseInt(text), MIN_PAGE, MAX_PAGE))
        .orElse(MAX_PAGE);
  }

  /** The refusal of a statement, also of one that turns out to be too much while it runs. */
  static ApiException refused(SoqlException e) {
    return new ApiException(400, e.errorCode().name(), e.message());
  }
}
