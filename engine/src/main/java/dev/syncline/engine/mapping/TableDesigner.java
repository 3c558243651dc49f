package dev.syncline.engine.mapping;

import dev.syncline.engine.mapping.TableDesign.ColumnDesign;
import dev.syncline.model.ColumnType;
import dev.syncline.model.Field;
import dev.syncline.model.FieldType;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.ObjectDescription;
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
}
