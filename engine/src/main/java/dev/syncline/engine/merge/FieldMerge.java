package dev.syncline.engine.merge;

import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.MergeCase;
import dev.syncline.engine.database.MergeCase.CurrentRow;
import dev.syncline.engine.database.MergeDecision;
import dev.syncline.engine.database.MergeDecision.ColumnValue;
import dev.syncline.engine.database.MergeDecision.Loss;
import dev.syncline.engine.database.MergeDecision.Side;
import dev.syncline.engine.form.RowForm;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.FieldMapping;
import dev.syncline.model.RowKey;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Merges a record and a row field by field: what did each side change since the base? Pure. */
final class FieldMerge {
  private final List<FieldBinding> bindings;
  private final List<ConflictPolicy> policies;

  FieldMerge(ResolvedMapping mapping) {
    this.bindings = mapping.bindings();
    ConflictPolicy ofMapping = mapping.mapping().rules().conflict();
    this.policies =
        bindings.stream()
            .map(
                b ->
                    mapping.mapping().fields().stream()
                        .filter(f -> f.field().value().equalsIgnoreCase(b.field().name().value()))
                        .findFirst()
                        .flatMap(FieldMapping::conflict)
                        .orElse(ofMapping))
            .toList();
  }

  /** What one field comes to. */
  private sealed interface Verdict {
    /** Both sides stay as they are. */
    record Stays(Optional<Value> base) implements Verdict {}

    /** The row takes the record's value. */
    record Pulled(Value base, Optional<Loss> loss) implements Verdict {}

    /** The row's value holds and is pushed. */
    record Held(Value base, Loss loss) implements Verdict {}

    /** Neither may give way. */
    record Parked(Value record, Value row) implements Verdict {}
  }

  /**
   * Merges.
   *
   * @param newRow the row to link with, if the record has none
   * @param link absent if both never agreed on anything
   */
  MergeDecision merge(
      Optional<RowKey> newRow,
      Optional<LinkedRecord> link,
      CurrentRow row,
      RowWrite.Put put,
      MergeCase mergeCase) {
    var columns = new ArrayList<ColumnValue>();
    var base = new ArrayList<Optional<Value>>();
    var losses = new ArrayList<Loss>();
    boolean pushes = false;
    for (int i = 0; i < bindings.size(); i++) {
      Optional<Value> agreed = link.flatMap(known(i));
      Verdict verdict = verdict(i, agreed, row, put, mergeCase);
      switch (verdict) {
        case Verdict.Stays stays -> base.add(stays.base());
        case Verdict.Pulled pulled -> {
          columns.add(new ColumnValue(i, put.values().get(i)));
          base.add(Optional.of(pulled.base()));
          pulled.loss().ifPresent(losses::add);
        }
        case Verdict.Held held -> {
          base.add(Optional.of(held.base()));
          losses.add(held.loss());
        }
        case Verdict.Parked parked -> {
          return park(i, row, put, parked);
        }
      }
      pushes = pushes || pushes(i, verdict, base.get(i), row);
    }
    return new MergeDecision.Change(
        newRow, columns, base, losses, mergeCase.pending().isPresent() && !pushes);
  }

  private static Function<LinkedRecord, Optional<Value>> known(int i) {
    return link -> link.base().get(i);
  }

  private static List<Value> known(int i, LinkedRecord link) {
    return link.base().get(i).stream().toList();
  }

  private Verdict verdict(
      int i, Optional<Value> base, CurrentRow row, RowWrite.Put put, MergeCase mergeCase) {
    FieldBinding binding = bindings.get(i);
    Value record = FieldForm.ofRecord(bindings.get(i).field(), put.fields().get(i));
    if (!binding.direction().pulls()) {
      return new Verdict.Stays(base);
    }
    boolean recordChanged = base.filter(b -> FieldForm.same(b, record)).isEmpty();
    List<Value> known = Stream.concat(base.stream(), Stream.of(record)).toList();
    Optional<Value> current = form(i, row, known);
    if (current.filter(c -> FieldForm.same(c, record)).isPresent()) {
      return new Verdict.Stays(Optional.of(record));
    }
    if (!recordChanged) {
      return new Verdict.Stays(base);
    }
    boolean rowChanged =
        base.isEmpty()
            || current.filter(c -> base.filter(b -> FieldForm.same(b, c)).isPresent()).isEmpty();
    if (!rowChanged) {
      return new Verdict.Pulled(record, hidden(i, row, record, known));
    }
    Value ofRow = current.orElse(row.values().get(i));
    boolean contends = mergeCase.pending().isPresent() || base.isEmpty();
    return binding.direction().pushes() && contends
        ? conflict(i, record, ofRow, put, mergeCase)
        : new Verdict.Pulled(
            record, Optional.of(new Loss(binding.field().name(), Side.DATABASE, ofRow, record)));
  }

  /** What the row keeps beyond its field by a rule gives way with it. */
  private Optional<Loss> hidden(int i, CurrentRow row, Value record, List<Value> known) {
    Value held = row.values().get(i);
    boolean plain = RowForm.of(bindings.get(i), held, known) instanceof Fit.Fits;
    return plain || row.orphans().contains(i)
        ? Optional.empty()
        : Optional.of(new Loss(bindings.get(i).field().name(), Side.DATABASE, held, record));
  }

  private Verdict conflict(
      int i, Value record, Value current, RowWrite.Put put, MergeCase mergeCase) {
    var field = bindings.get(i).field().name();
    Verdict salesforce =
        new Verdict.Pulled(record, Optional.of(new Loss(field, Side.DATABASE, current, record)));
    Verdict database = new Verdict.Held(record, new Loss(field, Side.SALESFORCE, record, current));
    return switch (policies.get(i)) {
      case SALESFORCE -> salesforce;
      case DATABASE -> database;
      case NEWEST -> isRowNewer(put, mergeCase) ? database : salesforce;
      case PARK -> new Verdict.Parked(record, current);
    };
  }

  private static boolean isRowNewer(RowWrite.Put put, MergeCase mergeCase) {
    Instant ofRecord = put.systemModstamp();
    return mergeCase
        .pending()
        .map(p -> p.changedAt().truncatedTo(ChronoUnit.SECONDS).isAfter(ofRecord))
        .orElse(false);
  }

  /** Whether the field is left to be pushed after the merge. */
  private boolean pushes(int i, Verdict verdict, Optional<Value> base, CurrentRow row) {
    FieldBinding binding = bindings.get(i);
    if (!binding.direction().pushes()) {
      return false;
    }
    return switch (verdict) {
      case Verdict.Pulled _ -> false;
      case Verdict.Held _, Verdict.Parked _ -> true;
      case Verdict.Stays _ -> {
        Optional<Value> current = form(i, row, base.stream().toList());
        yield current.isEmpty() || base.filter(b -> FieldForm.same(b, current.get())).isEmpty();
      }
    };
  }

  /**
   * The row's value in the form of the field; absent if it has none, or not yet. A row that says
   * nothing of the field agrees with what is known.
   *
   * @param known values that the field has or had by agreement
   */
  private Optional<Value> form(int i, CurrentRow row, List<Value> known) {
    if (row.orphans().contains(i)) {
      return Optional.empty();
    }
    Fit fit = RowForm.of(bindings.get(i), row.values().get(i), known);
    return fit instanceof Fit.Unsaid ? known.stream().findFirst() : fit.held();
  }

  private MergeDecision park(int i, CurrentRow row, RowWrite.Put put, Verdict.Parked parked) {
    return new MergeDecision.Park(
        RecordMerge.conflict(
            "CONFLICT-PARKED",
            "%s of %s and row %s was changed on both sides: Salesforce has %s, the row has %s"
                .formatted(
                    bindings.get(i).field().name(),
                    put.id(),
                    row.key(),
                    parked.record(),
                    parked.row()),
            "Make both the same, or choose another conflict policy for the field"));
  }

  /** The values of the row that were changed and would have been pushed. */
  List<Loss> losses(LinkedRecord link, CurrentRow row) {
    var losses = new ArrayList<Loss>();
    for (int i = 0; i < bindings.size(); i++) {
      if (isToBePushed(i, link, row)) {
        Value lost = form(i, row, known(i, link)).orElse(row.values().get(i));
        losses.add(new Loss(bindings.get(i).field().name(), Side.DATABASE, lost, Value.NULL));
      }
    }
    return losses;
  }

  /**
   * Whether somebody changed the row. A reference that is empty now does not tell: deleting the
   * parent's row empties it too, and that keeps no child alive. Nor does a column of a related row,
   * which others change.
   */
  boolean rowChanged(LinkedRecord link, CurrentRow row) {
    for (int i = 0; i < bindings.size(); i++) {
      boolean emptied =
          bindings.get(i).kind() instanceof FieldBinding.Kind.LocalKey
              && form(i, row, List.of()).filter(Value.NULL::equals).isPresent();
      boolean others = bindings.get(i).kind() instanceof FieldBinding.Kind.Related;
      if (!emptied && !others && isToBePushed(i, link, row)) {
        return true;
      }
    }
    return false;
  }

  private boolean isToBePushed(int i, LinkedRecord link, CurrentRow row) {
    Optional<Value> base = link.base().get(i);
    boolean unknown = base.isEmpty() && !bindings.get(i).direction().pulls();
    boolean same =
        unknown
            || form(i, row, known(i, link))
                .filter(c -> base.filter(b -> FieldForm.same(b, c)).isPresent())
                .isPresent();
    return bindings.get(i).direction().pushes() && !same;
  }

  /**
   * Whether somebody changed the record in a field that is pulled. A reference that is empty now
   * does not tell: deleting the parent empties it too.
   */
  boolean recordChanged(LinkedRecord link, RowWrite.Put put) {
    for (int i = 0; i < bindings.size(); i++) {
      Value record = FieldForm.ofRecord(bindings.get(i).field(), put.fields().get(i));
      boolean same = link.base().get(i).filter(b -> FieldForm.same(b, record)).isPresent();
      boolean emptied =
          bindings.get(i).kind() instanceof FieldBinding.Kind.LocalKey && Value.NULL.equals(record);
      if (bindings.get(i).direction().pulls() && !same && !emptied) {
        return true;
      }
    }
    return false;
  }
}
