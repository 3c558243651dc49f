package dev.syncline.plugin;

import dev.syncline.model.DatabaseName;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import dev.syncline.model.TableName;
import java.util.Map;

/**
 * The mapping that hooks are for.
 *
 * @param settings what the configuration says under {@code settings} of the plugin, references to
 *     variables and files looked up
 */
public record HookedMapping(
    MappingName name,
    OrgName org,
    ObjectName object,
    DatabaseName database,
    TableName table,
    Map<String, String> settings) {
  public HookedMapping {
    settings = Map.copyOf(settings);
  }

  /** The names of the settings alone: their values may be secret. */
  @Override
  public String toString() {
    return "%s (%s of %s, %s of %s, settings %s)"
        .formatted(name, object, org, table, database, settings.keySet());
  }
}
