package dev.syncline.engine.compare;

import dev.syncline.engine.compare.Judge.Look;
import dev.syncline.engine.database.Comparisons;
import dev.syncline.engine.database.Comparisons.Loose;
import dev.syncline.engine.database.Comparisons.Standing;
import dev.syncline.engine.lease.LeaseKeeper;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.push.DependantSearch;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Looks again at what did not agree at first sight: the record first, then links, rows and queues,
 * so that what moves meanwhile is seen to move. Doubts are gathered and looked into together;
 * beyond a number of them they are only counted.
 */
final class Doubts {
  private final Comparing with;
  private final ResolvedMapping mapping;
  private final ComparedFields fields;
  private final Judge judge;
  private final RecordQuery query;
  private final LeaseKeeper lease;
  private final CompareTally tally;
  private final Consumer<Difference> differences;
  private final List<RecordId> records = new ArrayList<>();
  private final List<RowKey> rows = new ArrayList<>();
  private Instant readUntil = Instant.MAX;
  private long lookedInto;

  Doubts(
      Comparing with,
      ResolvedMapping mapping,
      ComparedFields fields,
      RecordQuery query,
      LeaseKeeper lease,
      CompareTally tally,
      Consumer<Difference> differences) {
    this.with = with;
    this.mapping = mapping;
    this.fields = fields;
    this.judge = new Judge(mapping, fields);
    this.query = query;
    this.lease = lease;
    this.tally = tally;
    this.differences = differences;
  }

  /** All records have been read, at this time of the org's. */
  void readUntil(Instant time) {
    readUntil = time;
  }

  /** A record that is not as its row, has none, or was not read. */
  void add(RecordId record) {
    records.add(record);
    if (records.size() == ChangeReader.MAX_IDS) {
      lookIntoRecords();
    }
  }

  /** A row without a link. */
  void add(RowKey row) {
    rows.add(row);
    if (rows.size() == Comparisons.MAX_STANDINGS) {
      lookIntoRows();
    }
  }

  /** Looks into those that are left. */
  void end() {
    lookIntoRecords();
    lookIntoRows();
  }

  private boolean isEnough(long more) {
    boolean enough = with.stop().isRequested() || lookedInto >= with.settings().maxDoubts();
    if (enough) {
      tally.unchecked(more);
    } else {
      lookedInto += more;
      lease.keep();
      with.listener().progressed(name(), CompareListener.Phase.CHECKING, lookedInto);
    }
    return enough;
  }

  private MappingName name() {
    return mapping.mapping().name();
  }

  private void lookIntoRecords() {
    List<RecordId> some = List.copyOf(records);
    records.clear();
    if (some.isEmpty() || isEnough(some.size())) {
      return;
    }
    var dependants = new DependantSearch(with.database());
    while (dependants.next(mapping)) {
      lease.keep();
    }
    long token = with.database().nextToken();
    Map<RecordId, Sight> sights = sights(some);
    List<Standing> standings = with.database().comparisons().standings(mapping, some);
    var look =
        new Look(
            token,
            with.database().watermarks().find(name()),
            readUntil,
            dependants.isPending(mapping));
    for (Standing standing : standings) {
      Sight sight = sights.getOrDefault(standing.record(), new Sight.Nowhere());
      Verdict verdict = judge.ofRecord(sight, standing, look, rightful(sight, standing));
      tally.add(verdict, standing.link().isPresent());
      if (verdict instanceof Verdict.Differs(Difference difference)) {
        differences.accept(difference);
      }
    }
  }

  private Map<RecordId, Sight> sights(List<RecordId> ids) {
    Map<RecordId, Sight> sights = new HashMap<>();
    ChangeReader.Found found = with.called(2).org().changes().read(query, ids);
    for (RecordChange.Present record : found.present()) {
      sights.put(record.id(), new Sight.Here(record));
    }
    found.gone().keySet().forEach(id -> sights.put(id, new Sight.Gone()));
    boolean narrowed = query.where().isPresent() || !query.recordTypes().isEmpty();
    if (narrowed && !found.unseen().isEmpty()) {
      var all = new RecordQuery(query.object(), List.of(), Optional.empty(), List.of());
      with.called(1).org().changes().read(all, found.unseen()).present().stream()
          .map(RecordChange.Present::id)
          .forEach(id -> sights.put(id, new Sight.OutOfScope()));
    }
    return sights;
  }

  /** The row that holds the record's key, where the linked one holds another. */
  private Optional<RowKey> rightful(Sight sight, Standing standing) {
    Optional<FieldBinding> key = judge.key();
    if (key.isEmpty()
        || standing.row().isEmpty()
        || !(sight instanceof Sight.Here(RecordChange.Present record))) {
      return Optional.empty();
    }
    int place = fields.bindings().indexOf(key.get());
    List<Optional<Value>> ofRecord = fields.ofRecord(record);
    Optional<Value> wanted = ofRecord.get(place);
    Optional<Value> held = fields.ofRow(standing.row().get(), ofRecord).get(place);
    FieldBinding binding = key.get();
    return wanted
        .filter(value -> !value.equals(Value.NULL) && !wanted.equals(held))
        .flatMap(value -> with.database().comparisons().holder(mapping, binding, value));
  }

  private void lookIntoRows() {
    List<RowKey> some = List.copyOf(rows);
    rows.clear();
    if (some.isEmpty() || isEnough(some.size())) {
      return;
    }
    List<Loose> loose = with.database().comparisons().loose(mapping, some);
    Map<RowKey, RecordId> claims = claims(loose);
    Set<RecordId> linked = linked(Set.copyOf(claims.values()));
    for (Loose row : loose) {
      Optional<RecordId> claimed =
          Optional.ofNullable(claims.get(row.row().key())).filter(linked::contains);
      Verdict verdict = judge.ofRow(row, claimed);
      tally.add(verdict, false);
      if (verdict instanceof Verdict.Differs(Difference difference)) {
        differences.accept(difference);
      }
    }
  }

  /** The records that rows say they are, where the record's id is mapped to a column. */
  private Map<RowKey, RecordId> claims(List<Loose> loose) {
    Map<RowKey, RecordId> claims = new HashMap<>();
    List<FieldBinding> bindings = mapping.bindings();
    Optional<FieldBinding> id = mapping.idBinding();
    if (id.isPresent()) {
      int place = bindings.indexOf(id.get());
      for (Loose row : loose) {
        Value held = row.row().values().get(place);
        if (FieldForm.ofColumn(id.get().field(), held)
            instanceof Fit.Fits(Value.Text(String text))) {
          RecordId.parse(text).ifPresent(record -> claims.put(row.row().key(), record));
        }
      }
    }
    return claims;
  }

  private Set<RecordId> linked(Set<RecordId> records) {
    Set<RecordId> linked = new HashSet<>();
    if (!records.isEmpty()) {
      with.database().comparisons().standings(mapping, records).stream()
          .filter(standing -> standing.link().isPresent())
          .forEach(standing -> linked.add(standing.record()));
    }
    return linked;
  }

  /** What the org is asked for: the fields that are compared, of the records that are meant. */
  static RecordQuery query(ResolvedMapping mapping, List<FieldName> names) {
    return new RecordQuery(
        mapping.object().name(), names, mapping.mapping().where(), mapping.mapping().recordTypes());
  }
}
