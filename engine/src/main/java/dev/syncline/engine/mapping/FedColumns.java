package dev.syncline.engine.mapping;

import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Columns that a mapping's own pulls write and of which it makes fields: what is pulled into one
 * field is to be pushed to another, so that even our own write is a change of the row.
 */
public final class FedColumns {
  private FedColumns() {}

  /** All of them, in the order of their names; those that are gone from the table are left out. */
  public static List<Column> of(ResolvedMapping mapping) {
    Set<ColumnName> pulled =
        mapping.remembered().stream()
            .filter(b -> b.direction().pulls() && b.hasColumn())
            .map(b -> b.column().name())
            .collect(Collectors.toSet());
    return mapping.remembered().stream()
        .filter(b -> b.direction().pushes() && !b.hasColumn())
        .flatMap(b -> b.readColumns().stream())
        .filter(c -> pulled.contains(c.name()))
        .filter(c -> mapping.table().column(c.name().value()).isPresent())
        .distinct()
        .sorted(Comparator.comparing(Column::name))
        .toList();
  }

  /**
   * Whether a row that our own pull makes is a change too: its record may hold anything in a field
   * that gets a column of a related row, and so is to be told what the row says.
   */
  public static boolean inNewRows(ResolvedMapping mapping) {
    return !mapping.relations().isEmpty();
  }
}
