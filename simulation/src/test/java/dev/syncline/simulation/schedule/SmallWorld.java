package dev.syncline.simulation.schedule;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.engine.database.Capture;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.Watermark;
import dev.syncline.engine.hook.MappingHooks;
import dev.syncline.engine.hook.NamedHooks;
import dev.syncline.engine.hook.OnFailure;
import dev.syncline.engine.mapping.MappingResolver;
import dev.syncline.engine.mapping.Resolution;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.refresh.RefreshListener;
import dev.syncline.engine.sync.Sync;
import dev.syncline.engine.sync.SyncListener;
import dev.syncline.engine.sync.SyncSettings;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.DeleteConflict;
import dev.syncline.model.DeletePolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.FieldName;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import dev.syncline.model.Problem;
import dev.syncline.model.PushOutcome;
import dev.syncline.model.RowKey;
import dev.syncline.model.SyncRules;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import dev.syncline.model.Timing;
import dev.syncline.model.Value;
import dev.syncline.plugin.Hooks;
import dev.syncline.salesforce.OrgEnvironment;
import dev.syncline.salesforce.OrgSettings;
import dev.syncline.salesforce.SalesforceOrg;
import dev.syncline.salesforce.auth.Credentials;
import dev.syncline.salesforce.auth.Secret;
import dev.syncline.simulation.memory.ApplicationTransaction;
import dev.syncline.simulation.memory.MemoryDatabase;
import dev.syncline.simulation.org.LocalTransport;
import dev.syncline.simulation.org.SimulatedTime;
import dev.syncline.simulator.LocalOrg;
import dev.syncline.simulator.SimulatorSettings;
import dev.syncline.simulator.http.LocalAnswer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Accounts and contacts between a simulated org and a database in memory; time stands still. */
final class SmallWorld implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-20T12:00:00Z");
  static final OrgName ORG = new OrgName("org");
  static final MappingName ACCOUNTS = new MappingName("accounts");
  private static final DatabaseName DATABASE = new DatabaseName("app");
  private static final ColumnName NAME = new ColumnName("name");

  final SimulatedTime time = new SimulatedTime(START);
  final StopSignal stop = new StopSignal();
  final List<String> calls = new ArrayList<>();
  final List<Problem> told = new ArrayList<>();
  final MemoryDatabase database = new MemoryDatabase(DATABASE, time);
  final LocalOrg simulated;
  final SalesforceOrg org;
  private final List<ResolvedMapping> mappings = new ArrayList<>();

  SmallWorld() throws IOException {
    this("objects: {}\n");
  }

  /** With a schema beside the standard one. */
  SmallWorld(String schema) throws IOException {
    Path file = Files.createTempFile("schedule", ".yaml");
    Files.writeString(file, schema);
    simulated = open(file);
    Files.delete(file);
    var random = new SplittableRandom(1);
    org =
        SalesforceOrg.over(
            new LocalTransport(simulated, time, random.split(), calls::add),
            OrgSettings.of(
                    ORG,
                    URI.create(LocalOrg.ADDRESS),
                    new Credentials.ClientCredentials(
                        simulated.clientId(), new Secret(simulated.clientSecret())))
                .allowing(List.of("localhost")),
            new OrgEnvironment(
                time,
                random.split(),
                time,
                _ -> {
                  throw new IllegalStateException("no refresh token is used");
                }));
  }

  private LocalOrg open(Path schema) throws IOException {
    return LocalOrg.open(
        new SimulatorSettings(
            "127.0.0.1", 0, 1, Map.of(), List.of(schema), null, SimulatorSettings.Behaviour.USUAL),
        time,
        time::pass);
  }

  /** Accounts both ways. */
  SmallWorld accounts(Timing timing) {
    return mapping(ACCOUNTS, "Account", "Name", Direction.BOTH, timing, Optional.empty());
  }

  /** Maps the text field of an object to a table of the mapping's name, read until now. */
  SmallWorld mapping(
      MappingName name,
      String object,
      String field,
      Direction direction,
      Timing timing,
      Optional<FieldName> changeDate) {
    TableName table = new TableName(Optional.empty(), name.value());
    var key = new Column(new ColumnName("id"), new ColumnType.Whole(64), false, true, false);
    var column = new Column(NAME, new ColumnType.Varchar(255), true, false, false);
    var description =
        new TableDescription(table, List.of(key, column), List.of(key.name()), List.of());
    database.add(description, List.of());
    var mapping =
        new Mapping(
            name,
            ORG,
            new ObjectName(object),
            DATABASE,
            table,
            false,
            Optional.empty(),
            List.of(),
            false,
            List.of(
                new FieldMapping(
                    new FieldName(field),
                    Optional.of(NAME),
                    direction,
                    Optional.empty(),
                    false,
                    Optional.empty())),
            direction,
            DeletePolicy.DELETE,
            Optional.empty(),
            new SyncRules(
                Optional.empty(),
                ConflictPolicy.SALESFORCE,
                DeleteConflict.DELETE,
                DeletePolicy.DELETE,
                changeDate,
                timing));
    Resolution resolution =
        MappingResolver.resolve(
            mapping, org.describe(mapping.object()), description, List.of(mapping));
    if (!(resolution instanceof Resolution.Resolved(ResolvedMapping resolved, var _))) {
      throw new IllegalStateException("the mapping does not fit: " + resolution);
    }
    mappings.add(resolved);
    Capture capture = database.capture();
    capture.run(capture.installStatements(List.of(resolved), Capture.Roles.NONE));
    Lease lease = database.leases().acquire("pull/" + name, Duration.ofMinutes(1));
    Instant now = time.instant().truncatedTo(ChronoUnit.SECONDS);
    database.watermarks().set(lease, name, Watermark.at(now));
    database.leases().release(lease);
    return this;
  }

  /** Lets hooks be asked about all mappings. */
  SmallWorld hooked(Hooks hooks, OnFailure onFailure, Duration timeout) {
    var named = new NamedHooks("plugin test", hooks, onFailure, timeout, time, told::add);
    mappings.replaceAll(
        mapping -> mapping.hooked(new MappingHooks(List.of(named)), mapping.mapping().where()));
    return this;
  }

  /** A new process. */
  Sync sync() {
    return sync(SyncSettings.defaults());
  }

  Sync sync(SyncSettings settings) {
    database.processDied();
    var pace = new Pace(time, time, new SplittableRandom(2));
    return new Sync(org, database, mappings, settings.inTurn(), pace, stop, listener());
  }

  private SyncListener listener() {
    return new SyncListener() {
      @Override
      public void pulled(MappingName mapping, AppliedPage page) {}

      @Override
      public void pushed(MappingName mapping, PushOutcome outcome) {
        afterPush.run();
      }

      @Override
      public void troubled(Problem problem) {
        told.add(problem);
      }

      @Override
      public RefreshListener refresh() {
        return _ -> {};
      }
    };
  }

  /** Called after each page that was pushed. */
  Runnable afterPush = () -> {};

  /** The application adds a row. */
  RowKey insert(MappingName mapping, String text) {
    ApplicationTransaction transaction = database.begin();
    RowKey key = transaction.insert(table(mapping), Map.of(NAME, new Value.Text(text)));
    transaction.commit();
    return key;
  }

  /** The application changes a row. */
  void update(MappingName mapping, RowKey key, String text) {
    ApplicationTransaction transaction = database.begin();
    transaction.update(table(mapping), key, Map.of(NAME, new Value.Text(text)));
    transaction.commit();
  }

  /** The application deletes a row. */
  void delete(MappingName mapping, RowKey key) {
    ApplicationTransaction transaction = database.begin();
    transaction.delete(table(mapping), key);
    transaction.commit();
  }

  private static TableName table(MappingName mapping) {
    return new TableName(Optional.empty(), mapping.value());
  }

  /** The texts of a mapping's rows. */
  List<String> rows(MappingName mapping) {
    return database.rows(table(mapping)).values().stream()
        .map(row -> row.get(NAME) instanceof Value.Text(String text) ? text : "")
        .toList();
  }

  /** The texts of an object's records that are not deleted. */
  List<String> records(String object, String field) {
    return simulated.records(object, List.of(field)).stream()
        .filter(record -> !record.deleted())
        .map(record -> String.valueOf(record.values().get(field)))
        .toList();
  }

  /** Another user of the org writes a record. */
  void write(String json) {
    LocalAnswer answer = control("POST", "records", "{\"writes\":[" + json + "]}");
    if (answer.status() != 200) {
      throw new IllegalStateException(new String(answer.body(), StandardCharsets.UTF_8));
    }
  }

  /** A call of the remote control. */
  LocalAnswer control(String method, String path, String body) {
    return simulated.call(
        method,
        "/__simulator/" + path,
        Map.of("Content-Type", List.of("application/json")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** How many rows are yet to be pushed. */
  long pending(MappingName mapping) {
    return database.outbox().counts(mapping).pending();
  }

  /** How many polls went to the org since the last call of this: each asks for the time first. */
  long polls() {
    long polls = calls.stream().filter(call -> call.contains("GET /services/data ")).count();
    calls.clear();
    return polls;
  }

  @Override
  public void close() {
    org.close();
    simulated.close();
  }
}
