package dev.syncline.model;

import java.util.List;

/**
 * What a record and a row must share to be the same: all of these fields, none of them empty.
 *
 * @param parts at least one, at most {@link #MAX_PARTS}
 */
public record MatchRule(List<MatchPart> parts) {
  /** The most fields of a rule. */
  public static final int MAX_PARTS = 5;

  public MatchRule {
    parts = List.copyOf(parts);
    if (parts.isEmpty() || parts.size() > MAX_PARTS) {
      throw new IllegalArgumentException("A match rule has 1 to " + MAX_PARTS + " fields");
    }
  }
}
