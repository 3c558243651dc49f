package dev.syncline.engine.scope;

import dev.syncline.model.Column;
import dev.syncline.model.ColumnName;
import dev.syncline.model.ColumnType;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Mapping;
import dev.syncline.model.Problem;
import dev.syncline.model.RowCondition;
import dev.syncline.model.RowCondition.Comparison;
import dev.syncline.model.Scope;
import dev.syncline.model.TableDescription;
import dev.syncline.model.Value;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which rows of a table a mapping pushes.
 *
 * @param rows the condition that rows must meet; absent means all
 * @param draft the condition that keeps a row from being pushed yet; absent means that none does
 */
public record RowScope(Optional<RowCondition> rows, Optional<RowCondition> draft) {
  /** All rows. */
  public static final RowScope ALL = new RowScope(Optional.empty(), Optional.empty());

  /** Why a scope does not fit its table. */
  public static final class MisfitException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Problem problem;

    MisfitException(Problem problem) {
      super(problem.message());
      this.problem = problem;
    }

    /** The problem, with place and remedy. */
    public Problem problem() {
      return problem;
    }
  }

  /** The scope of a mapping, its values in the types of the table's columns. */
  public static RowScope of(Mapping mapping, TableDescription table) throws MisfitException {
    Scope scope = mapping.rules().scope();
    Optional<RowCondition> rows = Optional.empty();
    if (scope.rows().isPresent()) {
      rows = Optional.of(condition(mapping, "rows", scope.rows().get(), table));
    }
    Optional<RowCondition> draft = Optional.empty();
    if (scope.draft().isPresent()) {
      draft = Optional.of(draft(mapping, scope.draft().get(), table));
    }
    return new RowScope(rows, draft);
  }

  /**
   * The condition that a text says, its values in the types of the table's columns.
   *
   * @param where the text stands, for the problem if it does not fit
   */
  public static RowCondition condition(
      Mapping mapping, String where, String text, TableDescription table) throws MisfitException {
    try {
      return new ConditionTypes(table).typed(ConditionReader.read(text));
    } catch (ConditionException e) {
      throw new MisfitException(
          problem(mapping, where, String.valueOf(e.getMessage()), e.action()));
    } catch (ConditionTypes.MistypedException e) {
      throw new MisfitException(
          problem(mapping, where, String.valueOf(e.getMessage()), e.action()));
    }
  }

  private static RowCondition draft(Mapping mapping, ColumnName name, TableDescription table)
      throws MisfitException {
    Optional<Column> column = table.column(name.value());
    if (column.isEmpty()) {
      throw new MisfitException(
          problem(
              mapping,
              "draft",
              "table " + table.name() + " has no column '" + name + "'",
              "name a column that is true while the row is a draft"));
    }
    ColumnName real = column.get().name();
    return switch (column.get().type()) {
      case ColumnType.Truth _ ->
          new RowCondition.Compared(real, Comparison.EQUAL, new Value.Bool(true));
      case ColumnType.Date _, ColumnType.Timestamp _ -> new RowCondition.Empty(real);
      case ColumnType.Varchar _,
          ColumnType.LongText _,
          ColumnType.Whole _,
          ColumnType.Decimal _,
          ColumnType.Floating _,
          ColumnType.TimeOfDay _,
          ColumnType.Uuid _,
          ColumnType.Json _,
          ColumnType.TextArray _,
          ColumnType.Other _ ->
          throw new MisfitException(
              problem(
                  mapping,
                  "draft",
                  "column " + table.name() + "." + real + " is neither yes or no nor a time",
                  "name a column of yes and no, or of the time of release; or write 'rows'"));
    };
  }

  private static Problem problem(Mapping mapping, String key, String message, String action) {
    return new Problem(
        "MAPPING-SCOPE",
        ErrorClass.MAPPING,
        "mapping %s: '%s': %s".formatted(mapping.name(), key, message),
        action);
  }

  /** Whether some rows are not pushed. */
  public boolean narrows() {
    return rows.isPresent() || draft.isPresent();
  }

  /** The columns whose change may move a row in or out. */
  public Set<ColumnName> columns() {
    Set<ColumnName> columns = new HashSet<>();
    rows.ifPresent(condition -> columns.addAll(condition.columns()));
    draft.ifPresent(condition -> columns.addAll(condition.columns()));
    return columns;
  }
}
