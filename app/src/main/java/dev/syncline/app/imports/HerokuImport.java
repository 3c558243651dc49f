package dev.syncline.app.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the mapping configuration that {@code heroku connect:export} writes.
 *
 * <p>Source: the plugin of the Heroku command line and files that its users publish: {@code
 * mappings[].object_name}, {@code .config.access}, {@code .fields}, {@code .indexes}, {@code
 * .sf_polling_seconds}, {@code .sf_notify_enabled}, {@code .upsert_field}. Tables and columns have
 * the lower-case names of objects and fields, the record's id is in {@code sfid}, and the key of a
 * row in {@code id}.
 */
public final class HerokuImport {
  /** Columns that Heroku Connect keeps for itself. */
  private static final Set<String> OWN = Set.of("isdeleted", "systemmodstamp");

  private final String schema;
  private final List<ImportNote> notes = new ArrayList<>();

  private HerokuImport(String schema) {
    this.schema = schema;
  }

  /**
   * Reads an export.
   *
   * @param schema the schema of the tables, {@code salesforce} by default there
   */
  public static Imported read(String text, String schema) {
    return new HerokuImport(schema).read(text);
  }

  private Imported read(String text) {
    Exported file = Exported.read(text, "export of Heroku Connect");
    if (file.value("mappings").isEmpty()) {
      throw new ImportException(
          "It has no 'mappings'", "name the file that 'heroku connect:export' wrote");
    }
    Map<String, Map<String, Object>> mappings = new LinkedHashMap<>();
    for (Exported mapping : file.groups("mappings")) {
      String object = mapping.text("object_name").orElse("");
      String name = Draft.name(object, mappings.keySet());
      if (!Draft.isApiName(object)) {
        notes.add(new ImportNote("", object, "this is no name of an object", "map it here"));
        continue;
      }
      var draft = new Draft(name, notes);
      fill(draft, object, mapping.group("config").orElse(new Exported(Map.of())));
      draft.finished().ifPresent(keys -> mappings.put(name, keys));
    }
    return new Imported(mappings, notes, List.of());
  }

  private void fill(Draft draft, String object, Exported config) {
    boolean writes = config.text("access").filter("read_write"::equals).isPresent();
    draft.put("object", object);
    draft.put("table", schema + "." + object.toLowerCase(Locale.ROOT));
    draft.put("rowKey", "id");
    draft.put("direction", writes ? "both" : "pull");
    Optional<String> key = config.text("upsert_field").filter(Draft::isApiName);
    if (writes) {
      key.ifPresent(k -> draft.put("key", k));
    }
    boolean live = config.isTrue("sf_notify_enabled");
    config
        .whole("sf_polling_seconds")
        .filter(seconds -> !live && seconds > 0)
        .ifPresent(seconds -> draft.put("pull", "every " + seconds + "s"));
    if (config.value("sf_max_daily_api_calls").isPresent()) {
      draft.note(
          "sf_max_daily_api_calls",
          "there is no limit of calls per mapping",
          "see 'budget' of the org and 'priority' of the mapping");
    }
    fields(draft, config, writes);
  }

  private static void fields(Draft draft, Exported config, boolean writes) {
    draft.field("Id", "sfid", writes ? Optional.of("pull") : Optional.empty());
    Map<?, ?> fields = config.group("fields").map(Exported::keys).orElse(Map.of());
    for (Object key : fields.keySet()) {
      String field = String.valueOf(key);
      String column = field.toLowerCase(Locale.ROOT);
      if (OWN.contains(column)) {
        draft.note(
            field,
            "Syncline keeps it itself",
            "map it, pulled only, if the application reads column " + column);
      } else if (!column.equals("id")) {
        draft.field(field, column, Optional.empty());
      }
    }
  }
}
