package dev.syncline.app.expression;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.OpaqueType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Exact decimal numbers for expressions: CEL itself knows doubles only. Sums, differences, products
 * and comparisons are those of {@link BigDecimal}, also with whole numbers; a quotient says how
 * many digits it keeps.
 */
final class DecimalFunctions {
  static final CelType DECIMAL = OpaqueType.create("decimal");

  private static final int MAX_SCALE = 30;

  private DecimalFunctions() {}

  /** An operator of CEL on two numbers. */
  private enum Operator {
    ADD("_+_"),
    SUBTRACT("_-_"),
    MULTIPLY("_*_"),
    LESS("_<_"),
    LESS_EQUALS("_<=_"),
    GREATER("_>_"),
    GREATER_EQUALS("_>=_");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    private String id(String operands) {
      return name().toLowerCase(Locale.ROOT) + operands;
    }

    private CelType result() {
      return switch (this) {
        case ADD, SUBTRACT, MULTIPLY -> DECIMAL;
        case LESS, LESS_EQUALS, GREATER, GREATER_EQUALS -> SimpleType.BOOL;
      };
    }

    private Object apply(Decimal left, Decimal right) {
      BigDecimal one = left.number();
      BigDecimal other = right.number();
      return switch (this) {
        case ADD -> Decimal.of(one.add(other));
        case SUBTRACT -> Decimal.of(one.subtract(other));
        case MULTIPLY -> Decimal.of(one.multiply(other));
        case LESS -> one.compareTo(other) < 0;
        case LESS_EQUALS -> one.compareTo(other) <= 0;
        case GREATER -> one.compareTo(other) > 0;
        case GREATER_EQUALS -> one.compareTo(other) >= 0;
      };
    }
  }

  static List<CelFunctionDecl> declarations() {
    List<CelFunctionDecl> declarations = new ArrayList<>();
    for (Operator one : Operator.values()) {
      CelType result = one.result();
      declarations.add(
          newFunctionDeclaration(
              one.symbol,
              newGlobalOverload(one.id("_decimal_decimal"), result, DECIMAL, DECIMAL),
              newGlobalOverload(one.id("_decimal_int"), result, DECIMAL, SimpleType.INT),
              newGlobalOverload(one.id("_int_decimal"), result, SimpleType.INT, DECIMAL)));
    }
    declarations.add(
        newFunctionDeclaration("-_", newGlobalOverload("negate_decimal", DECIMAL, DECIMAL)));
    declarations.add(
        newFunctionDeclaration(
            "decimal",
            newGlobalOverload("decimal_string", DECIMAL, SimpleType.STRING),
            newGlobalOverload("decimal_int", DECIMAL, SimpleType.INT)));
    declarations.add(
        newFunctionDeclaration(
            "string", newGlobalOverload("decimal_to_string", SimpleType.STRING, DECIMAL)));
    declarations.add(newFunctionDeclaration("round", round()));
    declarations.add(newFunctionDeclaration("divide", divide()));
    return declarations;
  }

  private static CelOverloadDecl round() {
    return newGlobalOverload("round_decimal", DECIMAL, DECIMAL, SimpleType.INT);
  }

  private static CelOverloadDecl divide() {
    return newGlobalOverload("divide_decimal", DECIMAL, DECIMAL, DECIMAL, SimpleType.INT);
  }

  static List<CelFunctionBinding> bindings() {
    List<CelFunctionBinding> bindings = new ArrayList<>();
    for (Operator one : Operator.values()) {
      bindings.add(
          CelFunctionBinding.from(
              one.id("_decimal_decimal"), Decimal.class, Decimal.class, (a, b) -> one.apply(a, b)));
      bindings.add(
          CelFunctionBinding.from(
              one.id("_decimal_int"),
              Decimal.class,
              Long.class,
              (a, b) -> one.apply(a, Decimal.of(b))));
      bindings.add(
          CelFunctionBinding.from(
              one.id("_int_decimal"),
              Long.class,
              Decimal.class,
              (a, b) -> one.apply(Decimal.of(a), b)));
    }
    bindings.add(
        CelFunctionBinding.from(
            "negate_decimal", Decimal.class, a -> Decimal.of(a.number().negate())));
    bindings.add(CelFunctionBinding.from("decimal_string", String.class, DecimalFunctions::parse));
    bindings.add(CelFunctionBinding.from("decimal_int", Long.class, Decimal::of));
    bindings.add(
        CelFunctionBinding.from(
            "decimal_to_string", Decimal.class, a -> a.number().toPlainString()));
    bindings.add(
        CelFunctionBinding.from(
            "round_decimal",
            Decimal.class,
            Long.class,
            (a, scale) -> Decimal.of(a.number().setScale(scale(scale), RoundingMode.HALF_UP))));
    bindings.add(
        CelFunctionBinding.from(
            "divide_decimal",
            List.of(Decimal.class, Decimal.class, Long.class),
            arguments -> quotient(arguments)));
    return bindings;
  }

  private static Decimal quotient(Object[] arguments) {
    int scale = scale((Long) arguments[2]);
    BigDecimal dividend = ((Decimal) arguments[0]).number();
    BigDecimal divisor = ((Decimal) arguments[1]).number();
    return Decimal.of(dividend.divide(divisor, scale, RoundingMode.HALF_UP));
  }

  private static Decimal parse(String text) {
    if (text.length() > Decimal.MAX_DIGITS) {
      throw new ArithmeticException("a number has at most " + Decimal.MAX_DIGITS + " digits");
    }
    return Decimal.of(new BigDecimal(text.strip()));
  }

  private static int scale(Long scale) {
    if (scale < 0 || scale > MAX_SCALE) {
      throw new ArithmeticException("digits behind the point are 0 to " + MAX_SCALE);
    }
    return scale.intValue();
  }
}
