package dev.syncline.simulator.soql.tree;

import java.util.List;

/** A field name, with the relationship names that lead to it: {@code Account.Owner.Name}. */
public record Path(List<String> names, int at) implements Expression {
  public Path {
    names = List.copyOf(names);
  }

  /** The path as written, dots between. */
  public String text() {
    return String.join(".", names);
  }

  /** The last name: the field. */
  public String field() {
    return names.getLast();
  }
}
