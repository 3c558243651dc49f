package dev.syncline.app.imports;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** A group of keys in an exported file; whatever is not of the kind asked for is absent. */
record Exported(Map<?, ?> keys) {
  /** The most characters of a file. */
  static final int MAX_CHARACTERS = 64 * 1024 * 1024;

  private static final int MAX_ALIASES = 50;

  /**
   * Reads a file of YAML, or of JSON, which is YAML too. No types but plain ones are made of it.
   *
   * @param what what the file should be, for the error
   */
  static Exported read(String text, String what) {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(MAX_CHARACTERS)
            .setMaxAliasesForCollections(MAX_ALIASES)
            .setAllowDuplicateKeys(false)
            .build();
    try {
      if (new Load(settings).loadFromString(text) instanceof Map<?, ?> keys) {
        return new Exported(keys);
      }
    } catch (YamlEngineException e) {
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new ImportException("It is no " + what + ": " + first, "export it anew");
    }
    throw new ImportException("It is no " + what, "name the file that was exported");
  }

  Optional<Object> value(String key) {
    return Optional.ofNullable(keys.get(key));
  }

  /** A text, a number or a truth as text; absent if it is empty. */
  Optional<String> text(String key) {
    return value(key)
        .filter(v -> v instanceof String || v instanceof Number || v instanceof Boolean)
        .map(v -> String.valueOf(v).strip())
        .filter(v -> !v.isEmpty());
  }

  /** Whether a key is there and says yes in one of the ways of PHP. */
  boolean isTrue(String key) {
    return text(key).filter(v -> !v.equals("0") && !v.equals("false")).isPresent();
  }

  Optional<Integer> whole(String key) {
    return text(key).filter(v -> v.matches("-?\\d{1,9}")).map(Integer::parseInt);
  }

  Optional<Exported> group(String key) {
    return value(key).flatMap(Exported::of);
  }

  /** The groups of a list, or of the values of a group, as PHP writes lists with gaps. */
  List<Exported> groups(String key) {
    List<Exported> groups = new ArrayList<>();
    for (Object member : members(key)) {
      of(member).ifPresent(groups::add);
    }
    return groups;
  }

  /** The texts of a list, or of the values of a group. */
  List<String> texts(String key) {
    return members(key).stream()
        .filter(v -> v instanceof String || v instanceof Number)
        .map(String::valueOf)
        .filter(v -> !v.isBlank() && !v.equals("0"))
        .toList();
  }

  private List<?> members(String key) {
    Object value = value(key).orElse(List.of());
    if (value instanceof Map<?, ?> map) {
      return Collections.unmodifiableList(new ArrayList<>(map.values()));
    }
    return value instanceof List<?> list ? list : List.of();
  }

  private static Optional<Exported> of(Object value) {
    return value instanceof Map<?, ?> map ? Optional.of(new Exported(map)) : Optional.empty();
  }
}
