package dev.syncline.simulator.search;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is searched for, and where.
 *
 * @param words what the records are to contain
 * @param group which of their fields count
 * @param targets the objects with what is shown of them; empty for every searchable one
 * @param limit how many records are found at most
 */
record SearchRequest(WordPattern words, FieldGroup group, List<Target> targets, int limit) {
  /** How many records one search finds. SOQL and SOSL Reference, SOSL limits. */
  static final int MAX_RECORDS = 2_000;

  SearchRequest {
    targets = List.copyOf(targets);
    limit = Math.clamp(limit, 0, MAX_RECORDS);
  }

  /** Which fields count. */
  enum FieldGroup {
    ALL,
    NAME,
    EMAIL,
    PHONE,
    SIDEBAR
  }

  /**
   * What is shown of one object.
   *
   * @param fields as in SELECT, separated by commas
   * @param clauses what follows in SOQL: WHERE and ORDER BY; may be empty
   * @param limit how many of its records are found at most
   * @param offset how many of them are passed over
   */
  record Target(String object, String fields, String clauses, int limit, int offset) {
    private static final Pattern WINDOW =
        Pattern.compile(
            "(?:^|\\s)(?:LIMIT\\s+(\\d{1,6}))?\\s*(?:OFFSET\\s+(\\d{1,6}))?\\s*$",
            Pattern.CASE_INSENSITIVE);

    /** What is shown of an object, LIMIT and OFFSET at the end of the clauses taken out. */
    static Target of(String object, String fields, String clauses) {
      Matcher window = WINDOW.matcher(clauses);
      if (!window.find()) {
        return new Target(object, fields, clauses, MAX_RECORDS, 0);
      }
      String limit = window.group(1);
      String offset = window.group(2);
      return new Target(
          object,
          fields,
          clauses.substring(0, window.start()),
          limit == null ? MAX_RECORDS : Integer.parseInt(limit),
          offset == null ? 0 : Integer.parseInt(offset));
    }

    /** The statement whose rows may match. */
    String statement() {
      return "SELECT " + fields + " FROM " + object + " " + clauses;
    }
  }
}
