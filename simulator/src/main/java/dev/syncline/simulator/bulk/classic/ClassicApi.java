package dev.syncline.simulator.bulk.classic;

import dev.syncline.simulator.bulk.Spool;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.ApiVersion;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Caller;
import dev.syncline.simulator.http.Endpoint;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.http.Stats;
import dev.syncline.simulator.limits.Limit;
import dev.syncline.simulator.oauth.Sessions;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.RunningId;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Bulk API of one org, as it was before version 2.0: its routes, and the jobs behind them. */
public final class ClassicApi implements AutoCloseable {
  private static final String ROOT = "/services/async/{number}/job";
  private static final String BATCH_PREFIX = "751";

  private final Org org;
  private final Sessions sessions;
  private final ClassicJobs jobs;
  private final List<Route> routes;

  /**
   * @param jobIds gives out the ids of jobs of all kinds
   */
  public ClassicApi(Org org, Sessions sessions, Stats stats, RunningId jobIds, Spool spool) {
    this.org = org;
    this.sessions = sessions;
    this.jobs = new ClassicJobs(org.clock());
    var files =
        new BatchFiles(spool, new RunningId(BATCH_PREFIX, org.address().orgId()), org.clock());
    var work = new BatchWork(org, jobs, files, stats);
    var resource = new ClassicResource(org, jobs, work, files, jobIds);
    String batch = "/{job}/batch";
    String one = batch + "/{batch}";
    this.routes =
        List.of(
            route("POST", "", "/async/job", resource::create),
            route("GET", "/{job}", "/async/job/id", resource::info),
            route("POST", "/{job}", "/async/job/id", resource::move),
            route("POST", batch, "/async/job/batch", resource::add),
            route("GET", batch, "/async/job/batch", resource::list),
            route("GET", one, "/async/job/batch/id", resource::batch),
            route("GET", one + "/request", "/async/job/batch/request", resource::request),
            route("GET", one + "/result", "/async/job/batch/result", resource::result),
            route("GET", one + "/result/{result}", "/async/job/batch/result", resource::found));
  }

  private Route route(String method, String template, String family, Endpoint endpoint) {
    return Route.of(
        method, ROOT + template, family, Route.Access.OPEN, call -> admitted(call, endpoint));
  }

  /** Lets a call in, and words its refusals as this API does. */
  private Reply admitted(Call call, Endpoint endpoint) throws IOException {
    try {
      ApiVersion version = version(call.variable("number"));
      Caller caller = caller(call);
      if (!org.limits().use(Limit.DAILY_API_REQUESTS, 1)) {
        throw new ClassicException("ExceededQuota", "TotalRequests Limit exceeded.");
      }
      Map<String, String> variables = new LinkedHashMap<>();
      for (String name : List.of("job", "batch", "result")) {
        call.findVariable(name).ifPresent(value -> variables.put(name, value));
      }
      variables.put("version", "v" + version.text());
      return endpoint.answer(call.withVariables(variables).withCaller(caller));
    } catch (ClassicException e) {
      return refused(call, 400, e.code(), e.message());
    } catch (ApiException e) {
      return refused(call, 400, "ClientInputError", String.valueOf(e.getMessage()));
    }
  }

  private static ApiVersion version(String number) {
    return ApiVersion.ofSegment("v" + number)
        .filter(
            version ->
                switch (version.support()) {
                  case SUPPORTED, DEPRECATED -> true;
                  case RETIRED, UNKNOWN -> false;
                })
        .orElseThrow(() -> new ClassicException("InvalidVersion", "Invalid version: " + number));
  }

  /** By {@code X-SFDC-Session}, or as REST does it. */
  private Caller caller(Call call) {
    return call.headers()
        .find("X-SFDC-Session")
        .flatMap(sessions::find)
        .or(() -> sessions.find(call))
        .orElseThrow(() -> new ClassicException("InvalidSessionId", "Invalid session id"));
  }

  /** A refusal of a call as this API words it, for an error that REST would name so. */
  public static Reply refusal(Call call, int status, String error, String message) {
    return refused(call, status < 500 ? 400 : status, ClassicErrors.code(error), message);
  }

  private static Reply refused(Call call, int status, String code, String message) {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("exceptionCode", code);
    facts.put("exceptionMessage", message);
    return ClassicResource.asked(call).orElse(Notation.XML).reply(status, "error", facts);
  }

  public List<Route> routes() {
    return routes;
  }

  /** What the lists of Bulk API 2.0 tell of the jobs, the latest first. */
  public List<Map<String, Object>> listed() {
    return jobs.all().stream().map(ClassicFacts::listed).toList();
  }

  /** Stops working on batches. */
  @Override
  public void close() {
    jobs.close();
  }
}
