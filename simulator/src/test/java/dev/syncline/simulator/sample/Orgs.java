package dev.syncline.simulator.sample;

import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.schema.SchemaFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The schemas and orgs that tests generate from. */
public final class Orgs {
  /** How many records of each object a small org has. */
  public static final Map<String, Long> SMALL =
      Map.of(
          "Account", 300L,
          "Contact", 2_000L,
          "Lead", 500L,
          "Opportunity", 400L,
          "Task", 1_500L,
          "Invoice__c", 1_000L,
          "Invoice_Line__c", 1_000L);

  private Orgs() {}

  /** The standard objects with the custom ones of the example that the documentation names. */
  public static Schema exampleSchema() {
    Path root = Path.of(System.getProperty("syncline.root", ".."));
    return SchemaFiles.load(List.of(root.resolve("examples/schema/every-field-type.yaml")));
  }

  /** A small org with records of every kind. */
  public static Samples small(long seed) {
    return new Samples(seed, exampleSchema(), SMALL);
  }
}
