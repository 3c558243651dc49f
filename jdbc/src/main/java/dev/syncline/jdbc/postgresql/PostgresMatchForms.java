package dev.syncline.jdbc.postgresql;

import dev.syncline.engine.match.MatchNormal;
import dev.syncline.model.MatchPart;
import java.util.List;
import java.util.Optional;

/** The forms of {@link MatchNormal} in PostgreSQL's SQL. */
final class PostgresMatchForms {
  private static final String BLANKS = "E' \\t\\n\\r'";

  private PostgresMatchForms() {}

  static String form(MatchPart part, String text) {
    String trimmed = "btrim(" + text + ", " + BLANKS + ")";
    return switch (part.form()) {
      case EXACT -> "NULLIF(" + trimmed + ", '')";
      case FOLD -> "NULLIF(lower(" + trimmed + "), '')";
      case EMAIL ->
          "CASE WHEN position('@' IN %1$s) > 0 THEN lower(btrim(%1$s, %2$s)) END"
              .formatted(text, BLANKS);
      case PHONE -> phone(trimmed, part.country());
      case DOMAIN -> {
        String host =
            "regexp_replace(lower(%s), '%s.*$', '\\4')".formatted(trimmed, MatchNormal.HOST);
        yield "CASE WHEN position('.' IN %1$s) > 1 THEN %1$s END".formatted(host);
      }
    };
  }

  private static String phone(String text, Optional<String> country) {
    String number =
        "replace(regexp_replace(%s, '%s.*$', ''), '(0)', '')"
            .formatted(text, MatchNormal.EXTENSION);
    String digits = "regexp_replace(" + number + ", '[^0-9]', '', 'g')";
    String american =
        country.filter("1"::equals).isPresent()
            ? " WHEN length(%1$s) = 11 AND left(%1$s, 1) = '1' THEN %1$s".formatted(digits)
            : "";
    return """
    CASE WHEN length(ltrim(%1$s, '0')) < %2$d THEN NULL
      WHEN %3$s ~ '^[^0-9]*[+]' THEN %1$s WHEN left(%1$s, 2) = '00' THEN substr(%1$s, 3)%4$s
      ELSE '%5$s' || ltrim(%1$s, '0') END\
    """
        .formatted(digits, MatchNormal.LEAST_DIGITS, number, american, country.orElse(""));
  }

  /** A column of text without a collation of its own would stop the index of a staged key. */
  static String key(List<String> parts) {
    return "((" + String.join(") || E'\\x1f' || (", parts) + ")) COLLATE \"C\"";
  }
}
