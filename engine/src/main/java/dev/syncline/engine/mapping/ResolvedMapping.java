package dev.syncline.engine.mapping;

import dev.syncline.model.Column;
import dev.syncline.model.Mapping;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.TableDescription;
import java.util.List;
import java.util.Optional;

/**
 * A mapping whose every name has been looked up on both sides.
 *
 * @param rowKey the single column that identifies a row
 * @param bindings the fields that are read, in the order in which values travel
 */
public record ResolvedMapping(
    Mapping mapping,
    ObjectDescription object,
    TableDescription table,
    Column rowKey,
    List<FieldBinding> bindings) {
  public ResolvedMapping {
    bindings = List.copyOf(bindings);
  }

  /** The binding whose field is the record's own id, if the id is mapped to a column. */
  public Optional<FieldBinding> idBinding() {
    return bindings.stream().filter(b -> b.field().name().value().equals("Id")).findFirst();
  }
}
