package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.tree.Call;
import dev.syncline.simulator.soql.tree.Expression;
import dev.syncline.simulator.soql.tree.Literal;
import dev.syncline.simulator.soql.tree.Path;

/** Finds what an expression means where it stands: over records, or over groups. */
interface Operands {
  /** Where an expression stands. */
  enum Use {
    FILTER,
    ORDER
  }

  Operand operand(Expression expression, Use use);

  /** What messages call an expression. */
  static String name(Expression expression, Operand operand) {
    if (operand instanceof Operand.Field field) {
      return field.member().name();
    }
    return switch (expression) {
      case Path path -> path.field();
      case Call call -> call.function().name();
      case Literal literal -> "";
    };
  }
}
