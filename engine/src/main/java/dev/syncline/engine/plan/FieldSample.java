package dev.syncline.engine.plan;

import dev.syncline.engine.form.RowForm;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.engine.pull.PullPlanner;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.FieldName;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a look at some linked records and their rows tells of lines that are to be filled. Pure.
 *
 * @param looked at how many records
 * @param rows how many of their rows would be written
 * @param records how many of the records would be written
 * @param contested how many of both say something else, so that the conflict policy decides
 * @param misfits how many values do not fit, by field and code
 * @param diffs some of the differences
 */
public record FieldSample(
    long looked,
    long rows,
    long records,
    long contested,
    Map<Misfit, Long> misfits,
    List<Diff> diffs) {
  /** Nothing was looked at. */
  public static final FieldSample NONE = new FieldSample(0, 0, 0, 0, Map.of(), List.of());

  /** A kind of value that does not fit. */
  public record Misfit(FieldName field, String code, String action) {}

  /** A field of a record that differs from its row's column. */
  public record Diff(RecordId record, FieldName field, Value inOrg, Value inRow) {}

  /**
   * A record and its row.
   *
   * @param row the columns of the lines; absent where they are not there yet
   */
  public record Pair(RecordChange.Present record, Optional<List<Value>> row) {}

  public FieldSample {
    misfits = Map.copyOf(misfits);
    diffs = List.copyOf(diffs);
  }

  /**
   * Looks at records and rows.
   *
   * @param narrow the mapping with the lines that are to be filled
   * @param maxDiffs how many differences to tell one by one
   */
  public static FieldSample of(ResolvedMapping narrow, List<Pair> pairs, int maxDiffs) {
    var tally = new Tally(narrow, maxDiffs);
    pairs.forEach(tally::add);
    return new FieldSample(
        pairs.size(), tally.rows, tally.records, tally.contested, tally.misfits, tally.diffs);
  }

  /** Counts as it goes; used once. */
  private static final class Tally {
    private final List<FieldBinding> bindings;
    private final PullPlanner planner;
    private final int maxDiffs;
    private final Map<Misfit, Long> misfits = new LinkedHashMap<>();
    private final List<Diff> diffs = new ArrayList<>();
    private long rows;
    private long records;
    private long contested;

    Tally(ResolvedMapping narrow, int maxDiffs) {
      this.bindings = narrow.bindings();
      this.planner = new PullPlanner(narrow);
      this.maxDiffs = maxDiffs;
    }

    void add(Pair pair) {
      switch (planner.plan(pair.record())) {
        case PlannedChange.Park park -> misfit("", park.problem().code(), park.problem().action());
        case PlannedChange.Write write -> add(pair, write.write().fields());
      }
    }

    private void add(Pair pair, List<Value> fields) {
      boolean row = false;
      boolean record = false;
      boolean both = false;
      for (int i = 0; i < bindings.size(); i++) {
        FieldBinding binding = bindings.get(i);
        Value inOrg = FieldForm.ofRecord(binding.field(), fields.get(i));
        Value inRow = pair.row().isPresent() ? pair.row().get().get(i) : Value.NULL;
        Optional<Value> form = form(binding, inRow, inOrg);
        if (form.filter(f -> FieldForm.same(f, inOrg)).isPresent()) {
          continue;
        }
        boolean says = !(inRow instanceof Value.Null);
        row = row || (binding.direction().pulls() && !(says && binding.direction().pushes()));
        record = record || (!binding.direction().pulls() && says);
        both = both || (binding.isTwoWay() && says);
        if (diffs.size() < maxDiffs) {
          diffs.add(new Diff(pair.record().id(), binding.field().name(), inOrg, inRow));
        }
      }
      rows += row ? 1 : 0;
      records += record ? 1 : 0;
      contested += both ? 1 : 0;
    }

    private Optional<Value> form(FieldBinding binding, Value inRow, Value inOrg) {
      Fit fit = RowForm.of(binding, inRow, List.of(inOrg));
      if (fit instanceof Fit.Misfit misfit && binding.direction().pushes()) {
        misfit(binding.field().name().value(), misfit.code(), misfit.action());
      }
      return fit.held();
    }

    private void misfit(String field, String code, String action) {
      String name = field.isEmpty() ? bindings.getFirst().field().name().value() : field;
      misfits.merge(new Misfit(new FieldName(name), code, action), 1L, Long::sum);
    }
  }
}
