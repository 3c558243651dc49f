package dev.syncline.salesforce.rest;

import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;

/** Checks that a condition from the configuration stays within the parentheses put around it. */
final class SoqlCondition {
  private final String text;
  private int at;
  private int depth;

  private SoqlCondition(String text) {
    this.text = text;
  }

  /**
   * The same condition.
   *
   * @throws OrgException of class MAPPING, code ORG-QUERY, with the place, if a literal or a
   *     parenthesis is left open, or one closes that never opened
   */
  static String checked(String where) {
    if (where.isBlank()) {
      throw refused("'where' is empty", 0);
    }
    SoqlCondition condition = new SoqlCondition(where);
    while (condition.at < where.length()) {
      condition.step();
    }
    if (condition.depth > 0) {
      throw refused("'where' leaves a parenthesis open", where.length());
    }
    return where;
  }

  private void step() {
    switch (text.charAt(at)) {
      case '\'' -> literal();
      case '(' -> depth++;
      case ')' -> {
        depth--;
        if (depth < 0) {
          throw refused("'where' closes a parenthesis that it did not open", at);
        }
      }
      default -> {
        // Everything else cannot leave the parentheses; the org judges it.
      }
    }
    at++;
  }

  private void literal() {
    int from = at;
    for (at++; at < text.length(); at++) {
      char c = text.charAt(at);
      if (c == '\\') {
        at++;
      } else if (c == '\'') {
        return;
      }
    }
    throw refused("'where' leaves a text open", from);
  }

  private static OrgException refused(String what, int place) {
    return new OrgException(
        new Problem(
            "ORG-QUERY",
            ErrorClass.MAPPING,
            what + " (character " + (place + 1) + ")",
            "Correct 'where' in the mapping."));
  }
}
