package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;

/**
 * What a user sees of the org's objects.
 *
 * @param whole the schema in force
 * @param seen without the objects and fields that the user has no right to; the same as the whole
 *     for who has all rights
 * @param masked whether encrypted texts are hidden where their object does not show them
 */
public record Sight(Schema whole, Schema seen, boolean masked) {
  /** The sight of somebody from whom nothing is withheld. */
  public static Sight ofEverything(Schema whole) {
    return new Sight(whole, whole, false);
  }

  /** Whether nothing is withheld or masked. */
  public boolean isEverything() {
    return whole == seen && !masked;
  }

  /** Whether an object is there for the user, and every one that the schema does not know. */
  public boolean sees(String object) {
    return whole.object(object).isEmpty() || seen.object(object).isPresent();
  }

  /** Whether a field of an object of the whole schema is not there for the user. */
  public boolean hides(ObjectDefinition object, FieldDefinition field) {
    return whole != seen
        && seen.object(object.name()).flatMap(o -> o.field(field.name())).isEmpty();
  }

  /** Whether the user sees other characters in place of the texts of a field. */
  public boolean masks(ObjectDefinition object, FieldDefinition field) {
    return masked && field.is(Flag.ENCRYPTED) && !object.rules().access().viewEncrypted();
  }

  /** What stands in place of a text of a field that is masked. */
  public static String masked(FieldDefinition field, String text) {
    return Masks.masked(field, text);
  }
}
