package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;

/**
 * A schema as a whole and as the integration user sees it.
 *
 * @param calculates whether some object has formulas
 * @param restricts whether anything is withheld from the integration user, or masked for it
 */
record SchemaViews(Schema whole, Schema seen, boolean calculates, boolean restricts) {
  static SchemaViews of(Schema schema) {
    boolean calculates = schema.objects().stream().anyMatch(ObjectDefinition::hasFormulas);
    boolean withheld = schema.objects().stream().anyMatch(o -> o.rules().access().isRestricted());
    boolean masked = schema.objects().stream().anyMatch(SchemaViews::masks);
    return new SchemaViews(
        schema, withheld ? schema.seen() : schema, calculates, withheld || masked);
  }

  /** Whether the integration user sees stars in place of some texts of an object. */
  static boolean masks(ObjectDefinition object) {
    return !object.rules().access().viewEncrypted()
        && object.fields().stream().anyMatch(field -> field.is(Flag.ENCRYPTED));
  }

  /** What the integration user sees. */
  Sight sight() {
    return new Sight(whole, seen, whole.objects().stream().anyMatch(SchemaViews::masks));
  }
}
