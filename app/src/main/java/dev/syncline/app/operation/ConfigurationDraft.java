package dev.syncline.app.operation;

import dev.syncline.engine.mapping.ColumnTypes;
import dev.syncline.engine.mapping.FreeColumns;
import dev.syncline.model.Field;
import dev.syncline.model.FieldType;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a configuration with comments from what an org shows of its objects: every field with its
 * column and type, and a word where one needs thought. Pure.
 */
public final class ConfigurationDraft {
  private static final int MAX_COMMENT_COLUMN = 72;

  /** Fields that hold something else for every user who asks. */
  private static final Set<String> READERS_OWN = Set.of("LastViewedDate", "LastReferencedDate");

  private final List<ObjectDescription> objects;
  private final List<String> lines = new ArrayList<>();

  private ConfigurationDraft(List<ObjectDescription> objects) {
    this.objects = objects;
  }

  /**
   * The text of the configuration.
   *
   * @param org the name of the org and the lines of its sign-in, already indented
   * @param objects the objects to map, in this order
   */
  public static String text(OrgSection org, List<ObjectDescription> objects) {
    var draft = new ConfigurationDraft(objects);
    draft.head(org);
    objects.forEach(draft::mapping);
    return draft.lines.stream()
        .map(line -> line.stripTrailing() + "\n")
        .collect(Collectors.joining());
  }

  /**
   * The org as it stands in the file.
   *
   * @param keys the lines below its name, without indentation
   */
  public record OrgSection(String name, List<String> keys) {
    public OrgSection {
      keys = List.copyOf(keys);
    }
  }

  /** The name of the mapping that an object gets. */
  private static String mappingName(ObjectDescription object) {
    return object.name().value().toLowerCase(Locale.ROOT);
  }

  private void head(OrgSection org) {
    lines.add("# yaml-language-server: $schema=syncline.schema.json");
    lines.add("# The schema gives completion and checks in an editor; write it with:");
    lines.add("#   syncline schema > syncline.schema.json");
    lines.add("version: 1");
    lines.add("");
    lines.add("orgs:");
    lines.add("  " + org.name() + ":");
    org.keys().forEach(key -> lines.add("    " + key));
    lines.add("");
    lines.add("databases:");
    lines.add("  main:");
    lines.add("    url: embedded  # a PostgreSQL server of Syncline's own, in ./syncline-data");
    lines.add("    # Your own server instead:");
    lines.add("    # url: jdbc:postgresql://localhost/app");
    lines.add("    # username: app");
    lines.add("    # password: ${env:DATABASE_PASSWORD}");
    lines.add("");
    lines.add("mappings:");
  }

  private void mapping(ObjectDescription object) {
    lines.add("  " + mappingName(object) + ":");
    lines.add("    object: " + object.name());
    lines.add("    table: " + mappingName(object));
    lines.add("    create: true  # false: map to the columns of a table that is there");
    lines.add("    # where: LastModifiedDate = LAST_N_YEARS:2");
    String externalIds =
        object.fields().stream()
            .filter(field -> field.flags().externalId())
            .map(field -> field.name().value())
            .collect(Collectors.joining(", "));
    if (!externalIds.isEmpty()) {
      lines.add("    # External ids, by which a record can be found again: " + externalIds);
    }
    lines.add("    fields:");
    var columns = new FreeColumns();
    Map<Field, String> keys = new LinkedHashMap<>();
    object.fields().forEach(field -> keys.put(field, key(field, columns)));
    int widest = keys.values().stream().mapToInt(String::length).max().orElse(0) + 2;
    int column = Math.min(widest, MAX_COMMENT_COLUMN);
    for (Field field : object.fields()) {
      String key = keys.getOrDefault(field, "");
      String padding = " ".repeat(Math.max(2, column - key.length()));
      lines.add(key + padding + "# " + comment(field));
    }
  }

  private static String key(Field field, FreeColumns columns) {
    boolean left =
        !field.type().isSupported()
            || field.type().isCompound()
            || READERS_OWN.contains(field.name().value());
    return "      " + (left ? "# " : "") + field.name() + ": " + columns.take(field.name());
  }

  private String comment(Field field) {
    if (READERS_OWN.contains(field.name().value())) {
      return "differs from user to user, and changes by looking";
    }
    if (!field.type().isSupported()) {
      return field.type().name().toLowerCase(Locale.ROOT) + ": values of this type are not carried";
    }
    if (field.type().isCompound()) {
      return "its components are listed on their own";
    }
    List<String> words = new ArrayList<>();
    words.add(parent(field).orElseGet(() -> ColumnTypes.words(ColumnTypes.fitting(field))));
    if (field.flags().calculated()) {
      words.add("formula: volatile, it changes without the record changing");
    }
    if (field.flags().encrypted()) {
      words.add("encrypted: masked unless the user may see it");
    }
    if (field.flags().externalId()) {
      words.add(field.flags().unique() ? "external id, unique" : "external id");
    }
    return String.join("; ", words);
  }

  /** For a reference: what its column will hold. */
  private Optional<String> parent(Field field) {
    if (field.type() != FieldType.REFERENCE) {
      return Optional.empty();
    }
    List<ObjectName> targets = field.referenceTo();
    Optional<ObjectDescription> mapped =
        targets.size() != 1
            ? Optional.empty()
            : objects.stream().filter(o -> o.name().equals(targets.getFirst())).findFirst();
    String names = targets.stream().map(ObjectName::value).collect(Collectors.joining(" or "));
    return Optional.of(
        mapped
            .map(parent -> "key of the row in mapping " + mappingName(parent))
            .orElse("Salesforce id of " + (names.isEmpty() ? "another record" : shortened(names))));
  }

  private static String shortened(String names) {
    int most = 60;
    return names.length() <= most ? names : names.substring(0, most) + "…";
  }
}
