package dev.syncline.jdbc.change;

import dev.syncline.engine.database.MergeDecision.ColumnValue;
import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.page.RowsSwallowedException;
import dev.syncline.jdbc.page.ValueText;
import dev.syncline.jdbc.sql.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes some values of one row. */
final class RowValues {
  private final Connection connection;
  private final RowWords words;
  private final Dialect dialect;
  private final List<FieldBinding> bindings;

  RowValues(Connection connection, RowWords words) {
    this.connection = connection;
    this.words = words;
    this.dialect = words.dialect();
    this.bindings = words.layout().mapping().bindings();
  }

  /** Writes the columns of the row with that key; there must be one. */
  void write(List<ColumnValue> columns, String row) throws SQLException {
    String set =
        columns.stream()
            .map(c -> bindings.get(c.binding()))
            .map(b -> dialect.quote(b.column().name().value()) + " = " + parameter(b))
            .collect(Collectors.joining(", "));
    List<@Nullable Object> parameters = new ArrayList<>();
    columns.forEach(c -> parameters.add(ValueText.of(c.value(), words.forms())));
    parameters.add(row);
    String sql =
        "UPDATE %s SET %s WHERE %s = %s"
            .formatted(words.table(), set, words.key(), words.keyParameter());
    int written = Sql.update(connection, sql, parameters.toArray());
    if (written != 1) {
      throw new RowsSwallowedException(1, written);
    }
  }

  private String parameter(FieldBinding binding) {
    return switch (binding.kind()) {
      case Kind.Direct _, Kind.TypeName _, Kind.Computed _, Kind.Derived _, Kind.Related _ ->
          words.valueParameter(binding);
      case Kind.LocalKey _ -> words.parentKey(binding);
    };
  }
}
