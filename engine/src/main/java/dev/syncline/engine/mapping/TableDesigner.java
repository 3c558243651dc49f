package dev.syncline.engine.mapping;

import dev.syncline.engine.mapping.TableDesign.ColumnDesign;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Field;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.TableDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Designs the table of a mapping that says {@code create: true}. */
public final class TableDesigner {
  private TableDesigner() {}

  /**
   * The table: an identity column, the record id, and one column per mapped field in describe's
   * order. A reference to a mapped object gets a column of the type of the parent's row key.
   *
   * @param all every mapping of the configuration, to find parents among
   * @param rowKeyType the type of a parent's row key, where its table is there already; a parent
   *     that is to be created has a 64-bit one
   */
  public static TableDesign design(
      Mapping mapping,
      ObjectDescription object,
      List<Mapping> all,
      Function<MappingName, Optional<ColumnType>> rowKeyType) {
    var parents = new Parents(mapping, all);
    var columns = new ArrayList<ColumnDesign>();
    for (MappedFields.Wanted wanted : MappedFields.of(mapping, object)) {
      Field field = wanted.field();
      Optional<MappingName> parent = parents.of(field, wanted.said());
      ColumnType type =
          parent
              .map(p -> rowKeyType.apply(p).orElse(new ColumnType.Whole(Long.SIZE)))
              .orElseGet(() -> ColumnTypes.fitting(field));
      boolean isId = field.type() == FieldType.ID;
      boolean indexed = parent.isPresent() || field.flags().externalId();
      boolean isKey =
          mapping
              .rules()
              .key()
              .filter(k -> Parents.same(k.value(), field.name().value()))
              .isPresent();
      columns.add(new ColumnDesign(wanted.column(), type, isId || isKey, indexed));
    }
    return new TableDesign(mapping.table(), ColumnNames.KEY, columns);
  }

  /**
   * The columns that a table lacks of the fields that a mapping lists, in describe's order. What
   * computed lines fill is not designed: their types are not known.
   *
   * @param rowKeyType the type of a parent's row key
   */
  public static List<ColumnDesign> missing(
      Mapping mapping,
      ObjectDescription object,
      TableDescription table,
      List<Mapping> all,
      Function<MappingName, Optional<ColumnType>> rowKeyType) {
    TableDesign whole = design(mapping, object, all, rowKeyType);
    List<ColumnName> listed =
        MappedFields.of(mapping, object).stream()
            .filter(wanted -> wanted.said().isPresent())
            .map(MappedFields.Wanted::column)
            .toList();
    return whole.columns().stream()
        .filter(c -> listed.contains(c.name()) && table.column(c.name().value()).isEmpty())
        .toList();
  }

  /** A table as the catalog will show it once these columns are added. */
  public static TableDescription with(TableDescription table, List<ColumnDesign> columns) {
    List<Column> all = new ArrayList<>(table.columns());
    columns.forEach(c -> all.add(new Column(c.name(), c.type(), true, false, false)));
    return new TableDescription(
        table.name(), all, table.primaryKey(), table.uniqueColumns(), table.neighbours());
  }
}
