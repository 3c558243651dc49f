package dev.syncline.engine.undo;

import dev.syncline.engine.database.Overwritten;
import dev.syncline.engine.value.FieldForm;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/**
 * What of one change can be written back: the fields that hold what the run wrote. Pure.
 *
 * @param restores the numbers of these bindings
 * @param touched how many fields were changed since, or cannot be written
 * @param already whether a field holds what was there before the run
 */
record FieldVerdicts(List<Integer> restores, long touched, boolean already) {
  FieldVerdicts {
    restores = List.copyOf(restores);
  }

  /**
   * Looks at every field that the run has changed.
   *
   * @param current what the side holds now in the form of the field; empty if that is not known
   * @param writable whether the field of a binding can be written back
   */
  static FieldVerdicts of(
      Overwritten change,
      IntFunction<Optional<Value>> current,
      IntPredicate writable,
      int bindings) {
    List<Integer> restores = new ArrayList<>();
    long touched = 0;
    boolean already = false;
    for (int i = 0; i < bindings; i++) {
      Optional<Value> before = change.before().get(i);
      Optional<Value> after = change.after().get(i);
      if (before.isEmpty() || after.isEmpty() || FieldForm.same(before.get(), after.get())) {
        continue;
      }
      Optional<Value> now = current.apply(i);
      if (now.filter(value -> FieldForm.same(value, before.get())).isPresent()) {
        already = true;
      } else if (writable.test(i)
          && now.filter(value -> FieldForm.same(value, after.get())).isPresent()) {
        restores.add(i);
      } else {
        touched++;
      }
    }
    return new FieldVerdicts(restores, touched, already);
  }
}
