package dev.syncline.app.config;

import dev.syncline.app.config.shape.Checked;
import dev.syncline.app.config.shape.Concern;
import dev.syncline.app.config.shape.Entry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** The whole of {@code syncline.yaml}. */
@Concern(
    name = "the configuration",
    doc = "Orgs, databases and the mappings between them. Keys that start with `x-` are yours.")
public record SynclineConfig(
    @Entry(value = "The version of this format: 1.", says = "1") int version,
    @Entry(
            "The PostgreSQL database that keeps Syncline's own state. Left out, Syncline runs a "
                + "PostgreSQL server of its own in `./syncline-data`.")
        Optional<HomeConfig> home,
    @Entry("The HTTP interface of `syncline run` for the application.") Optional<ApiConfig> api,
    @Entry("The Salesforce orgs, each under a name of your choice.") Map<String, OrgConfig> orgs,
    @Entry("The application's databases, each under a name of your choice.")
        Map<String, DatabaseConfig> databases,
    @Entry("Which object and table belong together, each under a name of your choice.")
        Map<String, MappingConfig> mappings)
    implements Checked {
  /** The one version of the format that there is. */
  public static final int VERSION = 1;

  public SynclineConfig {
    orgs = inOrder(orgs);
    databases = inOrder(databases);
    mappings = inOrder(mappings);
  }

  /** The name of the org that a mapping belongs to. */
  public String orgOf(MappingConfig mapping) {
    return mapping.org().orElseGet(() -> orgs.keySet().iterator().next());
  }

  /** The name of the database that a mapping belongs to. */
  public String databaseOf(MappingConfig mapping) {
    return mapping.database().orElseGet(() -> databases.keySet().iterator().next());
  }

  @Override
  public List<Objection> objections() {
    List<Objection> objections = new ArrayList<>();
    if (orgs.isEmpty() || databases.isEmpty()) {
      return objections; // that the mappings lack them is told elsewhere
    }
    mappings.forEach(
        (name, mapping) -> {
          if (mapping.fields() instanceof FieldsConfig.Listed listed) {
            listed
                .fields()
                .forEach((field, config) -> checkParent(name, mapping, field, config, objections));
          }
        });
    return objections;
  }

  private void checkParent(
      String name,
      MappingConfig mapping,
      String field,
      FieldConfig config,
      List<Objection> objections) {
    Optional<MappingConfig> parent = config.references().map(mappings::get);
    if (parent.isEmpty()) {
      return;
    }
    boolean together =
        orgOf(parent.get()).equals(orgOf(mapping))
            && databaseOf(parent.get()).equals(databaseOf(mapping));
    if (!together) {
      objections.add(
          new Objection(
              "mappings." + name + ".fields." + field + ".references",
              "'"
                  + config.references().orElse("")
                  + "' is a mapping of another org or another database",
              "a reference can only follow a mapping between the same two; keepRecordId: true keeps"
                  + " the Salesforce id instead"));
    }
  }

  private static <T> SequencedMap<String, T> inOrder(Map<String, T> map) {
    return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(map));
  }
}
