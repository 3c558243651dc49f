package dev.syncline.simulator.data;

import dev.syncline.simulator.data.PendingWrites.Written;
import dev.syncline.simulator.sample.Samples;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.schema.SchemaSource;
import dev.syncline.simulator.store.IndexKey;
import dev.syncline.simulator.store.RecordState;
import dev.syncline.simulator.store.RecordStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The records of one org: generated from a seed, overlaid by what was written. Steps of
 * transactions happen one at a time; snapshots are read without waiting.
 */
public final class OrgData implements AutoCloseable {
  private final RecordStore store;
  private final InstantSource clock;
  private final Gate gate;
  private final List<CommitListener> listeners = new CopyOnWriteArrayList<>();
  private final Map<ObjectDefinition, Long> nextNumbers = new HashMap<>();
  private final Map<ObjectDefinition, List<FieldDefinition>> indexed = new HashMap<>();
  private volatile OrgSnapshot committed;
  private final AtomicReference<Instant> nextPurge = new AtomicReference<>(Instant.MIN);
  private final RowLocks locks;
  private final OrgSettings settings;
  private final SchemaSource source;
  private final List<String> schemaChanges = new ArrayList<>();
  private volatile RowFaults rowFaults = RowFaults.NONE;
  private volatile InsertQuota insertQuota = InsertQuota.UNLIMITED;
  private volatile Instant schemaChanged;
  private long commits;

  private OrgData(
      OrgSettings settings,
      SchemaSource source,
      Samples samples,
      RecordStore store,
      InstantSource clock) {
    this.settings = settings;
    this.source = source;
    this.schemaChanged = clock.instant();
    schemaChanges.addAll(new SchemaChange(store).made());
    this.store = store;
    this.clock = clock;
    this.gate = new Gate(settings.lockWait());
    var facts = new OrgFacts(samples, store);
    this.commits = facts.commits();
    for (ObjectDefinition object : samples.schema().objects()) {
      nextNumbers.put(object, facts.nextNumber(object));
    }
    this.committed =
        new OrgSnapshot(
            samples,
            SchemaViews.of(samples.schema()),
            new CommittedOverlay(samples, store.commit(), facts.liveDeltas()));
    this.locks = new RowLocks(this, gate);
  }

  /**
   * Opens an org: makes it, or continues with what its data directory holds.
   *
   * @throws IllegalArgumentException if the settings name an unknown object or do not fit what the
   *     data directory was made with; the message says what to change
   */
  public static OrgData open(OrgSettings settings, Schema schema, InstantSource clock) {
    return open(settings, SchemaSource.fixed(schema), clock);
  }

  /** Opens an org whose schema can be changed while it runs; see the other way to open one. */
  public static OrgData open(OrgSettings settings, SchemaSource source, InstantSource clock) {
    RecordStore store = RecordStore.open(settings.dataDirectory());
    try {
      List<String> changes = new SchemaChange(store).made();
      Schema schema = source.with(changes);
      Map<String, Long> records =
          SchemaChange.records(settings.records(), schema, !changes.isEmpty());
      var samples = new Samples(settings.seed(), schema, records);
      schema.objects().forEach(object -> store.addObject(object.name()));
      new OrgFacts(samples, store).checkOrWrite();
      return new OrgData(settings, source, samples, store, clock);
    } catch (RuntimeException e) {
      store.abandon();
      throw e;
    }
  }

  Samples samples() {
    return committed.samples();
  }

  SchemaViews views() {
    return committed.views();
  }

  /** The changes of the schema that were made while the org ran, oldest first. */
  public List<String> schemaChanges() {
    return gate.inside(() -> List.copyOf(schemaChanges));
  }

  /** When the schema was read or changed last. */
  public Instant schemaChanged() {
    return schemaChanged;
  }

  /**
   * Changes the schema. Values that are stored already stay as they are, unless their field has
   * another type now; a new field is empty everywhere.
   *
   * @param change a text in the format of schema files
   * @throws dev.syncline.simulator.schema.SchemaException if it is wrong; nothing has changed then
   * @throws IllegalArgumentException if it cannot be made while the org runs
   */
  public void changeSchema(String change) {
    gate.inside(
        () -> {
          if (schemaChanges.size() >= SchemaChange.MAX_CHANGES) {
            throw new IllegalArgumentException(
                "the schema was changed " + SchemaChange.MAX_CHANGES + " times; restart the org");
          }
          List<String> changes = new ArrayList<>(schemaChanges);
          changes.add(change);
          Schema next = source.with(changes);
          Schema before = schema();
          SchemaChange.checkRecordTypes(before, next);
          apply(
              new Samples(
                  settings.seed(), next, SchemaChange.records(settings.records(), next, true)));
          schemaChanges.add(change);
          new SchemaChange(store).remember(schemaChanges.size(), change);
          schemaChanged = clock.instant();
          String user = integrationUserId();
          listeners.forEach(listener -> listener.schemaChanged(before, next, user));
          return true;
        });
  }

  private void apply(Samples next) {
    indexed.clear();
    new SchemaChange(store).convert(samples(), next.schema());
    var facts = new OrgFacts(next, store);
    facts.rewrite();
    for (ObjectDefinition object : next.schema().objects()) {
      nextNumbers.putIfAbsent(object, facts.nextNumber(object));
    }
    Map<String, Long> deltas = ((CommittedOverlay) committed.overlay()).liveDeltas();
    committed =
        new OrgSnapshot(
            next,
            SchemaViews.of(next.schema()),
            new CommittedOverlay(next, store.commit(), deltas));
  }

  RowFaults rowFaults() {
    return rowFaults;
  }

  /** Decides from now on which single records of callers are refused. */
  public void refuseRows(RowFaults faults) {
    rowFaults = faults;
  }

  InsertQuota insertQuota() {
    return insertQuota;
  }

  /** Decides from now on whether there is room for new records. */
  public void limitInserts(InsertQuota quota) {
    insertQuota = quota;
  }

  /** Records that are locked on request. */
  public RowLocks locks() {
    return locks;
  }

  OrgSnapshot committed() {
    return committed;
  }

  /** The schema in force. */
  public Schema schema() {
    return samples().schema();
  }

  private String firstId(String object) {
    return samples().of(schema().object(object).orElseThrow()).ids().id(0);
  }

  /** The org's id, 18 characters, prefix 00D; a record of Organization. */
  public String organizationId() {
    ObjectDefinition object = schema().object("Organization").orElseThrow();
    Iterator<Row> rows = committed.scan(object);
    return rows.hasNext() ? rows.next().id() : firstId("Organization");
  }

  /**
   * Gives the org another id, as a refreshed sandbox has.
   *
   * @return the new one, 18 characters
   */
  public String changeOrganizationId() {
    try (OpenTransaction transaction =
        beginNow(Actor.internal(integrationUserId()), SaveOptions.USUAL)) {
      String id = transaction.renumber("Organization", organizationId());
      transaction.commit();
      return id;
    }
  }

  /** The user that tokens are issued for, 18 characters; a record of User. */
  public String integrationUserId() {
    return firstId("User");
  }

  /** The id of an object's record type by its developer name; empty when there is none. */
  public Optional<String> recordTypeId(ObjectDefinition object, String developerName) {
    ObjectDefinition types = schema().object("RecordType").orElseThrow();
    Iterator<Row> rows = committed.scan(types);
    while (rows.hasNext()) {
      Row row = rows.next();
      if (object.name().equals(row.value(types.requireField("SobjectType")))
          && developerName.equals(row.value(types.requireField("DeveloperName")))) {
        return Optional.of(row.id());
      }
    }
    return Optional.empty();
  }

  /** What is committed now, all of it. Never waits. */
  public Snapshot snapshot() {
    return SeenSnapshot.of(committed, false, clock.instant());
  }

  /**
   * What is committed now and a user has a right to see. Never waits.
   *
   * @param userId 18 characters
   */
  public Snapshot snapshot(String userId) {
    return SeenSnapshot.of(committed, userId.equals(integrationUserId()), clock.instant());
  }

  /**
   * The objects and fields that a user has a right to see. Equal as long as the schema is the same.
   *
   * @param userId 18 characters
   */
  public Sight sight(String userId) {
    return userId.equals(integrationUserId()) ? views().sight() : Sight.ofEverything(schema());
  }

  /** Begins a transaction; its stamp is now, in whole seconds. */
  public Transaction begin(Actor actor) {
    return begin(actor, SaveOptions.USUAL);
  }

  /** Begins a transaction of a caller who asks for something special. */
  public Transaction begin(Actor actor, SaveOptions options) {
    Instant now = clock.instant();
    Instant due = nextPurge.get();
    if (!now.isBefore(due)
        && nextPurge.compareAndSet(due, now.plus(ExpiredRecords.BETWEEN_CHECKS))) {
      purgeExpired();
    }
    return beginNow(actor, options);
  }

  /** Removes for good what has lain in the recycle bin for 15 days. */
  public void purgeExpired() {
    new ExpiredRecords(this).purge(clock.instant().minus(ExpiredRecords.KEPT));
  }

  OpenTransaction beginNow(Actor actor, SaveOptions options) {
    return gate.inside(
        () -> {
          Instant stamp = now();
          var transaction = new OpenTransaction(this, gate, actor, options, stamp);
          gate.opened(transaction, stamp);
          return transaction;
        });
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * How far what is committed is complete: no change that is stamped before this moment can still
   * become visible. An open transaction holds it back.
   */
  public Instant coveredUntil() {
    return gate.inside(() -> gate.earliestStamp().orElseGet(this::now));
  }

  /** Adds a listener; it hears of commits from the next one on. */
  public void addListener(CommitListener listener) {
    listeners.add(listener);
  }

  /** A number for a new record; called from inside the gate. */
  long nextNumber(ObjectDefinition object) {
    long number = Objects.requireNonNull(nextNumbers.get(object));
    nextNumbers.put(object, number + 1);
    return number;
  }

  /** Makes a transaction's writes visible and tells the listeners; called from inside the gate. */
  void apply(OpenTransaction transaction) {
    List<Written> written = transaction.writes().all();
    if (written.isEmpty()) {
      return;
    }
    var overlay = (CommittedOverlay) committed.overlay();
    Map<String, Long> deltas = new HashMap<>(overlay.liveDeltas());
    for (Written record : written) {
      if (record.key().object().isPlatformEvent()) {
        continue;
      }
      apply(record);
      String object = record.key().object().name();
      deltas.merge(object, liveDelta(record), Long::sum);
    }
    commits++;
    var facts = new OrgFacts(samples(), store);
    facts.write(commits, nextNumbers, deltas);
    OrgSnapshot before = committed;
    committed =
        new OrgSnapshot(
            samples(), views(), new CommittedOverlay(samples(), store.commit(), deltas));
    List<Change> changes = Changes.of(written, before, committed, clock.instant());
    if (!changes.isEmpty()) {
      var commit =
          new Commit(commits, transaction.actor(), transaction.stamp(), clock.instant(), changes);
      listeners.forEach(listener -> listener.committed(commit));
    }
  }

  private void apply(Written record) {
    ObjectDefinition object = record.key().object();
    StoredRow after = record.after();
    store.put(object.name(), after.number(), after.state(), object.fieldNames(), after.values());
    @Nullable StoredRow before = record.before() instanceof StoredRow stored ? stored : null;
    for (FieldDefinition field : indexed.computeIfAbsent(object, IndexedFields::of)) {
      String old = before == null ? null : IndexedFields.text(field, before.value(field));
      String now = IndexedFields.text(field, after.value(field));
      if (!Objects.equals(old, now)) {
        if (old != null) {
          store.removeIndex(object.name(), new IndexKey(field.name(), old, after.number()));
        }
        if (now != null) {
          store.putIndex(object.name(), new IndexKey(field.name(), now, after.number()));
        }
      }
    }
  }

  private static long liveDelta(Written record) {
    boolean was = record.before() != null && !record.before().isDeleted();
    boolean is = record.after().state() == RecordState.LIVE;
    return (is ? 1 : 0) - (was ? 1 : 0);
  }

  @Override
  public void close() {
    gate.inside(
        () -> {
          store.close();
          return true;
        });
  }
}
