package dev.syncline.simulator.rest;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldDefinition.Flag;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;

/** The field of a path by which records are told apart: an external id, or the id itself. */
public final class KeyField {
  private KeyField() {}

  /**
   * The field that the path names.
   *
   * @throws ApiException (404) if the object has none of this name, or it is no key
   */
  public static FieldDefinition of(Call call, ObjectDefinition object) {
    String name = call.variable("field");
    return object
        .field(name)
        .filter(f -> f.is(Flag.EXTERNAL_ID) || f.is(Flag.ID_LOOKUP) || f.type() == FieldType.ID)
        .orElseThrow(
            () ->
                new ApiException(
                    404,
                    "NOT_FOUND",
                    "Provided external ID field does not exist or is not accessible: " + name));
  }
}
