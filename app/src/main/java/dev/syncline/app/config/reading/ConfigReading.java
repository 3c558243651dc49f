package dev.syncline.app.config.reading;

import dev.syncline.app.config.SynclineConfig;
import java.util.List;
import java.util.Optional;

/**
 * What reading a configuration came to.
 *
 * @param config the configuration; absent if a finding is an error
 * @param findings everything wrong with it, in the order of the file
 * @param settings every reference to a variable or a file, and where it stands
 */
public record ConfigReading(
    Optional<SynclineConfig> config, List<Finding> findings, List<LocatedSetting> settings) {
  public ConfigReading {
    findings = List.copyOf(findings);
    settings = List.copyOf(settings);
  }
}
