package dev.syncline.salesforce.rest;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.ObjectName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes SOQL: names only as identifiers, literals escaped, a condition from the configuration in
 * parentheses that it cannot leave.
 *
 * <p>Source: SOQL and SOSL Reference, "Reserved Characters" and "SELECT".
 */
public final class SoqlBuilder {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,254}");
  private static final int MAX_LENGTH = 100_000;

  private SoqlBuilder() {}

  /** Selects those columns of the records that the query means. */
  public static String select(List<String> columns, RecordQuery query) {
    String list = columns.stream().map(SoqlBuilder::path).collect(Collectors.joining(","));
    return bounded("SELECT " + list + from(query.object()) + conditions(query));
  }

  /**
   * Selects those columns of the records that the query means and that meet more conditions.
   *
   * @param more conditions that are whole in themselves
   * @param tail what stands behind them, such as an order; may be empty
   */
  public static String select(
      List<String> columns, RecordQuery query, List<String> more, String tail) {
    List<String> all = new ArrayList<>(conditionList(query));
    all.addAll(more);
    String list = columns.stream().map(SoqlBuilder::path).collect(Collectors.joining(","));
    return bounded("SELECT " + list + from(query.object()) + where(all) + tail);
  }

  /** The condition that a field is one of these literals. */
  public static String in(String field, List<String> literals) {
    return path(field) + " IN (" + String.join(",", literals) + ")";
  }

  /** The condition that a field compares so with a literal. */
  public static String compare(String field, String operator, String literal) {
    return path(field) + " " + operator + " " + literal;
  }

  /** Counts the records that the query means. */
  public static String count(RecordQuery query) {
    return bounded("SELECT COUNT()" + from(query.object()) + conditions(query));
  }

  /** Those of the records that are in the recycle bin; for queryAll. */
  public static String deletedAmong(ObjectName object, List<RecordId> ids) {
    return bounded(
        "SELECT Id"
            + from(object)
            + " WHERE IsDeleted = true AND Id IN ("
            + ids.stream().map(id -> literal(id.value())).collect(Collectors.joining(","))
            + ")");
  }

  /** The user name of a user. */
  static String userName(RecordId user) {
    return "SELECT Username FROM User WHERE Id = " + literal(user.value());
  }

  /** A text as a literal. */
  public static String literal(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('\'');
    text.chars()
        .forEach(
            c -> {
              switch (c) {
                case '\'' -> quoted.append("\\'");
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> quoted.append((char) c);
              }
            });
    return quoted.append('\'').toString();
  }

  private static String from(ObjectName object) {
    return " FROM " + identifier(object.value());
  }

  private static String conditions(RecordQuery query) {
    return where(conditionList(query));
  }

  private static List<String> conditionList(RecordQuery query) {
    List<String> all = new ArrayList<>();
    query.where().ifPresent(where -> all.add("(" + SoqlCondition.checked(where) + ")"));
    query.also().ifPresent(also -> all.add("(" + SoqlCondition.checked(also) + ")"));
    if (!query.recordTypes().isEmpty()) {
      all.add(
          query.recordTypes().stream()
              .map(SoqlBuilder::literal)
              .collect(Collectors.joining(",", "RecordType.DeveloperName IN (", ")")));
    }
    return all;
  }

  private static String where(List<String> all) {
    return all.isEmpty() ? "" : " WHERE " + String.join(" AND ", all);
  }

  /** A field, also one of a parent. */
  private static String path(String field) {
    return Stream.of(field.split("\\.", -1))
        .map(SoqlBuilder::identifier)
        .collect(Collectors.joining("."));
  }

  private static String identifier(String name) {
    if (!IDENTIFIER.matcher(name).matches()) {
      throw mapping(
          "'" + name + "' is not the API name of an object or field", "Correct the name.");
    }
    return name;
  }

  private static String bounded(String soql) {
    if (soql.length() > MAX_LENGTH) {
      throw mapping(
          "The query has " + soql.length() + " characters, SOQL takes " + MAX_LENGTH,
          "Map fewer fields or shorten 'where'.");
    }
    return soql;
  }

  private static OrgException mapping(String message, String action) {
    return new OrgException(new Problem("ORG-QUERY", ErrorClass.MAPPING, message, action));
  }
}
