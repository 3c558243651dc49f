package dev.syncline.app.expression;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelVarDecl;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.extensions.CelStringExtensions;
import dev.cel.extensions.CelStringExtensions.Function;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.List;

/**
 * The part of CEL that mappings may use. There are no macros, and so no loops: what an expression
 * costs grows with its length alone. Of the functions on texts, those that can multiply a text are
 * left out, and regular expressions have bounds of our own.
 *
 * <p>Source: Common Expression Language, language definition, "Macros" and "Standard Definitions".
 */
final class CelLanguage {
  private static final int MAX_CHARACTERS = 2_000;
  private static final int MAX_DEPTH = 32;

  /** The functions that every expression has. */
  private static final CelStandardDeclarations STANDARD =
      CelStandardDeclarations.newBuilder().excludeFunctions(StandardFunction.MATCHES).build();

  private static final CelOptions OPTIONS =
      CelOptions.current()
          .maxExpressionCodePointSize(MAX_CHARACTERS)
          .maxParseRecursionDepth(MAX_DEPTH)
          .enableComprehension(false)
          .evaluateCanonicalTypesToNativeValues(true)
          .errorOnIntWrap(true)
          .enableTimestampEpoch(true)
          .build();

  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(texts())
          .addFunctionBindings(DecimalFunctions.bindings())
          .addFunctionBindings(NullFunctions.bindings())
          .addFunctionBindings(TextPatterns.bindings())
          .build();

  private CelLanguage() {}

  static CelCompiler compiler(List<CelVarDecl> variables) {
    List<CelFunctionDecl> functions = DecimalFunctions.declarations();
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros()
        .setStandardEnvironmentEnabled(false)
        .setStandardDeclarations(STANDARD)
        .addLibraries(texts())
        .addFunctionDeclarations(functions)
        .addFunctionDeclarations(NullFunctions.declarations())
        .addFunctionDeclarations(TextPatterns.declaration())
        .addVarDeclarations(variables)
        .build();
  }

  static CelRuntime runtime() {
    return RUNTIME;
  }

  private static CelStringExtensions texts() {
    return CelExtensions.strings(
        Function.CHAR_AT,
        Function.INDEX_OF,
        Function.LAST_INDEX_OF,
        Function.LOWER_ASCII,
        Function.UPPER_ASCII,
        Function.SUBSTRING,
        Function.TRIM);
  }
}
