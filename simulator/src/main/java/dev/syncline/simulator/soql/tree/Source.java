package dev.syncline.simulator.soql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands after FROM.
 *
 * @param path the object's name; in a child subquery the relationship, maybe behind an alias
 * @param alias the object's second name; null when there is none
 * @param more further aliases for parents, as in {@code FROM Contact c, c.Account a}
 * @param scope the word after USING SCOPE; null when there is none
 */
public record Source(
    Path path, @Nullable String alias, List<ParentAlias> more, @Nullable Scope scope) {
  /** A second name for a parent. */
  public record ParentAlias(Path path, String alias) {}

  /** A USING SCOPE. */
  public record Scope(String name, int at) {}
}
