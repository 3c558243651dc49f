package dev.syncline.simulator.soql.tree;

import java.util.List;

/** A function with its arguments. */
public record Call(Function function, List<Expression> arguments, int at) implements Expression {
  public Call {
    arguments = List.copyOf(arguments);
  }
}
