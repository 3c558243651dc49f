package dev.syncline.engine.mapping;

import dev.syncline.engine.value.Computation;
import java.util.List;
import java.util.Map;

/** Makes computations of the expressions that stand in mappings. */
public interface Expressions {
  /** Knows no expressions: each is wrong. For where none can stand. */
  Expressions NONE = (text, _) -> new Made.Wrong("expressions are not known here: " + text);

  /**
   * The computation of a text, checked against the types of what it may read.
   *
   * @param types by name, such as {@code row.last_name}; the inputs of the computation have their
   *     names without what stands before the point
   */
  Made make(String text, Map<String, Type> types);

  /** What a value is to an expression. */
  enum Type {
    /** Characters; also days and times of day in ISO's form, lists and documents as JSON. */
    TEXT,
    /** A whole number of 64 bits. */
    WHOLE,
    /** An exact decimal number. */
    DECIMAL,
    /** Yes or no. */
    TRUTH,
    /** A moment. */
    MOMENT
  }

  /** What came of a text. */
  sealed interface Made {
    /**
     * A computation.
     *
     * @param inputs the names of what it reads, such as {@code row.last_name}
     * @param result the type of what it makes
     */
    record Right(List<String> inputs, Type result, Computation computation) implements Made {
      public Right {
        inputs = List.copyOf(inputs);
      }
    }

    /** The text is wrong; the reason says where in it. */
    record Wrong(String reason) implements Made {}
  }
}
