package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.schema.Schema;
import dev.syncline.simulator.soql.api.ErrorCode;
import dev.syncline.simulator.soql.api.QuerySettings;
import dev.syncline.simulator.soql.api.SoqlException;
import dev.syncline.simulator.soql.tree.SourceText;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** One statement under inspection: what every check needs, and what is counted over all of it. */
final class Inspection {
  /** SOQL and SOSL Reference, relationship query limits. */
  private static final int MAX_PARENTS = 55;

  private static final int MAX_SUBQUERIES = 20;

  private final SourceText source;
  private final Schema schema;
  private final QuerySettings settings;
  private final Set<String> parents = new HashSet<>();
  private int subqueries;

  Inspection(SourceText source, Schema schema, QuerySettings settings) {
    this.source = source;
    this.schema = schema;
    this.settings = settings;
  }

  Schema schema() {
    return schema;
  }

  QuerySettings settings() {
    return settings;
  }

  SoqlException refuse(ErrorCode code, int at, String reason) {
    return source.refuse(code, at, reason);
  }

  SoqlException malformed(int at, String reason) {
    return source.refuse(ErrorCode.MALFORMED_QUERY, at, reason);
  }

  SoqlException invalidField(int at, String reason) {
    return source.refuse(ErrorCode.INVALID_FIELD, at, reason);
  }

  /** The object of this name, which can be queried. */
  ObjectDefinition object(String name, int at) {
    return schema
        .object(name)
        .filter(object -> object.is(ObjectDefinition.Flag.QUERYABLE))
        .orElseThrow(
            () ->
                refuse(
                    ErrorCode.INVALID_TYPE,
                    at,
                    "sObject type '"
                        + name
                        + "' is not supported. If you are attempting to use a custom object, be"
                        + " sure to append the '__c' after the entity name. Please reference your"
                        + " WSDL or the describe call for the appropriate names."));
  }

  /** Counts a relationship to a parent, once however often it is used. */
  void countParent(String path, int at) {
    parents.add(path.toLowerCase(Locale.ROOT));
    if (parents.size() > MAX_PARENTS) {
      throw malformed(
          at, "The query uses more than " + MAX_PARENTS + " child-to-parent relationships.");
    }
  }

  void countSubquery(int at) {
    if (++subqueries > MAX_SUBQUERIES) {
      throw malformed(
          at, "The query uses more than " + MAX_SUBQUERIES + " parent-to-child relationships.");
    }
  }
}
