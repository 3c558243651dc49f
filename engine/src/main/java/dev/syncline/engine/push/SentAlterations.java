package dev.syncline.engine.push;

import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.form.RowForm;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.Alteration;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldRules;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowChange;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what rules of fields changed of values that were sent. Pure. */
final class SentAlterations {
  private SentAlterations() {}

  static List<Alteration> of(ResolvedMapping mapping, ClaimedRow row, RecordWrite write) {
    if (!(row.change() instanceof RowChange.Present present)) {
      return List.of();
    }
    List<Alteration> alterations = new ArrayList<>();
    Set<FieldName> sent = new HashSet<>();
    fields(write).forEach(f -> sent.add(f.field()));
    for (int i = 0; i < mapping.bindings().size(); i++) {
      FieldBinding binding = mapping.bindings().get(i);
      FieldName field = binding.field().name();
      boolean created = row.link().isEmpty();
      if (!mayAlter(binding) || (!created && !sent.contains(field))) {
        continue;
      }
      Value held = present.values().get(i);
      if (RowForm.of(binding, held, Optional.<Value>empty()) instanceof Fit.Altered altered) {
        alterations.add(new Alteration(field, altered.code(), altered.what()));
      }
    }
    return alterations;
  }

  private static boolean mayAlter(FieldBinding binding) {
    FieldRules rules = binding.rules();
    return PushPlanner.isPushed(binding)
        && (rules.tooLong() == FieldRules.TooLong.CUT
            || rules.badPicklist() == FieldRules.BadPicklist.CLEAR);
  }

  private static List<FieldWrite> fields(RecordWrite write) {
    return switch (write) {
      case RecordWrite.Create create -> create.fields();
      case RecordWrite.Upsert upsert -> upsert.fields();
      case RecordWrite.Update update -> update.fields();
      case RecordWrite.Delete _ -> List.of();
    };
  }
}
