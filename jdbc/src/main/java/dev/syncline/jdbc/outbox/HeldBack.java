package dev.syncline.jdbc.outbox;

import dev.syncline.engine.database.Settlement;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import java.util.stream.Collectors;

/** Why entries stay whose rows were pushed but for fields that are out of service. */
final class HeldBack {
  private HeldBack() {}

  static Problem problem(ResolvedMapping mapping) {
    String fields =
        mapping.outOfService().stream()
            .filter(b -> b.direction().pushes())
            .map(FieldBinding::field)
            .map(field -> mapping.object().name() + "." + field.name())
            .collect(Collectors.joining(", "));
    return new Problem(
        Settlement.FIELD_OUT,
        ErrorClass.MAPPING,
        "The row was pushed without " + fields + ", which is out of service",
        "Nothing: the rest follows when it is back; 'syncline drift show' says why it is not");
  }
}
