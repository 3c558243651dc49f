package dev.syncline.simulator.soql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One item between SELECT and FROM. */
public sealed interface SelectItem {
  /** The index of its first character in the statement. */
  int at();

  /**
   * A path or a function.
   *
   * @param alias the name behind it; null when there is none
   */
  record Value(Expression expression, @Nullable String alias, int at) implements SelectItem {}

  /** A child subquery. */
  record Children(Query query, int at) implements SelectItem {}

  /**
   * Fields that depend on the parent's object.
   *
   * @param otherwise the fields after ELSE; empty when there is none
   */
  record TypeOf(Path relationship, List<When> branches, List<Path> otherwise, int at)
      implements SelectItem {}

  /** One branch of a TYPEOF. */
  record When(String object, List<Path> fields, int at) {}
}
