package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soql.plan.Hop;
import dev.syncline.simulator.soql.plan.Shape;
import dev.syncline.simulator.soql.tree.Path;
import dev.syncline.simulator.soql.tree.SelectItem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Checks a TYPEOF. */
final class TypeOfChecker {
  /** A checked TYPEOF. */
  record TypeOf(String relationship, Shape.TypeOfPart part) {}

  private final Scope scope;
  private final Inspection inspection;

  TypeOfChecker(Scope scope) {
    this.scope = scope;
    this.inspection = scope.inspection();
  }

  TypeOf check(SelectItem.TypeOf typeOf) {
    Path relationship = typeOf.relationship();
    List<Hop> hops = scope.hops(scope.expand(relationship.names()), relationship.at());
    if (hops.size() != 1 || !hops.getFirst().polymorphic()) {
      throw inspection.malformed(
          relationship.at(),
          "TYPEOF needs a polymorphic relationship of the queried object; '"
              + relationship.text()
              + "' is none.");
    }
    Hop hop = hops.getFirst();
    Map<ObjectDefinition, Shape> branches = new HashMap<>();
    for (SelectItem.When when : typeOf.branches()) {
      ObjectDefinition object = target(hop, when);
      Shape shape = SelectChecker.shape(scope.within(Target.of(object)), when.fields());
      if (branches.put(object, shape) != null) {
        throw inspection.malformed(
            when.at(), "WHEN clause operand [" + when.object() + "] is not unique");
      }
      inspection.countParent(hop.relationship() + "#" + object.name(), when.at());
    }
    Shape otherwise =
        typeOf.otherwise().isEmpty()
            ? null
            : SelectChecker.shape(scope.within(Target.of(hop)), typeOf.otherwise());
    return new TypeOf(
        hop.relationship(), new Shape.TypeOfPart(hop, Map.copyOf(branches), otherwise));
  }

  private ObjectDefinition target(Hop hop, SelectItem.When when) {
    return hop.targets().stream()
        .filter(object -> object.name().equalsIgnoreCase(when.object()))
        .findFirst()
        .orElseThrow(
            () ->
                inspection.malformed(
                    when.at(),
                    "WHEN clause operand ["
                        + when.object()
                        + "] is no object that '"
                        + hop.relationship()
                        + "' can refer to."));
  }
}
