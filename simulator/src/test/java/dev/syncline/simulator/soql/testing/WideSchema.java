package dev.syncline.simulator.soql.testing;

import static dev.syncline.simulator.schema.FieldDefinition.field;

import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** An object Hub with many parents (P1, P2, …), and spokes that are its children in many ways. */
public final class WideSchema {
  private WideSchema() {}

  /** Both objects with so many references each. */
  public static Schema schema(int references) {
    List<FieldDefinition> hub = new ArrayList<>(List.of(field("Id", FieldType.ID).at(0)));
    List<FieldDefinition> spoke = new ArrayList<>(List.of(field("Id", FieldType.ID).at(0)));
    for (int i = 1; i <= references; i++) {
      hub.add(field("P" + i + "Id", FieldType.REFERENCE).referenceTo("P" + i, "Hub").at(i));
      spoke.add(
          field("H" + i + "Id", FieldType.REFERENCE)
              .referenceTo("H" + i, "Hub")
              .children("Spokes" + i)
              .at(i));
    }
    return new Schema(List.of(object("Hub", "a00", hub), object("Spoke", "a01", spoke)));
  }

  private static ObjectDefinition object(String name, String prefix, List<FieldDefinition> fields) {
    return new ObjectDefinition(
        name, name, name, prefix, EnumSet.of(ObjectDefinition.Flag.QUERYABLE), fields);
  }
}
