package dev.syncline.app.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads mappings of Drupal's Salesforce Suite as its configuration is exported: one YAML file each,
 * {@code salesforce_mapping.salesforce_mapping.<id>.yml}.
 *
 * <p>Source: the configuration entity {@code salesforce_mapping} of the Suite 5.0.6.
 */
public final class DrupalImport {
  private static final Pattern BUNDLE = Pattern.compile("[a-z0-9_]{1,64}");
  private static final int MAX_RETRIES = 1_000;
  private static final Map<String, String> DIRECTIONS =
      Map.of("drupal_sf", "push", "sf_drupal", "pull", "sync", "both");

  private final List<ImportNote> notes = new ArrayList<>();
  private final Map<String, Map<String, Object>> mappings = new LinkedHashMap<>();

  private DrupalImport() {}

  /**
   * Reads exported files.
   *
   * @param files their contents
   */
  public static Imported read(List<String> files) {
    var reading = new DrupalImport();
    files.forEach(reading::mapping);
    return new Imported(reading.mappings, reading.notes, List.of());
  }

  private void mapping(String text) {
    Exported file = Exported.read(text, "mapping of Drupal's Salesforce Suite");
    String object = file.text("salesforce_object_type").orElse("");
    String entity = file.text("drupal_entity_type").orElse("");
    if (!Draft.isApiName(object) || entity.isEmpty()) {
      throw new ImportException(
          "It is no mapping of Drupal's Salesforce Suite: it names no object or entity type",
          "name files such as salesforce_mapping.salesforce_mapping.contact.yml");
    }
    String name = Draft.name(file.text("id").orElse(object), mappings.keySet());
    Optional<DrupalTables> place = DrupalTables.of(entity);
    if (place.isEmpty()) {
      notes.add(
          new ImportNote(
              name,
              "drupal_entity_type",
              "where entities of type '" + entity + "' are kept is not known",
              "map their table here, or a view of it"));
      return;
    }
    var draft = new Draft(name, notes);
    draft.put("object", object);
    draft.put("table", place.get().table());
    draft.put("rowKey", place.get().key());
    Exported set = file.group("sync_triggers").orElse(new Exported(Map.of()));
    TriggerWords triggers =
        TriggerWords.of((pull, o) -> set.isTrue((pull ? "pull_" : "push_") + o));
    triggers.into(draft);
    rows(draft, file, place.get(), triggers);
    records(draft, file, triggers);
    times(draft, file, triggers);
    for (Exported line : file.groups("field_mappings")) {
      field(draft, line, place.get(), triggers);
    }
    key(draft, file, triggers);
    file.whole("weight").filter(weight -> weight != 0).ifPresent(w -> draft.put("weight", w));
    draft.finished().ifPresent(keys -> mappings.put(name, keys));
  }

  private static void rows(Draft draft, Exported file, DrupalTables place, TriggerWords triggers) {
    Optional<String> bundle = file.text("drupal_bundle").filter(b -> BUNDLE.matcher(b).matches());
    if (place.bundle().isPresent() && bundle.isPresent()) {
      String rows = place.bundle().get() + " = '" + bundle.get() + "'";
      if (triggers.pushes()) {
        draft.put("rows", rows);
      }
      if (triggers.pulls()) {
        draft.note(
            "drupal_bundle",
            "a row that a pull makes is of no bundle, and no entity of Drupal",
            "pull updates only: triggers: { pull: [update, delete] }");
      }
    }
  }

  private static void records(Draft draft, Exported file, TriggerWords triggers) {
    if (!triggers.pulls()) {
      return;
    }
    file.text("pull_where_clause").ifPresent(where -> draft.put("where", where));
    List<String> types =
        file.texts("pull_record_type_filter").stream().filter(Draft::isApiName).toList();
    if (!types.isEmpty()) {
      draft.put("recordTypes", new ArrayList<>(types));
    }
    file.text("pull_trigger_date")
        .filter(field -> Draft.isApiName(field) && !field.equals("LastModifiedDate"))
        .ifPresent(field -> draft.put("changeDate", field));
  }

  private static void times(Draft draft, Exported file, TriggerWords triggers) {
    boolean off = file.value("status").filter(s -> s.equals(false)).isPresent();
    if (triggers.pulls()) {
      every(file, "pull_frequency", off).ifPresent(when -> draft.put("pull", when));
    }
    Map<String, Object> push = new LinkedHashMap<>();
    every(file, "push_frequency", off).ifPresent(when -> push.put("when", when));
    file.whole("push_limit")
        .filter(limit -> limit > 0 && push.containsKey("when") && !off)
        .ifPresent(limit -> push.put("limit", limit));
    file.whole("push_retries")
        .ifPresent(
            retries ->
                push.put("retries", Map.of("attempts", retries > 0 ? retries : MAX_RETRIES)));
    if (triggers.pushes() && !push.isEmpty()) {
      draft.put("push", push);
    }
    if (off) {
      draft.note("status", "it is disabled: the mapping is off", "remove 'off' to begin");
    }
    for (String key : List.of("push_standalone", "pull_standalone")) {
      if (file.isTrue(key)) {
        draft.note(
            key, "there is no address of a mapping's own", "run 'syncline sync' from your cron");
      }
    }
  }

  private static Optional<String> every(Exported file, String key, boolean off) {
    return off
        ? Optional.of("off")
        : file.whole(key).filter(seconds -> seconds > 0).map(s -> "every " + s + "s");
  }

  private static void field(Draft draft, Exported line, DrupalTables place, TriggerWords triggers) {
    String field = line.text("salesforce_field").orElse("");
    String value = line.text("drupal_field_value").orElse("");
    String plugin = line.text("drupal_field_type").orElse("");
    Optional<Optional<String>> direction =
        triggers.field(DIRECTIONS.getOrDefault(line.text("direction").orElse("sync"), "both"));
    switch (plugin) {
      case "properties", "properties_extended" -> {
        String column = value.replaceFirst("\\.(0\\.)?value$", "");
        if (!place.columns().contains(column)) {
          draft.note(
              field,
              "'%s' is no column of %s that can be mapped as it is".formatted(value, place.table()),
              "map a view that joins the field's own table, or turn times into such");
        } else if (direction.isEmpty()) {
          draft.note(field, "the field goes a way that no trigger does", "set such a trigger");
        } else {
          draft.field(field, column, direction.get());
        }
      }
      case "Constant", "DrupalConstant" ->
          draft.note(field, "a constant is not carried over", "give it a column with a default");
      case "RecordType" ->
          draft.note(
              field,
              "new records get the record type of the integration user, not '" + value + "'",
              "set the default record type of the user's profile, or map RecordTypeId");
      case "RelatedIDs" ->
          draft.note(
              field,
              "'" + value + "' refers to other entities in a table of its own",
              "map a view that has the reference as a column, with 'references'");
      default ->
          draft.note(
              field,
              "what the plugin '%s' makes of '%s' is not carried over".formatted(plugin, value),
              "map a view that shows it as a column");
    }
  }

  private static void key(Draft draft, Exported file, TriggerWords triggers) {
    Optional<String> key = file.text("key").filter(k -> triggers.pushes());
    if (key.isEmpty()) {
      return;
    }
    if (!draft.has(key.get())) {
      draft.note("key", "the key " + key.get() + " is not mapped", "map it to a unique column");
      return;
    }
    draft.put("key", key.get());
    if (file.isTrue("always_upsert")) {
      draft.put("keyUse", "always");
    }
  }
}
