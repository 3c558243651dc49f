package dev.syncline.jdbc;

import dev.syncline.engine.database.Backfills;
import dev.syncline.engine.database.Capture;
import dev.syncline.engine.database.ChangeWriter;
import dev.syncline.engine.database.Changes;
import dev.syncline.engine.database.Comparisons;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.DatabaseIdentity;
import dev.syncline.engine.database.Dependants;
import dev.syncline.engine.database.Doorbell;
import dev.syncline.engine.database.Drifts;
import dev.syncline.engine.database.Guards;
import dev.syncline.engine.database.History;
import dev.syncline.engine.database.LaneBook;
import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.Leases;
import dev.syncline.engine.database.Links;
import dev.syncline.engine.database.LiveWriter;
import dev.syncline.engine.database.MappingCounts;
import dev.syncline.engine.database.MatchRuns;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.PageWriter;
import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.engine.database.Pauses;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.database.RefreshStore;
import dev.syncline.engine.database.Revisions;
import dev.syncline.engine.database.RowMatches;
import dev.syncline.engine.database.Runs;
import dev.syncline.engine.database.Streams;
import dev.syncline.engine.database.Watermarks;
import dev.syncline.engine.database.WriteJobs;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.mapping.TableDesign;
import dev.syncline.engine.org.OrgIdentity;
import dev.syncline.engine.worker.Pace;
import dev.syncline.jdbc.backfill.JdbcBackfills;
import dev.syncline.jdbc.capture.JdbcCapture;
import dev.syncline.jdbc.change.JdbcChanges;
import dev.syncline.jdbc.change.JdbcLinks;
import dev.syncline.jdbc.compare.JdbcComparisons;
import dev.syncline.jdbc.drift.JdbcDrifts;
import dev.syncline.jdbc.guard.JdbcGuards;
import dev.syncline.jdbc.history.JdbcHistory;
import dev.syncline.jdbc.history.JdbcPauses;
import dev.syncline.jdbc.identity.JdbcIdentity;
import dev.syncline.jdbc.identity.Witness;
import dev.syncline.jdbc.lane.JdbcLaneBook;
import dev.syncline.jdbc.lease.JdbcLeases;
import dev.syncline.jdbc.lease.Owner;
import dev.syncline.jdbc.link.LinkTable;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.link.ParkedTable;
import dev.syncline.jdbc.live.JdbcStreams;
import dev.syncline.jdbc.match.JdbcMatchRuns;
import dev.syncline.jdbc.match.JdbcRowMatches;
import dev.syncline.jdbc.outbox.JdbcDependants;
import dev.syncline.jdbc.outbox.JdbcDoorbell;
import dev.syncline.jdbc.outbox.JdbcOutbox;
import dev.syncline.jdbc.outbox.JdbcWriteJobs;
import dev.syncline.jdbc.page.AfterPages;
import dev.syncline.jdbc.pull.JdbcPullQueue;
import dev.syncline.jdbc.pull.JdbcWatermarks;
import dev.syncline.jdbc.refresh.JdbcRefreshStore;
import dev.syncline.jdbc.revision.JdbcRevisions;
import dev.syncline.jdbc.run.JdbcRuns;
import dev.syncline.jdbc.sql.ConnectionPool;
import dev.syncline.jdbc.sql.Sql;
import dev.syncline.jdbc.sql.Tokens;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.MappingName;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A mapped database reached by JDBC. */
public final class JdbcDatabase implements Database {
  private final DatabaseSettings settings;
  private final DatabaseParts parts;
  private final ConnectionPool pool;
  private final MappingTable mappings;
  private final LinkTable links;
  private final JdbcLeases leases;
  private final JdbcRefreshStore refreshes;
  private final JdbcPullQueue pullQueue;
  private final JdbcWatermarks watermarks;
  private final JdbcPauses pauses;
  private final Writers writers;
  private final JdbcOutbox outbox;
  private final JdbcRuns runs;
  private final JdbcGuards guards;
  private final Pace pace;
  private final JdbcIdentity identity;
  private final JdbcDoorbell doorbell;
  private final AskedMappings asked;

  /** Opens the database without connecting; the first call does. */
  public JdbcDatabase(DatabaseSettings settings, Owner us, Pace pace, Witness witness) {
    this.settings = settings;
    this.pace = pace;
    this.parts = DatabaseParts.of(settings, pace);
    this.pool = parts.pool();
    this.mappings = parts.mappings();
    this.links = new LinkTable(pool.dialect());
    this.asked = new AskedMappings(pool, mappings);
    this.leases = new JdbcLeases(pool, us);
    this.refreshes = new JdbcRefreshStore(pool, leases, mappings);
    this.pullQueue = new JdbcPullQueue(pool, mappings, parts.ringer());
    this.watermarks = new JdbcWatermarks(pool, leases, mappings);
    this.pauses = new JdbcPauses(pool);
    this.runs = new JdbcRuns(pool, mappings, pace.clock());
    this.guards = new JdbcGuards(pool, mappings, pauses, pace.clock());
    this.writers = new Writers(parts, leases, refreshes, watermarks, runs, guards, pace);
    this.outbox = new JdbcOutbox(pool, parts.sets(), mappings, us, pace, runs, parts.ringer());
    this.doorbell = new JdbcDoorbell(pool, parts.sets(), us, parts.ringer());
    this.identity = new JdbcIdentity(pool, mappings, witness);
  }

  @Override
  public DatabaseName name() {
    return settings.name();
  }

  @Override
  public void install() {
    parts.migrations().apply(pool);
  }

  @Override
  public boolean isInstalled() {
    return describe(TableName.parse(pool.dialect().ownTable("migration"))).isPresent();
  }

  @Override
  public Optional<TableDescription> describe(TableName table) {
    return pool.transact(c -> parts.catalog().describe(c, table));
  }

  @Override
  public List<String> missingRights(TableName table) {
    return pool.transact(c -> parts.catalog().missingRights(c, table));
  }

  @Override
  public void create(TableDesign design) {
    pool.transact(
        c -> {
          parts.catalog().createNew(c, design);
          return true;
        });
  }

  @Override
  public List<String> columnStatements(TableName table, List<TableDesign.ColumnDesign> columns) {
    return parts.catalog().addColumns(table, columns);
  }

  @Override
  public boolean addDeferredIndex(ResolvedMapping mapping) {
    return pool.transact(c -> parts.catalog().addDeferredIndex(c, mapping.table().name()));
  }

  @Override
  public Leases leases() {
    return leases;
  }

  @Override
  public RefreshStore refreshes() {
    return refreshes;
  }

  @Override
  public void bindOrg(ResolvedMapping mapping, OrgIdentity identity) {
    pool.transact(
        c -> {
          mappings.bind(c, mapping, identity);
          return true;
        });
  }

  @Override
  public PageWriter openPageWriter(ResolvedMapping mapping) {
    return writers.openPageWriter(mapping);
  }

  @Override
  public List<RecordId> waitingPortions(ResolvedMapping mapping, int size) {
    return pool.transact(
        c -> links.waitingPortions(c, mappings.id(c, mapping.mapping().name()), size));
  }

  @Override
  public void resolveReferences(
      ResolvedMapping mapping, Lease lease, Optional<RecordId> after, RecordId last) {
    writers.resolveReferences(mapping, lease, new AfterPages.Portion(after, last));
  }

  @Override
  public List<RecordId> unseen(
      ResolvedMapping mapping, long run, Optional<RecordId> after, int max) {
    return pool.transact(
        c -> links.unseen(c, mappings.id(c, mapping.mapping().name()), run, after, max));
  }

  @Override
  public PullOutcome applyDeletes(ResolvedMapping mapping, Lease lease, List<RecordId> records) {
    return writers.applyDeletes(mapping, lease, records);
  }

  @Override
  public MappingCounts counts(MappingName mapping) {
    return asked.of(mapping, new MappingCounts(0, 0, 0), links::counts);
  }

  @Override
  public long waitingCount(MappingName mapping) {
    return asked.of(mapping, 0L, (c, id) -> links.count(c, "{waiting_reference}", id));
  }

  @Override
  public long parkedCount(MappingName mapping) {
    return counts(mapping).parked();
  }

  @Override
  public List<ParkedRecord> parked(MappingName mapping, int max) {
    return asked.of(mapping, List.of(), (c, id) -> links.parked(c, mapping, id, max));
  }

  @Override
  public Optional<ParkedRecord> parked(MappingName mapping, RecordId record) {
    return asked.of(mapping, Optional.empty(), (c, id) -> links.parked(c, mapping, id, record));
  }

  @Override
  public long forgetParked(MappingName mapping, Collection<RecordId> records) {
    return asked.of(mapping, 0L, (c, id) -> new ParkedTable(pool.dialect()).forget(c, id, records));
  }

  @Override
  public void close() {
    runs.close();
    pool.close();
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public Doorbell doorbell() {
    return doorbell;
  }

  @Override
  public Dependants dependants() {
    return new JdbcDependants(pool, parts.sets(), mappings, pace, parts.ringer());
  }

  @Override
  public WriteJobs writeJobs() {
    return new JdbcWriteJobs(pool, parts.sets(), mappings);
  }

  @Override
  public PullQueue pullQueue() {
    return pullQueue;
  }

  @Override
  public Watermarks watermarks() {
    return watermarks;
  }

  @Override
  public History history() {
    return new JdbcHistory(pool, mappings);
  }

  @Override
  public Links links() {
    return new JdbcLinks(pool, parts.words());
  }

  @Override
  public RowMatches matches() {
    return new JdbcRowMatches(pool, parts.words());
  }

  @Override
  public MatchRuns matchRuns() {
    return new JdbcMatchRuns(pool, leases, mappings, parts.words());
  }

  @Override
  public Comparisons comparisons() {
    return new JdbcComparisons(pool, mappings, parts.words(), parts.sets(), parts.digests());
  }

  @Override
  public Drifts drifts() {
    return new JdbcDrifts(pool, parts.sets(), mappings);
  }

  @Override
  public Revisions revisions() {
    return new JdbcRevisions(pool, leases, mappings);
  }

  @Override
  public Backfills backfills() {
    return new JdbcBackfills(
        pool,
        mappings,
        parts.words(),
        parts.sets(),
        leases,
        new JdbcBackfills.Queues(outbox, pullQueue),
        pace);
  }

  @Override
  public Runs runs() {
    return runs;
  }

  @Override
  public Changes changes() {
    return new JdbcChanges(pool, mappings, parts.words());
  }

  @Override
  public Guards guards() {
    return guards;
  }

  @Override
  public DatabaseIdentity identity() {
    return identity;
  }

  @Override
  public Pauses pauses() {
    return pauses;
  }

  @Override
  public LaneBook laneBook() {
    return new JdbcLaneBook(pool);
  }

  @Override
  public Capture capture() {
    return new JdbcCapture(pool, parts.migrations(), parts.triggers());
  }

  @Override
  public Streams streams() {
    return new JdbcStreams(pool, leases, mappings);
  }

  @Override
  public LiveWriter openLiveWriter() {
    return writers.openLiveWriter();
  }

  @Override
  public Instant now() {
    String sql = "SELECT " + pool.dialect().now() + " AS moment";
    return pool.transact(
        c -> Sql.first(c, sql, row -> pool.dialect().instant(row, "moment")).orElseThrow());
  }

  @Override
  public long nextToken() {
    return pool.transact(new Tokens(pool.dialect())::next);
  }

  @Override
  public ChangeWriter openChangeWriter(ResolvedMapping mapping) {
    return writers.openChangeWriter(mapping);
  }
}
