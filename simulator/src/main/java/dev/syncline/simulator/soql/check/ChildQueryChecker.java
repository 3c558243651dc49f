package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.schema.ChildRelationship;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soql.api.ErrorCode;
import dev.syncline.simulator.soql.plan.RecordPlan;
import dev.syncline.simulator.soql.plan.Shape;
import dev.syncline.simulator.soql.plan.SortKey;
import dev.syncline.simulator.soql.plan.StatementPlan;
import dev.syncline.simulator.soql.tree.Path;
import dev.syncline.simulator.soql.tree.Query;
import java.util.List;

/** Checks a subquery for children. */
final class ChildQueryChecker {
  /** From this version on, children can have children. */
  private static final int DEEP_VERSION = 58;

  /**
   * SOQL and SOSL Reference, using relationship queries: the parent counts as the first of five
   * levels.
   */
  private static final int MAX_DEPTH = 4;

  /** A checked subquery. */
  record Children(String relationship, Shape.ChildrenPart part) {}

  private final Scope parent;
  private final Inspection inspection;
  private final int depth;

  /**
   * @param depth how many subqueries deep the query lies; 1 right below the statement
   */
  ChildQueryChecker(Scope parent, int depth) {
    this.parent = parent;
    this.inspection = parent.inspection();
    this.depth = depth;
  }

  Children check(Query query) {
    requireDepth(query);
    ChildRelationship relationship = relationship(query.source().path());
    if (query.groupBy() != null) {
      throw inspection.malformed(
          query.groupBy().at(), "only root queries support aggregate expressions");
    }
    ObjectDefinition object = relationship.child();
    Scope scope = Scope.of(inspection, object, query.source());
    StatementPlan.RecordAnswer answer = new SelectChecker(scope, depth).check(query);
    List<SortKey> order =
        RecordChecker.order(inspection, query.orderBy(), new RecordOperands(scope));
    RecordPlan plan = new RecordChecker(scope, false).check(query, order);
    return new Children(
        relationship.name().orElseThrow(),
        new Shape.ChildrenPart(relationship.field(), plan, answer.shape()));
  }

  private void requireDepth(Query query) {
    int allowed = inspection.settings().apiVersion() >= DEEP_VERSION ? MAX_DEPTH : 1;
    if (depth > allowed) {
      throw inspection.malformed(
          query.at(),
          "SOQL statements cannot query aggregate relationships more than "
              + allowed
              + (allowed == 1 ? " level" : " levels")
              + " away from the root entity object.");
    }
  }

  private ChildRelationship relationship(Path path) {
    List<String> names = parent.expand(path.names());
    String name = names.getLast();
    return inspection.schema().childRelationships(parent.object()).stream()
        .filter(r -> names.size() == 1 && r.name().filter(name::equalsIgnoreCase).isPresent())
        .filter(r -> r.child().is(ObjectDefinition.Flag.QUERYABLE))
        .findFirst()
        .orElseThrow(
            () ->
                inspection.refuse(
                    ErrorCode.INVALID_TYPE,
                    path.at(),
                    "Didn't understand relationship '"
                        + name
                        + "' in FROM part of query call. If you are attempting to use a custom"
                        + " relationship, be sure to append the '__r' after the custom"
                        + " relationship name. Please reference your WSDL or the describe call"
                        + " for the appropriate names."));
  }
}
