package dev.syncline.simulation.memory;

import dev.syncline.engine.mapping.TableDesign;
import dev.syncline.engine.mapping.TableDesign.ColumnDesign;
import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.TableDescription;
import java.util.ArrayList;
import java.util.List;

/** A table as a design says. */
final class DesignedTable {
  private static final int KEY_BITS = 64;

  private DesignedTable() {}

  static TableDescription of(TableDesign design) {
    List<Column> columns = new ArrayList<>();
    var unique = new ArrayList<ColumnName>();
    columns.add(new Column(design.key(), new ColumnType.Whole(KEY_BITS), false, true, false));
    for (ColumnDesign column : design.columns()) {
      columns.add(new Column(column.name(), column.type(), true, false, false));
      if (column.unique()) {
        unique.add(column.name());
      }
    }
    return new TableDescription(design.name(), columns, List.of(design.key()), unique);
  }
}
