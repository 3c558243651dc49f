package dev.syncline.engine.push;

import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.DatabaseException;
import dev.syncline.engine.database.Guards.Mass;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Counts the deletions and emptied fields among writes before they are sent. */
final class PushGuard {
  private final Database database;
  private final ResolvedMapping mapping;

  PushGuard(Database database, ResolvedMapping mapping) {
    this.database = database;
    this.mapping = mapping;
  }

  /**
   * Asks whether writes may be sent.
   *
   * @throws DatabaseException if they are too many of a kind; none may be sent
   */
  void admit(List<PushPlan.Send> sends) {
    Map<Optional<FieldName>, Long> counts = new LinkedHashMap<>();
    for (PushPlan.Send send : sends) {
      switch (send.write()) {
        case RecordWrite.Delete _ -> counts.merge(Optional.empty(), 1L, Long::sum);
        case RecordWrite.Update update -> emptied(send.row(), update.fields(), counts);
        case RecordWrite.Upsert upsert -> emptied(send.row(), upsert.fields(), counts);
        case RecordWrite.Create _ -> {}
      }
    }
    if (!counts.isEmpty()) {
      database
          .guards()
          .admit(
              mapping,
              Direction.PUSH,
              counts.entrySet().stream().map(e -> new Mass(e.getKey(), e.getValue())).toList());
    }
  }

  private void emptied(
      ClaimedRow row, List<FieldWrite> fields, Map<Optional<FieldName>, Long> counts) {
    for (FieldWrite field : fields) {
      if (field instanceof FieldWrite.Plain(FieldName name, Value.Null _) && held(row, name)) {
        counts.merge(Optional.of(name), 1L, Long::sum);
      }
    }
  }

  /** Whether both sides last agreed on a value that is not empty. */
  private boolean held(ClaimedRow row, FieldName name) {
    List<FieldBinding> bindings = mapping.bindings();
    for (int i = 0; i < bindings.size(); i++) {
      if (bindings.get(i).field().name().equals(name)) {
        int number = i;
        return row.link()
            .flatMap(link -> link.base().get(number))
            .filter(base -> !(base instanceof Value.Null))
            .isPresent();
      }
    }
    return false;
  }
}
