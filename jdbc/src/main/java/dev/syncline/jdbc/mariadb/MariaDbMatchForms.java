package dev.syncline.jdbc.mariadb;

import dev.syncline.engine.match.MatchNormal;
import dev.syncline.model.MatchPart;
import java.util.List;
import java.util.Optional;

/** The forms of {@link MatchNormal} in MariaDB's SQL. Texts come with a binary collation. */
final class MariaDbMatchForms {
  private MariaDbMatchForms() {}

  static String form(MatchPart part, String text) {
    String trimmed =
        "REGEXP_REPLACE(" + text + ", '^[ \\\\t\\\\n\\\\r]+|[ \\\\t\\\\n\\\\r]+$', '')";
    return switch (part.form()) {
      case EXACT -> "NULLIF(" + trimmed + ", '')";
      case FOLD -> "NULLIF(LOWER(" + trimmed + "), '')";
      case EMAIL -> "IF(INSTR(%s, '@') > 0, LOWER(%s), NULL)".formatted(text, trimmed);
      case PHONE -> phone(trimmed, part.country());
      case DOMAIN -> {
        String host =
            "REGEXP_REPLACE(LOWER(%s), '(?s)%s.*$', '\\\\4')".formatted(trimmed, MatchNormal.HOST);
        yield "IF(INSTR(%1$s, '.') > 1, %1$s, NULL)".formatted(host);
      }
    };
  }

  private static String phone(String text, Optional<String> country) {
    String number =
        "REPLACE(REGEXP_REPLACE(%s, '(?s)%s.*$', ''), '(0)', '')"
            .formatted(text, MatchNormal.EXTENSION);
    String digits = "REGEXP_REPLACE(" + number + ", '[^0-9]', '')";
    String american =
        country.filter("1"::equals).isPresent()
            ? " WHEN CHAR_LENGTH(%1$s) = 11 AND LEFT(%1$s, 1) = '1' THEN %1$s".formatted(digits)
            : "";
    return """
    CASE WHEN CHAR_LENGTH(TRIM(LEADING '0' FROM %1$s)) < %2$d THEN NULL
      WHEN %3$s REGEXP '^[^0-9]*[+]' THEN %1$s
      WHEN LEFT(%1$s, 2) = '00' THEN SUBSTR(%1$s, 3)%4$s
      ELSE CONCAT('%5$s', TRIM(LEADING '0' FROM %1$s)) END\
    """
        .formatted(digits, MatchNormal.LEAST_DIGITS, number, american, country.orElse(""));
  }

  static String key(List<String> parts) {
    return parts.size() == 1
        ? parts.getFirst()
        : "CONCAT(" + String.join(", CHAR(31 USING utf8mb4), ", parts) + ")";
  }
}
