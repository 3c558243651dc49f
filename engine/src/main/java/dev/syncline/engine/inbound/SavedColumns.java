package dev.syncline.engine.inbound;

import dev.syncline.engine.form.ColumnForm;
import dev.syncline.engine.form.RowForm;
import dev.syncline.engine.hook.HookFailedException;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.ColumnName;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Value;
import dev.syncline.plugin.SavedRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Planned rows as hooks see them before they are written, and as they change them. Pure. */
final class SavedColumns {
  private final ResolvedMapping mapping;

  SavedColumns(ResolvedMapping mapping) {
    this.mapping = mapping;
  }

  SavedRow row(RowWrite.Put put) {
    Map<ColumnName, Value> columns = new LinkedHashMap<>();
    for (int i = 0; i < mapping.bindings().size(); i++) {
      if (isWritten(mapping.bindings().get(i))) {
        columns.put(mapping.bindings().get(i).column().name(), put.values().get(i));
      }
    }
    return new SavedRow(put.id(), columns);
  }

  /**
   * The same write with other values, in columns and in the base.
   *
   * @throws HookFailedException if a column is not pulled, or a value does not fit it
   */
  RowWrite.Put changed(RowWrite.Put put, Map<ColumnName, Value> columns) {
    if (columns.isEmpty()) {
      return put;
    }
    List<Value> values = new ArrayList<>(put.values());
    List<Value> fields = new ArrayList<>(put.fields());
    columns.forEach(
        (name, value) -> {
          int place = place(name);
          FieldBinding binding = mapping.bindings().get(place);
          Value field = binding.hasField() ? form(name, asField(binding, value), value) : value;
          values.set(place, form(name, new ColumnForm(binding).fit(field), field));
          fields.set(place, field);
        });
    return new RowWrite.Put(put.id(), put.systemModstamp(), values, fields, put.alterations());
  }

  private static Fit asField(FieldBinding binding, Value value) {
    return RowForm.of(binding, value, List.of());
  }

  private static Value form(ColumnName name, Fit fit, Value otherwise) {
    return switch (fit) {
      case Fit.Fits(Value form) -> form;
      case Fit.Altered(Value form, _, _) -> form;
      case Fit.Unsaid _ -> otherwise;
      case Fit.Misfit misfit ->
          throw new HookFailedException(
              "the value that it sets for %s %s".formatted(name, misfit.reason()));
    };
  }

  private int place(ColumnName name) {
    for (int i = 0; i < mapping.bindings().size(); i++) {
      FieldBinding binding = mapping.bindings().get(i);
      if (isWritten(binding) && binding.column().name().value().equalsIgnoreCase(name.value())) {
        return i;
      }
    }
    throw new HookFailedException("it changes " + name + ", which the mapping does not pull");
  }

  private static boolean isWritten(FieldBinding binding) {
    return binding.direction().pulls() && binding.hasColumn();
  }
}
