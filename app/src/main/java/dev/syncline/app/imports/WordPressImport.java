package dev.syncline.app.imports;

import dev.syncline.model.RecordId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what the WordPress plugin Object Sync for Salesforce exports: {@code fieldmaps} and {@code
 * object_maps}. Of {@code plugin_settings}, which hold secrets, nothing is read.
 *
 * <p>Source: the plugin's tables {@code object_sync_sf_field_map} and {@code
 * object_sync_sf_object_map}, which it exports row by row.
 */
public final class WordPressImport {
  private static final Pattern OBJECT = Pattern.compile("[a-z0-9_-]{1,20}");
  private static final Pattern ROW = Pattern.compile("\\d{1,20}");
  private static final Map<String, String> DIRECTIONS =
      Map.of("wp_sf", "push", "sf_wp", "pull", "sync", "both");

  private final String prefix;
  private final List<ImportNote> notes = new ArrayList<>();
  private final Map<String, Map<String, Object>> mappings = new LinkedHashMap<>();
  private final Map<String, List<String>> byObject = new LinkedHashMap<>();

  private WordPressImport(String prefix) {
    this.prefix = prefix;
  }

  /**
   * Reads an export.
   *
   * @param prefix what the names of WordPress's tables begin with, {@code wp_} by default there
   */
  public static Imported read(String text, String prefix) {
    return new WordPressImport(prefix).read(text);
  }

  private Imported read(String text) {
    Exported file = Exported.read(text, "export of Object Sync for Salesforce");
    boolean known = file.value("fieldmaps").isPresent() || file.value("object_maps").isPresent();
    if (!known) {
      throw new ImportException(
          "It has neither 'fieldmaps' nor 'object_maps'",
          "export both in WordPress: Settings, Salesforce, Import & Export");
    }
    if (file.value("plugin_settings").isPresent()) {
      notes.add(
          new ImportNote(
              "",
              "plugin_settings",
              "the settings hold secrets of the org: nothing of them was read",
              "delete the file when you are done; write the org under 'orgs'"));
    }
    file.groups("fieldmaps").forEach(this::fieldmap);
    return new Imported(mappings, notes, links(file));
  }

  private void fieldmap(Exported map) {
    String label = map.text("label").orElse("mapping");
    String object = map.text("wordpress_object").orElse("");
    String record = map.text("salesforce_object").orElse("");
    if (!Draft.isApiName(record) || !OBJECT.matcher(object).matches()) {
      notes.add(new ImportNote("", label, "it names no object that there can be", "write it here"));
      return;
    }
    String name = Draft.name(label, mappings.keySet());
    var draft = new Draft(name, notes);
    WordPressTables place = WordPressTables.of(object, prefix);
    draft.put("object", record);
    draft.put("table", place.table());
    draft.put("rowKey", place.key());
    List<String> set = map.texts("sync_triggers");
    TriggerWords triggers = TriggerWords.of((pull, o) -> set.contains((pull ? "sf_" : "wp_") + o));
    triggers.into(draft);
    rows(draft, map, place, triggers);
    records(draft, map, triggers);
    map.whole("weight").filter(weight -> weight != 0).ifPresent(w -> draft.put("weight", w));
    if (map.text("fieldmap_status").filter("inactive"::equals).isPresent()) {
      halt(draft, triggers);
    }
    fields(draft, map, place, triggers);
    draft
        .finished()
        .ifPresent(
            keys -> {
              mappings.put(name, keys);
              byObject.computeIfAbsent(object, _ -> new ArrayList<>()).add(name);
            });
  }

  private static void halt(Draft draft, TriggerWords triggers) {
    if (triggers.pulls()) {
      draft.put("pull", "off");
    }
    if (triggers.pushes()) {
      draft.put("push", "off");
    }
    draft.note("fieldmap_status", "it is inactive: the mapping is off", "remove 'off' to begin");
  }

  private static void rows(
      Draft draft, Exported map, WordPressTables place, TriggerWords triggers) {
    if (place.isTaxonomy()) {
      draft.note(
          "wordpress_object",
          "all terms are in one table, whatever their taxonomy",
          "make a view of the taxonomy's terms and map that");
    }
    if (place.isPost() && triggers.pulls()) {
      draft.note(
          "wordpress_object",
          "a row that a pull makes has no post_type of its own",
          "pull updates only (triggers), or give new rows their type by a default");
    }
    if (triggers.pushes()) {
      String drafts =
          map.isTrue("push_drafts") ? "" : " and post_status not in ('draft', 'auto-draft')";
      place.rows().ifPresent(rows -> draft.put("rows", rows + drafts));
    }
    if (map.isTrue("pull_to_drafts")) {
      draft.note("pull_to_drafts", "drafts are pulled as all rows are", "nothing, or a trigger");
    }
  }

  private static void records(Draft draft, Exported map, TriggerWords triggers) {
    List<RecordId> types =
        map.texts("salesforce_record_types_allowed").stream()
            .flatMap(id -> RecordId.parse(id).stream())
            .toList();
    if (!types.isEmpty() && triggers.pulls()) {
      String list = String.join(", ", types.stream().map(id -> "'" + id + "'").toList());
      draft.put("where", "RecordTypeId IN (" + list + ")");
      draft.note(
          "salesforce_record_types_allowed",
          "record types are named by their ids, which differ from org to org",
          "write recordTypes with developer names instead of 'where'");
    }
    map.text("salesforce_record_type_default")
        .filter(type -> RecordId.parse(type).isPresent())
        .ifPresent(
            type ->
                draft.note(
                    "salesforce_record_type_default",
                    "new records get the record type of the integration user, not " + type,
                    "set the default record type of the user's profile, or map RecordTypeId"));
    map.text("pull_trigger_field")
        .filter(field -> triggers.pulls() && Draft.isApiName(field))
        .filter(field -> !field.equals("LastModifiedDate") && !field.equals("SystemModstamp"))
        .ifPresent(field -> draft.put("changeDate", field));
  }

  private static void fields(
      Draft draft, Exported map, WordPressTables place, TriggerWords triggers) {
    for (Exported line : map.groups("fields")) {
      Exported field = line.group("salesforce_field").orElse(new Exported(Map.of()));
      String name = field.text("name").or(() -> field.text("label")).orElse("");
      Optional<Exported> own = line.group("wordpress_field");
      String column =
          own.flatMap(o -> o.text("label")).or(() -> line.text("wordpress_field")).orElse("");
      String wanted = DIRECTIONS.getOrDefault(line.text("direction").orElse("sync"), "both");
      Optional<Optional<String>> direction = triggers.field(wanted);
      if (!place.columns().contains(column)) {
        draft.note(
            name,
            "'%s' is no column of %s that can be mapped: it is kept as meta data, or a secret"
                .formatted(column, place.table()),
            "add a column for it, or a view that shows it");
      } else if (direction.isEmpty()) {
        draft.note(
            name,
            "the field goes '%s' and no trigger does".formatted(wanted),
            "set a trigger of that way");
      } else {
        draft.field(name, column, direction.get());
      }
      key(draft, line, field, name);
    }
  }

  private static void key(Draft draft, Exported line, Exported field, String name) {
    if (line.isTrue("is_key") && draft.has(name) && !draft.says("key")) {
      if (field.isTrue("externalId")) {
        draft.put("key", name);
      } else {
        draft.note(name, "the key is no external id of the object", "mark the field as one");
      }
    }
    if (line.isTrue("is_prematch")) {
      draft.note(
          name,
          "rows and records that exist on both sides are not matched by this import",
          "link them before the first sync, with 'syncline link', or by a match rule");
    }
  }

  /** A single row is exported without a list around it. */
  private List<ImportedLink> links(Exported file) {
    List<Exported> rows = new ArrayList<>(file.groups("object_maps"));
    file.group("object_maps")
        .filter(one -> one.value("salesforce_id").isPresent())
        .ifPresent(
            one -> {
              rows.clear();
              rows.add(one);
            });
    List<ImportedLink> links = new ArrayList<>();
    long pending = 0;
    long unclear = 0;
    for (Exported row : rows) {
      String record = row.text("salesforce_id").orElse("");
      String key = row.text("wordpress_id").orElse("");
      List<String> of = byObject.getOrDefault(row.text("wordpress_object").orElse(""), List.of());
      Optional<RecordId> id = RecordId.parse(record);
      if (id.isEmpty() || !ROW.matcher(key).matches()) {
        pending++;
      } else if (of.size() != 1) {
        unclear++;
      } else {
        links.add(new ImportedLink(of.getFirst(), id.get(), key));
      }
    }
    left(pending, "were never finished there (tmp_sf_…)", "their rows go as new ones");
    left(unclear, "belong to no fieldmap, or to one of several", "link them with 'syncline link'");
    return links;
  }

  private void left(long count, String why, String action) {
    if (count > 0) {
      notes.add(new ImportNote("", "object_maps", count + " links " + why, action));
    }
  }
}
