package dev.syncline.engine.backfill;

import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.database.MergeCase.CurrentRow;
import dev.syncline.engine.form.RowForm;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides what becomes of one record's lines that are to be back-filled. Pure.
 *
 * <p>What a reading or push since the mapping has these lines has taken in is newer, and stays.
 * What the row says otherwise, and may say, is left to the merge.
 */
public final class FillRule {
  private final List<FieldBinding> bindings;
  private final long token;

  /**
   * @param narrow the mapping with the lines that are filled
   * @param token links that were read or pushed since know the lines
   */
  public FillRule(ResolvedMapping narrow, long token) {
    this.bindings = narrow.bindings();
    this.token = token;
  }

  /** What becomes of a record. */
  public sealed interface Verdict {
    /** Nothing is to be done. */
    record Leave() implements Verdict {}

    /** It is to be read again by itself, and merged. */
    record Look() implements Verdict {}

    /** The row says something else and may: it is pushed, and the conflict policy decides. */
    record Contend() implements Verdict {}

    /**
     * The row takes the values of these bindings; without any the base alone takes them in.
     *
     * @param base of the narrow lines, then of all others
     */
    record Take(List<Integer> columns, List<Optional<Value>> base) implements Verdict {
      public Take {
        columns = List.copyOf(columns);
        base = List.copyOf(base);
      }
    }
  }

  /** Whether something of a link is to be filled at all. */
  public boolean lacks(LinkedRecord link) {
    for (int i = 0; i < bindings.size(); i++) {
      if (isWanted(i, link)) {
        return true;
      }
    }
    return false;
  }

  private boolean isWanted(int i, LinkedRecord link) {
    boolean seen = link.readToken() >= token || link.pushedToken() >= token;
    return bindings.get(i).direction().pulls() && (link.base().get(i).isEmpty() || !seen);
  }

  /**
   * What becomes of a linked record.
   *
   * @param pending whether the row has a change that is on its way out
   */
  public Verdict judge(LinkedRecord link, CurrentRow row, boolean pending, PlannedChange change) {
    if (!lacks(link)) {
      return new Verdict.Leave();
    }
    return switch (change) {
      case PlannedChange.Park _ -> new Verdict.Look();
      case PlannedChange.Write write ->
          pending ? new Verdict.Look() : take(link, row, write.write());
    };
  }

  private Verdict take(LinkedRecord link, CurrentRow row, RowWrite.Put put) {
    if (!put.alterations().isEmpty()) {
      return new Verdict.Look();
    }
    List<Integer> columns = new ArrayList<>();
    List<Optional<Value>> base = new ArrayList<>(link.base());
    for (int i = 0; i < bindings.size(); i++) {
      if (!isWanted(i, link)) {
        continue;
      }
      FieldBinding binding = bindings.get(i);
      Value record = FieldForm.ofRecord(binding.field(), put.fields().get(i));
      if (!isHeld(binding, row.values().get(i), record)) {
        if (binding.direction().pushes() && !isFree(link.base().get(i), row.values().get(i))) {
          return new Verdict.Contend();
        }
        columns.add(i);
      }
      base.set(i, Optional.of(record));
    }
    return new Verdict.Take(columns, base);
  }

  /** Whether the row holds what the record says. */
  private static boolean isHeld(FieldBinding binding, Value held, Value record) {
    return RowForm.of(binding, held, List.of(record)) instanceof Fit.Fits(Value form)
        && FieldForm.same(form, record);
  }

  /** Whether the row says nothing of its own. */
  private static boolean isFree(Optional<Value> base, Value held) {
    return held instanceof Value.Null && base.filter(b -> !(b instanceof Value.Null)).isEmpty();
  }
}
