package dev.syncline.simulator.data;

import dev.syncline.simulator.schema.FieldDefinition;

/**
 * Encrypted texts as those see them who lack the permission "View Encrypted Data". Salesforce Help,
 * custom field attributes, mask types.
 */
final class Masks {
  private Masks() {}

  static String masked(FieldDefinition field, String text) {
    String mask = field.mask().orElse("*");
    return switch (field.maskType().orElse("all")) {
      case "creditCard" -> spelled("####-####-####-", mask) + end(text, 4);
      case "ssn" -> spelled("###-##-", mask) + end(text, 4);
      case "lastFour" -> mask.repeat(Math.max(0, text.length() - 4)) + end(text, 4);
      case "sin" -> spelled("###-###-", mask) + end(text, 3);
      case "nino" -> spelled("## ## ## ## #", mask);
      default -> mask.repeat(text.length());
    };
  }

  private static String spelled(String pattern, String mask) {
    return pattern.replace("#", mask);
  }

  private static String end(String text, int characters) {
    return text.substring(Math.max(0, text.length() - characters));
  }
}
