package dev.syncline.app.operation;

import dev.syncline.app.operation.RecordTrace.InOrg;
import dev.syncline.app.operation.RecordTrace.Pair;
import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.EntryFilter;
import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.Links;
import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.OutboxEntry;
import dev.syncline.engine.database.Runs.Run;
import dev.syncline.engine.form.RowForm;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.value.Computation;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.FieldName;
import dev.syncline.model.Mapping;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Looks a record or row up on both sides and in everything between them. Changes nothing. */
public final class RecordOperation {
  /** The most entries of the history that are told. */
  public static final int MAX_HISTORY = 20;

  private static final RecordTrace.Past NOTHING =
      new RecordTrace.Past(OptionalLong.empty(), List.of());

  private final Connections connections;
  private final List<Mapping> all;
  private final Consumer<String> notes;

  /**
   * @param all every mapping of the configuration
   * @param notes is told what the user should know
   */
  public RecordOperation(Connections connections, List<Mapping> all, Consumer<String> notes) {
    this.connections = connections;
    this.all = List.copyOf(all);
    this.notes = notes;
  }

  /** Where a name led to. */
  private record Found(
      OpenMapping mapping,
      Optional<RecordId> id,
      Optional<RowKey> key,
      Optional<LinkedRecord> link) {}

  /**
   * What is known of a record or row, once for every mapping in which there is one of that name.
   *
   * @param name a record's id of 15 or 18 characters, the key of a row, or a value of the mapping's
   *     external id
   * @param among the mappings to look in
   */
  public List<RecordTrace> find(String name, List<Mapping> among) {
    List<RecordTrace> traces = new ArrayList<>();
    for (Mapping mapping : among) {
      OpenMapping.asItIs(connections, all, mapping, notes)
          .flatMap(open -> find(name, open))
          .flatMap(this::trace)
          .ifPresent(traces::add);
    }
    return List.copyOf(traces);
  }

  private static Optional<Found> find(String name, OpenMapping mapping) {
    Optional<RecordId> id =
        RecordId.parse(name)
            .filter(i -> i.keyPrefix().equals(mapping.resolved().object().keyPrefix()));
    if (id.isPresent()) {
      return Optional.of(byRecord(id.get(), mapping));
    }
    return mapping
        .rowKey(name)
        .flatMap(key -> byRow(key, mapping))
        .or(() -> byKey(name, mapping).map(found -> byRecord(found, mapping)));
  }

  private static Found byRecord(RecordId id, OpenMapping mapping) {
    Optional<Links.Linked> linked = mapping.database().links().ofRecord(mapping.resolved(), id);
    return new Found(
        mapping, Optional.of(id), linked.map(Links.Linked::row), linked.map(Links.Linked::record));
  }

  private static Optional<Found> byRow(RowKey key, OpenMapping mapping) {
    Database database = mapping.database();
    Optional<Links.Linked> linked = database.links().ofRow(mapping.resolved(), key);
    boolean known =
        linked.isPresent()
            || database.links().row(mapping.resolved(), key).isPresent()
            || entry(key, mapping).isPresent();
    return known
        ? Optional.of(
            new Found(
                mapping,
                linked.map(l -> l.record().id()),
                Optional.of(key),
                linked.map(Links.Linked::record)))
        : Optional.empty();
  }

  private static Optional<RecordId> byKey(String name, OpenMapping mapping) {
    Optional<FieldName> key = mapping.mapping().rules().key();
    return key.flatMap(
        field ->
            mapping
                .org()
                .changes()
                .byKey(mapping.resolved().object().name(), field, List.of(name))
                .getOrDefault(name, List.of())
                .stream()
                .findFirst());
  }

  private static Optional<OutboxEntry> entry(RowKey key, OpenMapping mapping) {
    var filter =
        new EntryFilter(mapping.name(), Optional.empty(), Optional.empty(), Optional.of(key));
    return mapping.database().outbox().list(filter, 1).stream().findFirst();
  }

  private Optional<RecordTrace> trace(Found found) {
    OpenMapping mapping = found.mapping();
    Database database = mapping.database();
    Optional<RecordChange.Present> record = Optional.empty();
    InOrg inOrg = InOrg.NONE;
    if (found.id().isPresent()) {
      ChangeReader.Found read =
          mapping.org().changes().read(mapping.query(), found.id().stream().toList());
      record = read.present().stream().findFirst();
      inOrg =
          record.isPresent() ? InOrg.PRESENT : read.gone().isEmpty() ? InOrg.UNSEEN : InOrg.DELETED;
    }
    Optional<MergeCase.CurrentRow> row =
        found.key().flatMap(key -> database.links().row(mapping.resolved(), key));
    var queue =
        new RecordTrace.Queue(
            found.link(),
            found.key().flatMap(key -> entry(key, mapping)),
            found.id().flatMap(id -> database.parked(mapping.name(), id)),
            found.id().flatMap(id -> database.pullQueue().find(mapping.name(), id)),
            database.pauses().active());
    var history = database.history().of(mapping.name(), found.id(), found.key(), MAX_HISTORY);
    boolean unheardOf =
        inOrg == InOrg.UNSEEN
            && found.key().isEmpty()
            && queue.parked().isEmpty()
            && queue.reading().isEmpty()
            && history.isEmpty();
    return unheardOf
        ? Optional.empty()
        : Optional.of(
            new RecordTrace(
                mapping.mapping(),
                found.id(),
                found.key(),
                inOrg,
                row.isPresent(),
                pairs(found, record, row),
                queue,
                history,
                found.id().map(id -> past(id, mapping)).orElse(NOTHING),
                database.now()));
  }

  private static RecordTrace.Past past(RecordId id, OpenMapping mapping) {
    Database database = mapping.database();
    try {
      List<RecordTrace.Change> changes =
          database.changes().of(mapping.resolved(), id, MAX_HISTORY).stream()
              .map(c -> new RecordTrace.Change(c, database.runs().find(c.run()).map(Run::kind)))
              .toList();
      return new RecordTrace.Past(database.changes().madeBy(mapping.resolved(), id), changes);
    } catch (ProblemException e) {
      return NOTHING; // our tables are of an older version
    }
  }

  private static List<Pair> pairs(
      Found found, Optional<RecordChange.Present> record, Optional<MergeCase.CurrentRow> row) {
    List<FieldBinding> bindings = found.mapping().resolved().bindings();
    Optional<List<Value>> read = record.map(r -> found.mapping().resolved().bound(r.values()));
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < bindings.size(); i++) {
      int number = i;
      FieldBinding binding = bindings.get(i);
      Optional<Value> inOrg = read.flatMap(values -> made(binding, values.get(number)));
      Optional<Value> inRow = row.flatMap(r -> made(binding, r.values().get(number)));
      Optional<Value> base = found.link().flatMap(link -> link.base().get(number));
      boolean same =
          inOrg.isPresent() && inRow.isPresent() && same(binding, inOrg.get(), inRow.get());
      pairs.add(
          new Pair(binding.field().name(), binding.column().name(), inOrg, inRow, base, same));
    }
    return pairs;
  }

  /** The value; where it is computed, what comes of it. */
  private static Optional<Value> made(FieldBinding binding, Value value) {
    if (!(value instanceof Value.Compound inputs)) {
      return Optional.of(value);
    }
    return switch (binding.kind()) {
      case Kind.Computed(var _, Computation computation) -> computation.of(inputs).held();
      case Kind.Derived(var _, Computation computation) -> computation.of(inputs).held();
      case Kind.Related _ -> Optional.empty();
      case Kind.Direct _, Kind.LocalKey _, Kind.TypeName _ -> Optional.of(value);
    };
  }

  private static boolean same(FieldBinding binding, Value inOrg, Value inRow) {
    Value record = FieldForm.ofRecord(binding.field(), inOrg);
    if (binding.kind() instanceof Kind.Computed) {
      return FieldForm.same(record, inRow);
    }
    return switch (RowForm.of(binding, inRow, List.of(record))) {
      case Fit.Fits fits -> FieldForm.same(record, fits.value());
      case Fit.Altered altered -> FieldForm.same(record, altered.value());
      case Fit.Unsaid _ -> true;
      case Fit.Misfit _ -> Objects.equals(inOrg, inRow);
    };
  }
}
