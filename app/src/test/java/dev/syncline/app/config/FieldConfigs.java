package dev.syncline.app.config;

import dev.syncline.model.ConflictPolicy;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldRules;
import dev.syncline.model.FieldSource.MissingRow;
import java.util.Optional;

/** Fields of a configuration as they are when a file says no more of them. */
final class FieldConfigs {
  private FieldConfigs() {}

  static FieldConfig of(
      Optional<String> column,
      Optional<Direction> direction,
      Optional<String> references,
      boolean keepRecordId,
      Optional<ConflictPolicy> conflict) {
    FieldRules usual = FieldRules.STANDARD;
    return new FieldConfig(
        column,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        MissingRow.REJECT,
        direction,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        references,
        keepRecordId,
        conflict,
        usual.tooLong(),
        usual.badPicklist(),
        usual.emptyText());
  }
}
