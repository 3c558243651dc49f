package dev.syncline.simulator.rest;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.soql.Soql;
import dev.syncline.simulator.soql.api.ErrorCode;
import dev.syncline.simulator.soql.api.QueryPlan;
import dev.syncline.simulator.soql.api.QueryRun;
import dev.syncline.simulator.soql.api.QuerySettings;
import dev.syncline.simulator.soql.api.SoqlException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /query}, {@code /queryAll} and their further pages. */
public final class QueryResource {
  private static final int MIN_PAGE = 200;
  private static final int MAX_PAGE = 2_000;

  private final Org org;
  private final QuerySource source;
  private final List<QuerySource> sources;
  private final Cursors cursors;

  /**
   * @param source what the statements are asked of
   * @param others what those are asked of that name an object which is not there, in the same
   *     folder
   */
  public QueryResource(Org org, QuerySource source, QuerySource... others) {
    this.org = org;
    this.source = source;
    this.sources = Stream.concat(Stream.of(source), Stream.of(others)).toList();
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
      BoundQuery query = prepare(call, statement, includeDeleted);
      return QueryExplain.reply(query.plan().object(), query.run().explain(), statement);
    } catch (SoqlException e) {
      throw refused(e);
    }
  }

  private Reply columns(Call call, String statement, boolean includeDeleted) {
    try {
      return QueryColumns.reply(prepare(call, statement, includeDeleted).plan());
    } catch (SoqlException e) {
      throw refused(e);
    }
  }

  private BoundQuery prepare(Call call, String statement, boolean includeDeleted) {
    QuerySettings settings = org.querySettings(call, includeDeleted);
    SoqlException first = null;
    for (QuerySource asked : sources) {
      try {
        QueryPlan plan = Soql.prepare(statement, asked.schema().apply(call), settings);
        return new BoundQuery(plan, asked.view().apply(call));
      } catch (SoqlException e) {
        first = first == null ? e : first;
        if (e.errorCode() != ErrorCode.INVALID_TYPE) {
          throw e;
        }
      }
    }
    throw Objects.requireNonNull(first);
  }

  /** The first page of a statement's rows. */
  Reply run(Call call, String statement, boolean includeDeleted) {
    try {
      BoundQuery query = prepare(call, statement, includeDeleted);
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
