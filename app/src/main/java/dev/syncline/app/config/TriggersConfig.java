package dev.syncline.app.config;

import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import dev.syncline.model.Operation;
import dev.syncline.model.Triggers;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which kinds of changes a mapping carries, each way. */
@Concern(
    name = "triggers",
    doc = "Which kinds of changes a mapping carries, each way, see [mappings.md](mappings.md).")
public record TriggersConfig(
    @Entry(
            value = "Which changes of records come: all when left out, none for `[]`.",
            alsoTried = {"salesforce", "fromSalesforce"})
        Optional<List<Operation>> pull,
    @Entry(
            value = "Which changes of rows go: all when left out, none for `[]`.",
            alsoTried = {"database", "fromDatabase"})
        Optional<List<Operation>> push) {
  /** In the engine's words. */
  Triggers triggers() {
    return new Triggers(set(pull), set(push));
  }

  private static Set<Operation> set(Optional<List<Operation>> said) {
    return said.<Set<Operation>>map(Set::copyOf).orElseGet(() -> EnumSet.allOf(Operation.class));
  }
}
