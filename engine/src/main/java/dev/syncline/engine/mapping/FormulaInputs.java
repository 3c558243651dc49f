package dev.syncline.engine.mapping;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what a formula of Salesforce looks at. Pure.
 *
 * <p>Source: Salesforce Help, "Formula Operators and Functions": fields of parents are written as
 * {@code Account.Name} and {@code Plan__r.Rate__c}, global values begin with a dollar sign.
 */
public final class FormulaInputs {
  /** Salesforce Help, "Formula Field Limits": 3,900 characters; some packages have more. */
  private static final int MAX_LENGTH = 20_000;

  private static final Pattern SILENT =
      Pattern.compile(
          "/\\*.*?\\*/|\"(?:[^\"\\\\]++|\\\\.)*+\"|'(?:[^'\\\\]++|\\\\.)*+'", Pattern.DOTALL);

  private static final String WORD = "[A-Za-z][A-Za-z0-9_]*+";

  private static final Pattern NAME =
      Pattern.compile("(\\$?" + WORD + "(?:\\s*+\\.\\s*+" + WORD + ")*+)(\\s*+\\()?");

  /** What these say changes by itself, or with records to which nothing leads. */
  private static final Set<String> MOODY =
      Set.of("NOW", "TODAY", "TIMENOW", "VLOOKUP", "CURRENCYRATE", "GETSESSIONID", "PREDICT");

  private static final Set<String> CONSTANTS = Set.of("TRUE", "FALSE", "NULL");

  private FormulaInputs() {}

  /**
   * The fields, those of parents by the way to them.
   *
   * @return empty if the formula looks at anything else too, such as the time
   */
  public static Optional<Set<String>> of(String formula) {
    if (formula.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Set<String> fields = new TreeSet<>();
    Matcher names = NAME.matcher(SILENT.matcher(formula).replaceAll(" "));
    while (names.find()) {
      String name = names.group(1).replaceAll("\\s", "");
      String upper = name.toUpperCase(Locale.ROOT);
      boolean function = names.group(2) != null;
      if (name.startsWith("$") || (function && MOODY.contains(upper))) {
        return Optional.empty();
      }
      if (!function && !CONSTANTS.contains(upper)) {
        fields.add(name);
      }
    }
    return Optional.of(fields);
  }
}
