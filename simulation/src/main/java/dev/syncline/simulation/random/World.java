package dev.syncline.simulation.random;

import dev.syncline.engine.database.Capture;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.EntryFilter;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.database.Watermark;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.sync.SyncSettings;
import dev.syncline.engine.worker.Pace;
import dev.syncline.model.MappingName;
import dev.syncline.salesforce.OrgEnvironment;
import dev.syncline.salesforce.OrgSettings;
import dev.syncline.salesforce.SalesforceOrg;
import dev.syncline.salesforce.auth.Credentials;
import dev.syncline.salesforce.auth.Secret;
import dev.syncline.salesforce.auth.TokenStore;
import dev.syncline.salesforce.http.HttpTransport;
import dev.syncline.simulation.memory.MemoryDatabase;
import dev.syncline.simulation.org.LocalTransport;
import dev.syncline.simulation.org.SimulatedTime;
import dev.syncline.simulator.LocalOrg;
import dev.syncline.simulator.SimulatorSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Both sides of a run, and the way to a new engine between them. */
final class World implements AutoCloseable {
  private static final int BULK_SEEDS = 4;
  private static final int BULK_FROM = 2;
  private static final int BULK_ROWS = 6;
  private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");
  private static final int MAX_SKEW_MINUTES = 90;
  private static final int MAX_PARKED = 10_000;

  private final SplittableRandom random;
  private final SimulatedTime time;
  private final LocalOrg org;
  private final LocalTransport transport;
  private final MemoryDatabase database;
  private final DatabaseSide databaseSide;
  private final OrgSide orgSide;
  private final List<ResolvedMapping> mappings;
  private Consumer<Duration> passing;
  private Duration skew = Duration.ZERO;

  private final SyncSettings settings;

  World(long seed, Policies policies, Consumer<String> log) throws IOException {
    this.random = new SplittableRandom(seed);
    this.settings = settings(seed);
    this.time = new SimulatedTime(START);
    this.passing = time::pass;
    Duration databaseSkew = someSkew();
    this.database = new MemoryDatabase(Policies.DATABASE, () -> time.instant().plus(databaseSkew));
    this.databaseSide = new DatabaseSide(database);
    databaseSide.create(policies.keyed());
    Path schema = Files.createTempFile("simulation", ".yaml");
    try {
      Files.writeString(schema, policies.schema());
      this.org =
          LocalOrg.open(
              new SimulatorSettings(
                  "127.0.0.1",
                  0,
                  seed,
                  Map.of(),
                  List.of(schema),
                  null,
                  SimulatorSettings.Behaviour.USUAL),
              time,
              duration -> passing.accept(duration));
    } finally {
      Files.delete(schema);
    }
    this.transport = new LocalTransport(org, time, random.split(), log);
    this.orgSide = new OrgSide(org);
    try (SalesforceOrg first = connect(transport)) {
      this.mappings = policies.resolve(first, database);
    }
    prepare();
  }

  private void prepare() {
    database.capture().run(database.capture().installStatements(mappings, Capture.Roles.NONE));
    for (ResolvedMapping mapping : mappings) {
      MappingName name = mapping.mapping().name();
      Lease lease = database.leases().acquire("pull/" + name, Duration.ofMinutes(1));
      Instant now = time.instant().truncatedTo(ChronoUnit.SECONDS);
      database.watermarks().set(lease, name, Watermark.at(now));
      database.leases().release(lease);
    }
  }

  /** Every fourth seed sends what it can by bulk jobs. */
  private static SyncSettings settings(long seed) {
    SyncSettings inTurn = SyncSettings.defaults().inTurn();
    return seed % BULK_SEEDS == 0 ? inTurn.bulk(BULK_FROM, BULK_ROWS) : inTurn;
  }

  private Duration someSkew() {
    return Duration.ofSeconds(random.nextInt(-MAX_SKEW_MINUTES, MAX_SKEW_MINUTES) * 60L);
  }

  private SalesforceOrg connect(HttpTransport over) {
    var settings =
        OrgSettings.of(
                Policies.ORG,
                URI.create(LocalOrg.ADDRESS),
                new Credentials.ClientCredentials(org.clientId(), new Secret(org.clientSecret())))
            .allowing(List.of("localhost"));
    TokenStore none =
        _ -> {
          throw new IllegalStateException("no refresh token is used");
        };
    return SalesforceOrg.over(
        over, settings, new OrgEnvironment(this::localTime, random.split(), time, none));
  }

  private Instant localTime() {
    return time.instant().plus(skew);
  }

  /** The clock of the engine's machine jumps. */
  void jumpClock() {
    skew = someSkew();
  }

  /** A new engine; all that it reaches dies with the mortal. */
  Subject engine(Mortal mortal, Tampering tampering, Consumer<String> log) {
    database.processDied();
    return another(mortal, tampering, log);
  }

  /** One more engine beside the one that lives. */
  Subject another(Mortal mortal, Tampering tampering, Consumer<String> log) {
    SalesforceOrg real = connect(mortal.port(HttpTransport.class, transport));
    Subject engine =
        new EngineSubject(
            mortal.port(Org.class, tampering.port(Org.class, real)),
            mortal.port(Database.class, tampering.port(Database.class, database)),
            mappings,
            settings,
            new Pace(this::localTime, time, random.split()),
            log);
    return new Subject() {
      @Override
      public boolean step() {
        return engine.step();
      }

      @Override
      public void close() {
        real.close();
      }
    };
  }

  /** What happens while the org waits on purpose: by default, time passes. */
  void whilePassing(Consumer<Duration> action) {
    passing = action;
  }

  void passAsUsual() {
    passing = time::pass;
  }

  SimulatedTime time() {
    return time;
  }

  LocalTransport transport() {
    return transport;
  }

  MemoryDatabase database() {
    return database;
  }

  DatabaseSide databaseSide() {
    return databaseSide;
  }

  OrgSide orgSide() {
    return orgSide;
  }

  /** A person looks after everything that was set aside: it is tried again. */
  long retryParked() {
    long retried = 0;
    for (ResolvedMapping mapping : mappings) {
      MappingName name = mapping.mapping().name();
      retried += database.outbox().retry(EntryFilter.parked(name));
      List<ParkedRecord> parked = database.parked(name, MAX_PARKED);
      database
          .pullQueue()
          .add(name, parked.stream().map(ParkedRecord::record).toList(), PullQueue.Reason.ASKED);
      retried += parked.size();
    }
    return retried;
  }

  /** What is set aside with a reason, as texts. */
  List<String> parked() {
    return mappings.stream()
        .map(m -> m.mapping().name())
        .flatMap(
            name ->
                java.util.stream.Stream.concat(
                    database.outbox().list(EntryFilter.parked(name), MAX_PARKED).stream()
                        .map(e -> name + " row " + e.row() + ": " + e.problem()),
                    database.parked(name, MAX_PARKED).stream()
                        .map(p -> name + " record " + p.record() + ": " + p.problem())))
        .toList();
  }

  /** What is set aside, by its mark. */
  Set<Mark> parkedMarks() {
    var addresses = new TreeSet<String>();
    for (ResolvedMapping mapping : mappings) {
      MappingName name = mapping.mapping().name();
      database.outbox().list(EntryFilter.parked(name), MAX_PARKED).stream()
          .map(OutboxEntry::row)
          .forEach(row -> addresses.add(name + "/" + row));
      database.parked(name, MAX_PARKED).forEach(p -> addresses.add(name + "/" + p.record()));
    }
    var marks = new TreeSet<Mark>();
    for (State state : List.of(orgSide.state(), databaseSide.state())) {
      state
          .things()
          .forEach(
              (mark, things) ->
                  things.stream()
                      .filter(t -> addresses.contains(mark.kind().table() + "/" + t.address()))
                      .forEach(_ -> marks.add(mark)));
    }
    return marks;
  }

  /** What is not at rest, for the reader of a report. */
  String queues() {
    var text = new StringBuilder();
    for (ResolvedMapping mapping : mappings) {
      MappingName name = mapping.mapping().name();
      text.append(name)
          .append(": ")
          .append(database.outbox().counts(name))
          .append(" pull queue ")
          .append(database.pullQueue().count(name))
          .append("; ");
      database.outbox().list(EntryFilter.all(name), 5).forEach(e -> text.append(e).append("; "));
    }
    return text.toString();
  }

  @Override
  public void close() {
    org.close();
  }
}
