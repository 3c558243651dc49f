package dev.syncline.app.config;

import dev.syncline.app.config.shape.Checked.Objection;
import dev.syncline.engine.scope.ConditionException;
import dev.syncline.engine.scope.ConditionReader;
import java.util.Optional;

/** What can be said against the scope of a mapping without its table. */
final class ScopeChecks {
  private ScopeChecks() {}

  /** Why the condition on rows cannot be read. */
  static Optional<Objection> rows(MappingConfig mapping) {
    if (mapping.rows().isEmpty()) {
      return Optional.empty();
    }
    try {
      ConditionReader.read(mapping.rows().get());
      return Optional.empty();
    } catch (ConditionException e) {
      return Optional.of(
          new Objection("rows", "'rows' is no condition on rows: " + e.getMessage(), e.action()));
    }
  }
}
