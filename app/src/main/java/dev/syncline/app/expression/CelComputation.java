package dev.syncline.app.expression;

import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.syncline.engine.mapping.Expressions.Type;
import dev.syncline.engine.value.Computation;
import dev.syncline.engine.value.Fit;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A compiled expression. Its text tells it from others. */
final class CelComputation implements Computation {
  private final String text;
  private final List<Input> inputs;
  private final CelRuntime.Program program;

  /** One thing that it reads. */
  record Input(String name, Type type) {}

  /**
   * @param inputs what it reads, in the order in which the values come
   */
  CelComputation(String text, List<Input> inputs, CelRuntime.Program program) {
    this.text = text;
    this.inputs = List.copyOf(inputs);
    this.program = program;
  }

  @Override
  public Fit of(Value.Compound values) {
    boolean empty = values.components().stream().anyMatch(c -> Value.NULL.equals(c.value()));
    try {
      Map<String, Object> variables = new HashMap<>();
      for (int i = 0; i < inputs.size(); i++) {
        Value value = values.components().get(i).value();
        variables.put(inputs.get(i).name(), object(value, inputs.get(i).type()));
      }
      return new Fit.Fits(value(program.eval(variables)));
    } catch (CelEvaluationException | ArithmeticException | NumberFormatException _) {
      return failed(empty);
    }
  }

  /** The words of the failure itself may hold values: they are not shown. */
  private static Fit failed(boolean empty) {
    return new Fit.Misfit(
        "EXPRESSION-FAILED",
        empty
            ? "cannot be computed, and something that the expression reads is empty"
            : "cannot be computed from what the expression reads",
        "Correct what the expression reads, or write the expression for such values too: with"
            + " isNull(x) ? … : …, or orElse(x, …)");
  }

  private static Object object(Value value, Type type) {
    return switch (value) {
      case Value.Null _ -> NullValue.NULL_VALUE;
      case Value.Text(String held) -> held;
      case Value.Bool(boolean truth) -> truth;
      case Value.Numeric(BigDecimal number) ->
          type == Type.WHOLE ? (Object) number.longValueExact() : Decimal.of(number);
      case Value.Day day -> day.date().toString();
      case Value.Moment(Instant instant) -> instant;
      case Value.TimeOfDay time -> time.time().toString();
      case Value.Compound compound -> compound.toString();
    };
  }

  private static Value value(Object result) {
    return switch (result) {
      case NullValue _ -> Value.NULL;
      case String made -> new Value.Text(made);
      case Boolean truth -> new Value.Bool(truth);
      case Long whole -> new Value.Numeric(new BigDecimal(BigInteger.valueOf(whole)));
      case Decimal decimal -> new Value.Numeric(decimal.number());
      case Instant instant -> new Value.Moment(instant);
      default -> throw new ArithmeticException("no value: " + result.getClass().getSimpleName());
    };
  }

  @Override
  public String toString() {
    return "CEL " + text;
  }
}
