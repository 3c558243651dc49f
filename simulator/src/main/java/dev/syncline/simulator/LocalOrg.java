package dev.syncline.simulator;

import dev.syncline.simulator.control.Control;
import dev.syncline.simulator.data.OrgData;
import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.SimulatorClock;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.http.Dispatcher;
import dev.syncline.simulator.http.Headers;
import dev.syncline.simulator.http.LocalAnswer;
import dev.syncline.simulator.http.LocalCalls;
import dev.syncline.simulator.http.Pause;
import dev.syncline.simulator.http.Route;
import dev.syncline.simulator.http.Router;
import dev.syncline.simulator.http.Stats;
import dev.syncline.simulator.limits.OrgLimits;
import dev.syncline.simulator.oauth.ConnectedApp;
import dev.syncline.simulator.oauth.OAuthSettings;
import dev.syncline.simulator.oauth.OrgAddress;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.OrgGate;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A simulated org without a server: its callers live in this process. It speaks REST, SOAP and the
 * bulk APIs, and has the remote control; events are not served. All times are those of the clock
 * that is handed in, also where an org with a server waits in real time, and no thread is started:
 * the same calls give the same answers.
 */
public final class LocalOrg implements AutoCloseable {
  /** Where its callers find it: the loopback, which no call of theirs ever reaches. */
  public static final String ADDRESS = "http://localhost";

  private static final int MAX_JOBS_WAITING = 1_000;

  private final OrgData data;
  private final ServedJobs jobs;
  private final LocalCalls calls;
  private final ConnectedApp app;
  private final Deque<Runnable> work;

  private LocalOrg(
      OrgData data, ServedJobs jobs, LocalCalls calls, ConnectedApp app, Deque<Runnable> work) {
    this.data = data;
    this.jobs = jobs;
    this.calls = calls;
    this.app = app;
    this.work = work;
  }

  /**
   * Opens an org.
   *
   * @param settings host, port and Pub/Sub count for nothing
   * @param time the clock that the org's own starts from
   * @param passing lets this clock turn, where a fault or a slow commit waits; calls may be made
   *     meanwhile
   * @throws IOException if the data directory cannot be used
   * @throws IllegalArgumentException if the settings name an unknown object or limit
   * @throws dev.syncline.simulator.schema.SchemaException if a schema file is wrong
   */
  public static LocalOrg open(
      SimulatorSettings settings, InstantSource time, Consumer<Duration> passing)
      throws IOException {
    var clock = new SimulatorClock(time);
    OrgLimits limits = OrgRoutes.limits(settings.behaviour().limits(), clock);
    OrgData data = OrgRoutes.data(settings, Duration.ZERO, clock);
    OrgRoutes.limitStorage(data, limits, settings.behaviour().limits());
    Entrance entrance = Entrance.of(data, settings.seed(), clock);
    var key = LocalKey.once();
    ConnectedApp app = Entrance.application(settings, key.publicKey());
    var address = new OrgAddress(data::organizationId, ADDRESS);
    var stats = new Stats();
    var org = new Org(data, entrance.users(), limits, address, clock);
    Deque<Runnable> work = new ArrayDeque<>();
    var jobs =
        new ServedJobs(
            org,
            entrance.sessions(),
            stats,
            settings.behaviour().bulkPageRecords(),
            task -> later(work, task));
    var pause = new Pause(passing);
    var control = new Control(org, clock, entrance.tokens(), stats, settings.seed(), pause);
    var signIn =
        new OAuthSettings(
            address,
            app,
            key.signingKey(),
            clock,
            time,
            settings.behaviour().rotateRefreshTokens(),
            settings.behaviour().allowPassword());
    List<Route> routes = new OrgRoutes(org, entrance, jobs, signIn, control).with(List.of());
    var dispatcher = new Dispatcher(new Router(routes), new OrgGate(entrance.sessions(), limits));
    var calls = new LocalCalls(dispatcher, control.traffic(), pause, clock);
    return new LocalOrg(data, jobs, calls, app, work);
  }

  private static void later(Deque<Runnable> work, Runnable task) {
    if (work.size() >= MAX_JOBS_WAITING) {
      throw new IllegalStateException("More jobs wait than an org has under way");
    }
    work.add(task);
  }

  /**
   * Makes one call. Bulk jobs that wait are worked on before.
   *
   * @param method the verb in upper case
   * @param uri path and query string, percent-encoded
   * @param headers by name
   * @param body as it is sent; empty for none
   */
  public LocalAnswer call(
      String method, String uri, Map<String, List<String>> headers, byte[] body) {
    while (!work.isEmpty()) {
      work.remove().run();
    }
    return calls.answer(method, uri, Headers.of(headers), body);
  }

  /**
   * A record as it is committed.
   *
   * @param values by field, those that are empty left out; in the types that the schema names
   */
  public record StoredRecord(String id, boolean deleted, Map<String, Object> values) {
    public StoredRecord {
      values = Map.copyOf(values);
    }
  }

  /**
   * All records of an object in ascending order of id, those of the recycle bin included, past
   * every right, fault and limit.
   *
   * @param fields which fields' values to tell; no addresses or locations
   * @throws IllegalArgumentException if there is no such object or field
   */
  public List<StoredRecord> records(String object, List<String> fields) {
    Snapshot now = data.snapshot();
    ObjectDefinition type =
        now.schema()
            .object(object)
            .orElseThrow(() -> new IllegalArgumentException("There is no object " + object));
    var records = new ArrayList<StoredRecord>();
    for (Iterator<Row> rows = now.scan(type); rows.hasNext(); ) {
      Row row = rows.next();
      var values = new LinkedHashMap<String, Object>();
      for (String field : fields) {
        Object value = row.value(type.requireField(field));
        if (value != null) {
          values.put(field, value);
        }
      }
      records.add(new StoredRecord(row.id(), row.isDeleted(), values));
    }
    return records;
  }

  /** The consumer key of the one connected application. */
  public String clientId() {
    return app.clientId();
  }

  /** Its secret. */
  public String clientSecret() {
    return app.clientSecret();
  }

  @Override
  public void close() {
    try (data;
        jobs) {
      work.clear();
    } catch (IOException e) {
      throw new UncheckedIOException("the temporary files could not be removed", e);
    }
  }
}
