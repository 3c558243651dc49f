package dev.syncline.simulation.memory;

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
import dev.syncline.engine.stream.ReplayId;
import dev.syncline.model.ColumnName;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.MappingName;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.TableDescription;
import dev.syncline.model.TableName;
import dev.syncline.model.Value;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A mapped database in memory. Every call of the port is one transaction; what the application does
 * goes through {@link #begin()}. Tables have a primary key of one column, whose values count up.
 */
public final class MemoryDatabase implements Database {
  private final DatabaseName name;
  private final Store store;
  private final MemoryLeases leases;
  private final MemoryOutbox outbox;
  private final MemoryRefreshStore refreshes;
  private final MemoryPauses pauses;
  private final MemoryGuards guards;
  private final MemoryStreams streams;
  private final MemoryLaneBook laneBook = new MemoryLaneBook();

  /**
   * An empty database.
   *
   * @param clock the database's own
   */
  public MemoryDatabase(DatabaseName name, InstantSource clock) {
    this.name = name;
    this.store = new Store(clock);
    this.leases = new MemoryLeases(store);
    this.outbox = new MemoryOutbox(store);
    this.refreshes = new MemoryRefreshStore(store, leases);
    this.pauses = new MemoryPauses(store);
    this.guards = new MemoryGuards(store, pauses);
    this.streams = new MemoryStreams(store, leases);
  }

  /** Adds an empty table. */
  public void add(TableDescription table, List<ForeignKey> foreignKeys) {
    store.add(new Table(table, foreignKeys, new Noticing(store)));
  }

  /** Begins a transaction of the application. */
  public ApplicationTransaction begin() {
    return new ApplicationTransaction(store, new Captured(store));
  }

  /** The committed rows of a table, in the order of their keys. */
  public Map<RowKey, Map<ColumnName, Value>> rows(TableName name) {
    Table table = store.table(name).orElseThrow();
    var rows = new TreeMap<RowKey, Map<ColumnName, Value>>();
    table.keys().forEach(key -> rows.put(key, table.row(key).orElseThrow()));
    return rows;
  }

  /** Whether a transaction of the application that has not ended has written the row. */
  public boolean isLocked(TableName name, RowKey key) {
    return store.table(name).orElseThrow().isLocked(key);
  }

  /** The process that used the database is dead: its leases are free, its claims stay. */
  public void processDied() {
    leases.processDied();
  }

  @Override
  public DatabaseName name() {
    return name;
  }

  @Override
  public void install() {
    // Our own tables are always here.
  }

  @Override
  public boolean isInstalled() {
    return true;
  }

  @Override
  public Optional<TableDescription> describe(TableName table) {
    return store.table(table).map(Table::description);
  }

  @Override
  public List<String> missingRights(TableName table) {
    return List.of();
  }

  @Override
  public void create(TableDesign design) {
    if (store.table(design.name()).isPresent()) {
      throw Store.failure("DB-TABLE-EXISTS", "There is a table " + design.name() + " already");
    }
    add(DesignedTable.of(design), List.of());
  }

  @Override
  public boolean addDeferredIndex(ResolvedMapping mapping) {
    return false;
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
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public Doorbell doorbell() {
    return new MemoryDoorbell(store);
  }

  @Override
  public Dependants dependants() {
    return new MemoryDependants(store, outbox);
  }

  @Override
  public WriteJobs writeJobs() {
    return new MemoryWriteJobs(store, outbox);
  }

  @Override
  public PullQueue pullQueue() {
    return new MemoryPullQueue(store);
  }

  @Override
  public Watermarks watermarks() {
    return new MemoryWatermarks(store, leases);
  }

  @Override
  public History history() {
    return new MemoryHistory(store);
  }

  @Override
  public Runs runs() {
    throw new UnsupportedOperationException("Nobody asks for runs in simulated time");
  }

  @Override
  public Changes changes() {
    throw new UnsupportedOperationException("Nobody undoes in simulated time");
  }

  @Override
  public Guards guards() {
    return guards;
  }

  @Override
  public Links links() {
    return new MemoryLinks(store);
  }

  @Override
  public RowMatches matches() {
    return new MemoryRowMatches(store);
  }

  @Override
  public MatchRuns matchRuns() {
    throw new UnsupportedOperationException("Nobody matches in bulk here");
  }

  @Override
  public Comparisons comparisons() {
    throw new UnsupportedOperationException("Compares are tested on databases");
  }

  @Override
  public Drifts drifts() {
    throw new UnsupportedOperationException("Schemas do not change in simulated time");
  }

  @Override
  public List<String> columnStatements(TableName table, List<TableDesign.ColumnDesign> columns) {
    throw new UnsupportedOperationException("Mappings do not change in simulated time");
  }

  @Override
  public Revisions revisions() {
    throw new UnsupportedOperationException("Mappings do not change in simulated time");
  }

  @Override
  public Backfills backfills() {
    throw new UnsupportedOperationException("Mappings do not change in simulated time");
  }

  @Override
  public DatabaseIdentity identity() {
    throw new UnsupportedOperationException("A database in memory has no copies");
  }

  @Override
  public Pauses pauses() {
    return pauses;
  }

  @Override
  public LaneBook laneBook() {
    return laneBook;
  }

  @Override
  public Capture capture() {
    return new MemoryCapture(store);
  }

  @Override
  public Streams streams() {
    return streams;
  }

  @Override
  public LiveWriter openLiveWriter() {
    return new MemoryLiveWriter(store, leases, streams);
  }

  /** Somebody damages what is remembered of streams: they are taken up at this place. */
  public void damageStreams(ReplayId place) {
    streams.damage(place);
  }

  @Override
  public Instant now() {
    return store.now();
  }

  @Override
  public long nextToken() {
    return store.nextToken();
  }

  @Override
  public ChangeWriter openChangeWriter(ResolvedMapping mapping) {
    store.state(mapping);
    return new MemoryChangeWriter(store, leases, mapping);
  }

  @Override
  public void bindOrg(ResolvedMapping mapping, OrgIdentity identity) {
    MappingState state = store.state(mapping);
    OrgIdentity before = state.org;
    if (before != null && !before.organizationId().equals(identity.organizationId())) {
      throw Store.failure(
          "ORG-CHANGED", mapping.mapping().name() + " belongs to " + before.organizationId());
    }
    state.org = identity;
  }

  @Override
  public PageWriter openPageWriter(ResolvedMapping mapping) {
    return new MemoryPageWriter(store, leases, refreshes, mapping, openChangeWriter(mapping));
  }

  @Override
  public List<RecordId> waitingPortions(ResolvedMapping mapping, int size) {
    var ends = new ArrayList<RecordId>();
    int inPortion = 0;
    for (var waiting : store.state(mapping).waiting.entrySet()) {
      inPortion += waiting.getValue().size();
      if (inPortion >= size || waiting.getKey().equals(store.state(mapping).waiting.lastKey())) {
        ends.add(waiting.getKey());
        inPortion = 0;
      }
    }
    return ends;
  }

  @Override
  public void resolveReferences(
      ResolvedMapping mapping, Lease lease, Optional<RecordId> after, RecordId last) {
    leases.check(lease);
    new WaitingReferences(store, mapping).resolve(after, last);
  }

  @Override
  public List<RecordId> unseen(
      ResolvedMapping mapping, long run, Optional<RecordId> after, int max) {
    return store.state(mapping).links().stream()
        .filter(l -> l.seenRun() != run)
        .map(Link::id)
        .filter(id -> after.isEmpty() || id.compareTo(after.get()) > 0)
        .limit(max)
        .toList();
  }

  @Override
  public PullOutcome applyDeletes(ResolvedMapping mapping, Lease lease, List<RecordId> records) {
    leases.check(lease);
    PullOutcome outcome = PullOutcome.NONE;
    for (RecordId record : records) {
      outcome = outcome.plus(MemoryChangeWriter.remove(store, mapping, record, Optional.empty()));
    }
    return outcome;
  }

  @Override
  public MappingCounts counts(MappingName mapping) {
    return new MappingCounts(
        store.state(mapping).linkCount(), parkedCount(mapping), waitingCount(mapping));
  }

  @Override
  public long waitingCount(MappingName mapping) {
    return store.state(mapping).waiting.values().stream().mapToLong(Map::size).sum();
  }

  @Override
  public long parkedCount(MappingName mapping) {
    return store.state(mapping).parked.size();
  }

  @Override
  public List<ParkedRecord> parked(MappingName mapping, int max) {
    return store.state(mapping).parked.values().stream().limit(max).toList();
  }

  @Override
  public Optional<ParkedRecord> parked(MappingName mapping, RecordId record) {
    return Optional.ofNullable(store.state(mapping).parked.get(record));
  }

  @Override
  public long forgetParked(MappingName mapping, Collection<RecordId> records) {
    var parked = store.state(mapping).parked;
    return records.stream().filter(record -> parked.remove(record) != null).count();
  }

  @Override
  public void close() {
    // What is in memory stays for the next engine.
  }
}
