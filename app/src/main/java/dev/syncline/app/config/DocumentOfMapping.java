package dev.syncline.app.config;

import dev.syncline.engine.revision.MappingDocument;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a mapping of a configuration says, as its revisions keep it. */
public final class DocumentOfMapping {
  private DocumentOfMapping() {}

  /** The document of a mapping; empty if the configuration has none of that name. */
  public static Optional<MappingDocument> of(SynclineConfig config, String mapping) {
    return Optional.ofNullable(config.mappings().get(mapping))
        .map(
            said -> {
              Map<String, Object> keys = new LinkedHashMap<>(WrittenMapping.keys(said));
              keys.put("org", config.orgOf(said));
              keys.put("database", config.databaseOf(said));
              keys.put("direction", said.direction().name().toLowerCase(Locale.ROOT));
              return MappingDocument.of(keys);
            });
  }
}
