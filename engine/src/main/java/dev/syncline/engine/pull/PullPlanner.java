package dev.syncline.engine.pull;

import dev.syncline.engine.form.ColumnForm;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.value.Computation;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.Alteration;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldType;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Plans what a record that was read asks of the database. Pure: the same record gives the same
 * plan. Values come in the order of the mapping's bindings.
 */
public final class PullPlanner {
  private final ResolvedMapping mapping;
  private final List<FieldBinding> bindings;
  private final int read;
  private final boolean computes;
  private final boolean[] several;
  private final ColumnForm[] forms;

  public PullPlanner(ResolvedMapping mapping) {
    this.mapping = mapping;
    this.bindings = mapping.bindings();
    this.read = mapping.readFields().size();
    this.several = new boolean[bindings.size()];
    for (int i = 0; i < several.length; i++) {
      several[i] = bindings.get(i).field().type() == FieldType.MULTIPICKLIST;
    }
    this.computes = !bindings.stream().allMatch(FieldBinding::hasField);
    this.forms = bindings.stream().map(ColumnForm::new).toArray(ColumnForm[]::new);
  }

  /**
   * A write of all values, or the record parked for the first value that does not fit. What is not
   * pulled is not fitted either.
   *
   * @throws IllegalArgumentException if the record has not one value per binding
   */
  public PlannedChange plan(RecordChange.Present record) {
    if (record.values().size() != read) {
      throw new IllegalArgumentException(
          "A record has " + record.values().size() + " values for " + read + " fields");
    }
    List<Value> values = record.values();
    if (computes) {
      values = new ArrayList<>(mapping.bound(values));
      Optional<PlannedChange> failed = compute(record, values);
      if (failed.isPresent()) {
        return failed.get();
      }
    }
    var fitted = new Value[forms.length];
    List<Alteration> alterations = new ArrayList<>();
    for (int i = 0; i < forms.length; i++) {
      if (!bindings.get(i).direction().pulls()) {
        fitted[i] = values.get(i);
        continue;
      }
      switch (forms[i].fit(values.get(i))) {
        case Fit.Fits fits -> fitted[i] = fits.value();
        case Fit.Altered altered -> {
          fitted[i] = altered.value();
          alterations.add(
              new Alteration(bindings.get(i).field().name(), altered.code(), altered.what()));
        }
        case Fit.Unsaid _ -> throw new IllegalStateException("A record says all it holds");
        case Fit.Misfit misfit -> {
          return park(record, bindings.get(i), misfit);
        }
      }
    }
    return new PlannedChange.Write(
        new RowWrite.Put(
            record.id(),
            record.systemModstamp(),
            Arrays.asList(fitted),
            fields(values),
            alterations));
  }

  /** Computes the columns that are made of fields. */
  private Optional<PlannedChange> compute(RecordChange.Present record, List<Value> values) {
    for (int i = 0; i < values.size(); i++) {
      if (bindings.get(i).kind() instanceof Kind.Derived(var _, Computation computation)) {
        Fit made = computation.of((Value.Compound) values.get(i));
        if (made instanceof Fit.Misfit misfit) {
          return Optional.of(park(record, bindings.get(i), misfit));
        }
        values.set(i, made.held().orElse(Value.NULL));
      }
    }
    return Optional.empty();
  }

  /** The values in the form in which two readings of the same field are equal. */
  private List<Value> fields(List<Value> read) {
    List<Value> fields = read;
    for (int i = 0; i < read.size(); i++) {
      boolean finer = read.get(i) instanceof Value.Moment(Instant at) && at.getNano() != 0;
      if (finer || (several[i] && read.get(i) instanceof Value.Text)) {
        fields = fields == read ? new ArrayList<>(read) : fields;
        fields.set(i, FieldForm.ofRecord(bindings.get(i).field(), read.get(i)));
      }
    }
    return fields;
  }

  private static PlannedChange park(
      RecordChange.Present record, FieldBinding binding, Fit.Misfit misfit) {
    String message =
        "%s %s → column %s: the value %s"
            .formatted(
                binding.field().name(), record.id(), binding.column().name(), misfit.reason());
    Problem problem = new Problem(misfit.code(), ErrorClass.DATA, message, misfit.action());
    return new PlannedChange.Park(record.id(), problem);
  }
}
