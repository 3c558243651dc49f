package dev.syncline.engine.compare;

import dev.syncline.engine.database.MergeCase.CurrentRow;
import dev.syncline.engine.form.RowForm;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.engine.pull.PullPlanner;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.Direction;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.RecordChange;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The fields of a mapping that a compare looks at, and the form in which both sides' values of them
 * are compared: the form of the base. Pure. Compounds are left out, as their components are fields
 * of their own, and so is what is computed.
 */
final class ComparedFields {
  private final List<FieldBinding> bindings;
  private final int[] places;
  private final PullPlanner planner;

  ComparedFields(ResolvedMapping mapping) {
    List<FieldBinding> all = mapping.bindings();
    this.places = IntStream.range(0, all.size()).filter(i -> isCompared(all.get(i))).toArray();
    this.bindings = IntStream.of(places).mapToObj(all::get).toList();
    this.planner =
        new PullPlanner(
            new ResolvedMapping(
                mapping.mapping(), mapping.object(), mapping.table(), mapping.rowKey(), bindings));
  }

  private static boolean isCompared(FieldBinding binding) {
    Field field = binding.field();
    boolean writable = field.flags().createable() || field.flags().updateable();
    boolean pushed = binding.direction().pushes() && writable && field.type() != FieldType.ID;
    boolean computed = !binding.hasField() || binding.kind() instanceof Kind.Computed;
    return !computed && !field.type().isCompound() && (binding.direction().pulls() || pushed);
  }

  /** The bindings that are compared, in the order of the forms. */
  List<FieldBinding> bindings() {
    return bindings;
  }

  /** The fields to ask the org for, in the order of the forms. */
  List<FieldName> names() {
    return bindings.stream().map(b -> b.field().name()).toList();
  }

  /**
   * Which way a difference of a compared field is carried: what the org lets nobody change is only
   * pulled, wherever the mapping can.
   */
  Direction direction(int compared) {
    FieldBinding binding = bindings.get(compared);
    boolean fixed = !binding.field().flags().updateable() || binding.field().type() == FieldType.ID;
    return binding.direction() == Direction.BOTH && fixed ? Direction.PULL : binding.direction();
  }

  /** The place of a compared field among all bindings of the mapping. */
  int place(int compared) {
    return places[compared];
  }

  /**
   * The values of a record as its row is to hold them.
   *
   * @param record with one value per compared field
   */
  List<Optional<Value>> ofRecord(RecordChange.Present record) {
    List<Value> read = record.values();
    List<Value> fitted =
        switch (planner.plan(record)) {
          case PlannedChange.Write write -> write.write().values();
          case PlannedChange.Park _ -> read;
        };
    List<Optional<Value>> forms = new ArrayList<>(bindings.size());
    for (int i = 0; i < bindings.size(); i++) {
      FieldBinding binding = bindings.get(i);
      Value known = FieldForm.ofRecord(binding.field(), read.get(i));
      boolean asIs = binding.kind() instanceof Kind.LocalKey || !binding.direction().pulls();
      forms.add(asIs ? Optional.of(known) : form(binding, fitted.get(i), Optional.of(known)));
    }
    return forms;
  }

  /** The values of a row; absent where a reference leads to a row without a record. */
  List<Optional<Value>> ofRow(CurrentRow row) {
    return ofRow(row, Collections.nCopies(bindings.size(), Optional.empty()));
  }

  /**
   * The values of a row beside those of its record: what a rule of a field has cut on its way here
   * is the whole.
   *
   * @param record the record's values, as {@link #ofRecord} has them
   */
  List<Optional<Value>> ofRow(CurrentRow row, List<Optional<Value>> record) {
    List<Optional<Value>> forms = new ArrayList<>(bindings.size());
    for (int i = 0; i < bindings.size(); i++) {
      forms.add(
          row.orphans().contains(places[i])
              ? Optional.empty()
              : form(bindings.get(i), row.values().get(places[i]), record.get(i)));
    }
    return forms;
  }

  /** What the field cannot hold is compared as it is; of what a row does not say, the record. */
  private static Optional<Value> form(FieldBinding binding, Value value, Optional<Value> known) {
    return switch (RowForm.of(binding, value, known)) {
      case Fit.Fits fits -> Optional.of(FieldForm.ofRecord(binding.field(), fits.value()));
      case Fit.Altered altered -> Optional.of(FieldForm.ofRecord(binding.field(), altered.value()));
      case Fit.Unsaid _ -> known;
      case Fit.Misfit _ -> Optional.of(FieldForm.ofRecord(binding.field(), value));
    };
  }

  /** The compared fields in which two sides differ, by their places among the forms. */
  static List<Integer> differing(List<Optional<Value>> record, List<Optional<Value>> row) {
    List<Integer> differing = new ArrayList<>();
    for (int i = 0; i < record.size(); i++) {
      Optional<Value> ofRow = row.get(i);
      boolean same =
          record
              .get(i)
              .filter(r -> ofRow.filter(o -> FieldForm.same(r, o)).isPresent())
              .isPresent();
      if (!same) {
        differing.add(i);
      }
    }
    return List.copyOf(differing);
  }
}
