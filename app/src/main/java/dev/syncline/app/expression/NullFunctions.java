package dev.syncline.app.expression;

import static dev.cel.common.CelFunctionDecl.newFunctionDeclaration;
import static dev.cel.common.CelOverloadDecl.newGlobalOverload;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;

/** What expressions do with values that are empty. */
final class NullFunctions {
  private static final CelType ANY = TypeParamType.create("A");

  private NullFunctions() {}

  static List<CelFunctionDecl> declarations() {
    return List.of(
        newFunctionDeclaration("isNull", newGlobalOverload("is_null", SimpleType.BOOL, ANY)),
        newFunctionDeclaration("orElse", newGlobalOverload("or_else", ANY, ANY, ANY)));
  }

  static List<CelFunctionBinding> bindings() {
    return List.of(
        CelFunctionBinding.from("is_null", Object.class, NullFunctions::isNull),
        CelFunctionBinding.from(
            "or_else",
            Object.class,
            Object.class,
            (value, otherwise) -> isNull(value) ? otherwise : value));
  }

  static boolean isNull(Object value) {
    return value instanceof NullValue;
  }
}
