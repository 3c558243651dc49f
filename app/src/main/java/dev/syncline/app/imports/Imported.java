package dev.syncline.app.imports;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an export came to.
 *
 * @param mappings by name, each with the keys of a mapping in {@code syncline.yaml}
 * @param notes what could not be carried over
 */
public record Imported(
    Map<String, Map<String, Object>> mappings, List<ImportNote> notes, List<ImportedLink> links) {
  public Imported {
    mappings = new LinkedHashMap<>(mappings);
    notes = List.copyOf(notes);
    links = List.copyOf(links);
  }

  /** How many fields of a mapping were carried over. */
  public int fieldCount(String mapping) {
    Map<String, Object> keys = mappings.getOrDefault(mapping, Map.of());
    return keys.get("fields") instanceof Map<?, ?> fields ? fields.size() : 0;
  }
}
