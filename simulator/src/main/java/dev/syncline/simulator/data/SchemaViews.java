package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;

/**
 * A schema as a whole and as the integration user sees it.
 *
 * @param sight what the integration user sees
 * @param calculates whether some object has formulas
 * @param restricts whether anything is withheld from the integration user, or masked for it
 */
record SchemaViews(Sight sight, boolean calculates, boolean restricts) {
  static SchemaViews of(Schema schema) {
    boolean calculates = schema.objects().stream().anyMatch(ObjectDefinition::hasFormulas);
    boolean withheld = schema.objects().stream().anyMatch(o -> o.rules().access().isRestricted());
    boolean masked = schema.objects().stream().anyMatch(SchemaViews::masks);
    var sight = new Sight(schema, withheld ? schema.seen() : schema, masked);
    return new SchemaViews(sight, calculates, withheld || masked);
  }

  /** Whether the integration user sees stars in place of some texts of an object. */
  static boolean masks(ObjectDefinition object) {
    return !object.rules().access().viewEncrypted()
        && object.fields().stream().anyMatch(field -> field.is(Flag.ENCRYPTED));
  }

  /** The schema without what is withheld from the integration user. */
  Schema seen() {
    return sight.seen();
  }
}
