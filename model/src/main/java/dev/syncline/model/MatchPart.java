package dev.syncline.model;

import java.util.Optional;

/**
 * One field of a match rule, and the form in which it is compared with its column.
 *
 * @param country the calling code that a telephone number without one has, such as {@code 49};
 *     absent leaves numbers without a country as they are
 */
public record MatchPart(FieldName field, MatchForm form, Optional<String> country) {
  public MatchPart {
    if (country.filter(c -> !c.matches("[0-9]{1,3}")).isPresent()) {
      throw new IllegalArgumentException("A calling code has one to three digits");
    }
  }
}
