package dev.syncline.simulator.soql.tree;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** GROUP BY with its HAVING. */
public record GroupBy(Mode mode, List<Expression> keys, @Nullable Condition having, int at) {
  /** Which subtotals are asked. */
  public enum Mode {
    PLAIN,
    ROLLUP,
    CUBE
  }
}
