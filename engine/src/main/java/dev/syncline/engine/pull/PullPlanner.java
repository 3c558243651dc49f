package dev.syncline.engine.pull;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Value;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Plans what a record that was read asks of the database. Pure: the same record gives the same
 * plan. Values come in the order of the mapping's bindings.
 */
public final class PullPlanner {
  private final List<FieldBinding> bindings;
  private final ValueFitter[] fitters;

  public PullPlanner(ResolvedMapping mapping) {
    this.bindings = mapping.bindings();
    this.fitters = bindings.stream().map(ValueFitter::new).toArray(ValueFitter[]::new);
  }

  /**
   * A write of all values, or the record parked for the first value that does not fit. What is not
   * pulled is not fitted either.
   *
   * @throws IllegalArgumentException if the record has not one value per binding
   */
  public PlannedChange plan(RecordChange.Present record) {
    List<Value> values = record.values();
    if (values.size() != fitters.length) {
      throw new IllegalArgumentException(
          "A record has " + values.size() + " values for " + fitters.length + " bindings");
    }
    var fitted = new Value[fitters.length];
    for (int i = 0; i < fitters.length; i++) {
      if (!bindings.get(i).direction().pulls()) {
        fitted[i] = values.get(i);
        continue;
      }
      switch (fitters[i].fit(values.get(i))) {
        case Fit.Fits fits -> fitted[i] = fits.value();
        case Fit.Misfit misfit -> {
          return park(record, bindings.get(i), misfit);
        }
      }
    }
    return new PlannedChange.Write(
        new RowWrite.Put(
            record.id(), record.systemModstamp(), Arrays.asList(fitted), fields(values)));
  }

  /** The values in the form in which two readings of the same field are equal. */
  private static List<Value> fields(List<Value> read) {
    List<Value> fields = read;
    for (int i = 0; i < read.size(); i++) {
      if (read.get(i) instanceof Value.Moment(Instant instant) && instant.getNano() != 0) {
        fields = fields == read ? new ArrayList<>(read) : fields;
        fields.set(i, new Value.Moment(instant.truncatedTo(ChronoUnit.SECONDS)));
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
