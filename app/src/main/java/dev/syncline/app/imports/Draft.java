package dev.syncline.app.imports;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A mapping while it is put together. Names that cannot be any are left out and told. */
final class Draft {
  private static final Pattern API_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,79}");
  private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]{0,62}");
  private static final int MAX_NAME = 60;

  private final String name;
  private final List<ImportNote> notes;
  private final Map<String, Object> keys = new LinkedHashMap<>();
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final Set<String> columns = new HashSet<>();

  Draft(String name, List<ImportNote> notes) {
    this.name = name;
    this.notes = notes;
  }

  /** A name for a mapping that none of the others has. */
  static String name(String label, Set<String> taken) {
    String plain = label.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_");
    String trimmed = plain.replaceAll("^[^a-z]+|_+$", "");
    String base = trimmed.isEmpty() ? "mapping" : trimmed;
    String cut = base.length() > MAX_NAME - 4 ? base.substring(0, MAX_NAME - 4) : base;
    String name = cut;
    for (int i = 2; taken.contains(name); i++) {
      name = cut + "_" + i;
    }
    return name;
  }

  static boolean isApiName(String text) {
    return API_NAME.matcher(text).matches();
  }

  static boolean isColumn(String text) {
    return COLUMN.matcher(text).matches();
  }

  String name() {
    return name;
  }

  void put(String key, Object value) {
    keys.put(key, value);
  }

  boolean says(String key) {
    return keys.containsKey(key);
  }

  void note(String part, String message, String action) {
    notes.add(new ImportNote(name, part, message, action));
  }

  /**
   * Adds a field.
   *
   * @param direction absent where the field goes as the mapping does
   */
  void field(String field, String column, Optional<String> direction) {
    if (!isApiName(field) || !isColumn(column)) {
      note(
          field, "this is no name of a field, or '" + column + "' none of a column", "map it here");
    } else if (fields.containsKey(field)) {
      note(field, "the field is mapped twice; only the first counts", "map it to one column");
    } else if (!columns.add(column.toLowerCase(Locale.ROOT))) {
      note(field, "column " + column + " has a field already", "give the field another column");
    } else {
      fields.put(
          field,
          direction
              .<Object>map(d -> new LinkedHashMap<>(Map.of("column", column, "direction", d)))
              .orElse(column));
    }
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  /** The mapping's keys; absent if no field could be carried over. */
  Optional<Map<String, Object>> finished() {
    if (fields.isEmpty()) {
      note("", "none of its fields can be carried over: the mapping is left out", "write it here");
      return Optional.empty();
    }
    keys.put("fields", fields);
    return Optional.of(keys);
  }
}
