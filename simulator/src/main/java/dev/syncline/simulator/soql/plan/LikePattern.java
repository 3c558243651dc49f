package dev.syncline.simulator.soql.plan;

import java.util.ArrayList;
import java.util.List;

/** A LIKE pattern, matched without regard to case against the whole text. */
public final class LikePattern {
  private enum Kind {
    ONE,
    MANY,
    EXACT
  }

  private record Step(Kind kind, char character) {}

  private final List<Step> steps = new ArrayList<>();
  private final String text;

  /**
   * @param pattern {@code %} stands for any text, {@code _} for one character; a backslash takes
   *     the meaning from the next character
   */
  public LikePattern(String pattern) {
    this.text = pattern;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\' && i + 1 < pattern.length()) {
        i++;
        steps.add(new Step(Kind.EXACT, TextOrder.fold(pattern.charAt(i))));
      } else if (c == '%') {
        steps.add(new Step(Kind.MANY, c));
      } else if (c == '_') {
        steps.add(new Step(Kind.ONE, c));
      } else {
        steps.add(new Step(Kind.EXACT, TextOrder.fold(c)));
      }
    }
  }

  /** Whether the text matches. Time is bounded by the product of the lengths. */
  public boolean matches(String value) {
    int step = 0;
    int at = 0;
    int lastMany = -1;
    int resumeAt = 0;
    while (at < value.length()) {
      if (step < steps.size() && steps.get(step).kind() == Kind.MANY) {
        lastMany = step++;
        resumeAt = at;
      } else if (step < steps.size() && matchesOne(steps.get(step), value.charAt(at))) {
        at += width(steps.get(step++), value, at);
      } else if (lastMany >= 0) {
        step = lastMany + 1;
        at = ++resumeAt;
      } else {
        return false;
      }
    }
    while (step < steps.size() && steps.get(step).kind() == Kind.MANY) {
      step++;
    }
    return step == steps.size();
  }

  private static boolean matchesOne(Step step, char c) {
    return step.kind() == Kind.ONE || step.character() == TextOrder.fold(c);
  }

  /** How many chars a step takes: one sign outside the basic plane is a pair of them. */
  private static int width(Step step, String value, int at) {
    return step.kind() == Kind.ONE ? Character.charCount(value.codePointAt(at)) : 1;
  }

  @Override
  public String toString() {
    return text;
  }
}
