package dev.syncline.engine.undo;

import dev.syncline.engine.database.Changes;
import dev.syncline.engine.database.Changes.Restored;
import dev.syncline.engine.database.MergeCase.CurrentRow;
import dev.syncline.engine.database.MergeDecision.ColumnValue;
import dev.syncline.engine.database.Overwritten;
import dev.syncline.engine.form.ColumnForm;
import dev.syncline.engine.form.RowForm;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes rows back whose values a pull or a refresh wrote over. */
final class UndoneRows {
  private final Changes changes;
  private final ResolvedMapping mapping;
  private final List<FieldBinding> bindings;
  private final List<ColumnForm> forms;

  UndoneRows(Changes changes, ResolvedMapping mapping) {
    this.changes = changes;
    this.mapping = mapping;
    this.bindings = mapping.bindings();
    this.forms = bindings.stream().map(ColumnForm::new).toList();
  }

  void restore(List<Overwritten> page, boolean writes, UndoTally tally) {
    if (page.isEmpty()) {
      return;
    }
    Map<Long, FieldVerdicts> verdicts = new HashMap<>();
    List<Restored> restored =
        changes.restore(
            mapping,
            page,
            (change, row) -> {
              FieldVerdicts of = verdicts(change, row);
              verdicts.put(change.number(), of);
              return of.restores().stream().map(i -> column(i, change)).toList();
            },
            writes);
    for (int i = 0; i < page.size(); i++) {
      Overwritten change = page.get(i);
      Optional<FieldVerdicts> of = Optional.ofNullable(verdicts.get(change.number()));
      switch (restored.get(i)) {
        case DONE -> of.ifPresent(tally::restored);
        case GONE -> tally.gone++;
        case BUSY -> tally.busy++;
        case REFUSED -> tally.refused(refused(change));
      }
      tally.touched += of.map(FieldVerdicts::touched).orElse(0L);
    }
  }

  private Problem refused(Overwritten change) {
    return new Problem(
        "UNDO-REFUSED",
        ErrorClass.DATA,
        "mapping %s: row %s does not take what it held before"
            .formatted(mapping.mapping().name(), change.row()),
        "See what 'syncline record show %s' says, and set it right by hand"
            .formatted(change.record()));
  }

  private FieldVerdicts verdicts(Overwritten change, CurrentRow row) {
    return FieldVerdicts.of(
        change, i -> current(i, change, row), i -> isWritable(i, change), bindings.size());
  }

  private Optional<Value> current(int i, Overwritten change, CurrentRow row) {
    if (row.orphans().contains(i)) {
      return Optional.empty();
    }
    List<Value> known = new ArrayList<>();
    change.after().get(i).ifPresent(known::add);
    change.before().get(i).ifPresent(known::add);
    return RowForm.of(bindings.get(i), row.values().get(i), known).held();
  }

  private boolean isWritable(int i, Overwritten change) {
    FieldBinding binding = bindings.get(i);
    boolean held =
        switch (binding.kind()) {
          case Kind.Direct _, Kind.LocalKey _, Kind.TypeName _ -> binding.direction().pulls();
          case Kind.Computed _, Kind.Derived _, Kind.Related _ -> false;
        };
    return held
        && change.before().get(i).flatMap(value -> forms.get(i).fit(value).held()).isPresent();
  }

  private ColumnValue column(int i, Overwritten change) {
    return new ColumnValue(
        i, change.before().get(i).flatMap(value -> forms.get(i).fit(value).held()).orElseThrow());
  }
}
