package dev.syncline.engine.push;

import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.form.RowForm;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.ColumnName;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.Operation;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowChange;
import dev.syncline.model.Value;
import dev.syncline.plugin.PushedRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Claimed rows as hooks see them. Pure. */
final class RowSides {
  private final ResolvedMapping mapping;

  RowSides(ResolvedMapping mapping) {
    this.mapping = mapping;
  }

  /** A row with what is sent of it. */
  PushedRow sent(PushPlan.Send send) {
    return row(send.row(), operation(send), written(send.write()));
  }

  /** A row with all that the mapping would send of it; values that do not fit are left out. */
  PushedRow whole(ClaimedRow row) {
    Map<FieldName, Value> forms = new LinkedHashMap<>();
    if (row.change() instanceof RowChange.Present present) {
      for (int i = 0; i < mapping.bindings().size(); i++) {
        FieldBinding binding = mapping.bindings().get(i);
        int number = i;
        Optional<Value> base = row.link().flatMap(link -> link.base().get(number));
        if (PushPlanner.isPushed(binding) && !row.orphans().containsKey(i)) {
          RowForm.of(binding, present.values().get(i), base)
              .held()
              .ifPresent(value -> forms.put(binding.field().name(), value));
        }
      }
    }
    return row(row, row.link().isPresent() ? Operation.UPDATE : Operation.CREATE, forms);
  }

  private PushedRow row(ClaimedRow row, Operation operation, Map<FieldName, Value> values) {
    return new PushedRow(
        row.key(),
        row.change().version(),
        row.link().map(link -> link.id()),
        operation,
        columns(row),
        values);
  }

  private static Operation operation(PushPlan.Send send) {
    if (send.write() instanceof RecordWrite.Delete) {
      return Operation.DELETE;
    }
    return send.row().link().isPresent() ? Operation.UPDATE : Operation.CREATE;
  }

  private Map<ColumnName, Value> columns(ClaimedRow row) {
    Map<ColumnName, Value> columns = new LinkedHashMap<>();
    if (row.change() instanceof RowChange.Present present) {
      for (int i = 0; i < mapping.bindings().size(); i++) {
        Value value = present.values().get(i);
        if (value instanceof Value.Compound(List<Value.Component> inputs)) {
          inputs.forEach(input -> columns.put(new ColumnName(input.name()), input.value()));
        } else if (mapping.bindings().get(i).hasColumn()) {
          columns.put(mapping.bindings().get(i).column().name(), value);
        }
      }
    }
    return columns;
  }

  private static Map<FieldName, Value> written(RecordWrite write) {
    Map<FieldName, Value> values = new LinkedHashMap<>();
    List<FieldWrite> fields =
        switch (write) {
          case RecordWrite.Create create -> create.fields();
          case RecordWrite.Upsert upsert -> {
            values.put(upsert.keyField(), upsert.key());
            yield upsert.fields();
          }
          case RecordWrite.Update update -> update.fields();
          case RecordWrite.Delete _ -> List.of();
        };
    for (FieldWrite field : fields) {
      switch (field) {
        case FieldWrite.Plain plain -> values.put(plain.field(), plain.value());
        case FieldWrite.ParentKey parent -> values.put(parent.field(), parent.key());
      }
    }
    return values;
  }
}
