package dev.syncline.jdbc.capture;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.Relation;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.MappingName;
import dev.syncline.model.TableDescription;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** What capture is called and what it looks at, for every kind of database the same. */
public final class CaptureNames {
  /** Leaves room for what stands around it in the 63 bytes of a PostgreSQL name. */
  private static final int MAX_NAME = 40;

  private CaptureNames() {}

  /** The name of a mapping inside names of triggers; long ones end in a checksum. */
  public static String of(MappingName mapping) {
    String name = mapping.value();
    if (name.length() <= MAX_NAME) {
      return name;
    }
    return name.substring(0, MAX_NAME - 9) + "_" + checksum(name);
  }

  /** Eight digits that stand for a text. */
  public static String checksum(String text) {
    var checksum = new CRC32();
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return "%08x".formatted(checksum.getValue());
  }

  /** The name of a relation of a mapping inside names of triggers, and where changes are noted. */
  public static String of(Relation relation) {
    return checksum(relation.name());
  }

  /** The trigger on the table that a relation leads to; the event is a letter. */
  public static String relatedTrigger(MappingName mapping, Relation relation, String event) {
    return "syncline_%s_%s_%s".formatted(of(mapping), of(relation), event);
  }

  /** What the names of all triggers on related tables of a mapping match, and no others. */
  public static Pattern relatedTriggers(MappingName mapping) {
    return Pattern.compile("syncline_" + Pattern.quote(of(mapping)) + "_[0-9a-f]{8}_[iudt]");
  }

  /** The key of a related table and its columns that are pushed; without the key, none. */
  public static List<Column> watched(ResolvedMapping mapping, Relation relation) {
    Optional<TableDescription> table =
        mapping.table().neighbours().values().stream()
            .filter(t -> t.name().equals(relation.table()))
            .findFirst();
    if (table.flatMap(t -> t.column(relation.key().name().value())).isEmpty()) {
      return List.of();
    }
    Map<String, Column> columns = new TreeMap<>();
    for (Column value : mapping.relations().getOrDefault(relation, List.of())) {
      table
          .flatMap(t -> t.column(value.name().value()))
          .ifPresent(c -> columns.put(c.name().value(), c));
    }
    columns.put(relation.key().name().value(), relation.key());
    return List.copyOf(columns.values());
  }

  /** What it costs that dependants cannot be found by an index. */
  public static String unindexed(ResolvedMapping mapping, Relation relation) {
    return "Table %s has no index on %s: for changed rows of %s it is read as a whole"
        .formatted(mapping.table().name(), relation.through().name(), relation.table());
  }

  /** The mark that our writes for a mapping carry, as a literal of SQL. */
  public static String mark(MappingName mapping) {
    return "'mapping " + of(mapping).replaceAll("[^A-Za-z0-9_-]", "_") + "'";
  }

  /** Whether the mapping carries changes of rows at all. */
  public static boolean pushes(ResolvedMapping mapping) {
    return mapping.bindings().stream().anyMatch(b -> b.direction().pushes());
  }

  /**
   * The columns whose change is a change of the row: the row key, those that are pushed, also while
   * they are out of service, and those that move it in or out of the scope. They stand by name, so
   * that a trigger stays what it is whatever becomes of a field.
   */
  public static List<Column> watched(ResolvedMapping mapping) {
    Map<String, Column> columns = new TreeMap<>();
    for (FieldBinding binding : mapping.remembered()) {
      if (binding.direction().pushes()) {
        binding.readColumns().forEach(c -> add(columns, c.name(), mapping));
      }
    }
    mapping.rows().columns().forEach(c -> add(columns, c, mapping));
    columns.remove(mapping.rowKey().name().value());
    return Stream.concat(Stream.of(mapping.rowKey()), columns.values().stream()).toList();
  }

  /** A column that is gone cannot be watched. */
  private static void add(Map<String, Column> columns, ColumnName name, ResolvedMapping mapping) {
    mapping.table().column(name.value()).ifPresent(c -> columns.put(c.name().value(), c));
  }

  /** Whether values of the type are compared as text, exactly, whatever their collation. */
  public static boolean isText(ColumnType type) {
    return switch (type) {
      case ColumnType.Varchar _, ColumnType.LongText _, ColumnType.Json _ -> true;
      case ColumnType.TextArray _, ColumnType.Other _ -> true;
      case ColumnType.Truth _, ColumnType.Whole _, ColumnType.Decimal _ -> false;
      case ColumnType.Floating _, ColumnType.Date _, ColumnType.Timestamp _ -> false;
      case ColumnType.TimeOfDay _, ColumnType.Uuid _ -> false;
    };
  }

  /** A text as a literal of SQL. */
  public static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
