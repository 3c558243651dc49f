package dev.syncline.app.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelVarDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.syncline.engine.mapping.Expressions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes computations of expressions in CEL. */
public final class CelExpressions implements Expressions {
  @Override
  public Made make(String text, Map<String, Type> types) {
    List<CelVarDecl> variables =
        types.entrySet().stream()
            .map(one -> CelVarDecl.newVarDeclaration(one.getKey(), celType(one.getValue())))
            .toList();
    try {
      CelAbstractSyntaxTree checked = CelLanguage.compiler(variables).compile(text).getAst();
      Optional<Type> result = type(checked.getResultType());
      if (result.isEmpty()) {
        return new Made.Wrong(
            "it makes a %s; it must make a text, a whole number, a decimal, a truth value or a"
                    .formatted(checked.getResultType().name())
                + " moment (write decimal('0.19') for 0.19)");
      }
      List<String> inputs =
          checked.getReferenceMap().values().stream()
              .filter(reference -> reference.overloadIds().isEmpty())
              .map(reference -> reference.name())
              .filter(types::containsKey)
              .distinct()
              .sorted()
              .toList();
      CelRuntime.Program program = CelLanguage.runtime().createProgram(checked);
      return new Made.Right(inputs, result.get(), computation(text, inputs, types, program));
    } catch (CelValidationException e) {
      return new Made.Wrong(CelSyntax.where(e.getErrors().getFirst()));
    } catch (CelEvaluationException e) {
      return new Made.Wrong(String.valueOf(e.getMessage()));
    }
  }

  private static CelComputation computation(
      String text, List<String> inputs, Map<String, Type> types, CelRuntime.Program program) {
    return new CelComputation(
        text,
        inputs.stream()
            .map(name -> new CelComputation.Input(name, types.getOrDefault(name, Type.TEXT)))
            .toList(),
        program);
  }

  private static CelType celType(Type type) {
    return switch (type) {
      case TEXT -> SimpleType.STRING;
      case WHOLE -> SimpleType.INT;
      case DECIMAL -> DecimalFunctions.DECIMAL;
      case TRUTH -> SimpleType.BOOL;
      case MOMENT -> SimpleType.TIMESTAMP;
    };
  }

  private static Optional<Type> type(CelType type) {
    for (Type one : Type.values()) {
      if (celType(one).equals(type)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
