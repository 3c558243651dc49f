package dev.syncline.simulator.soql.check;

import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soql.plan.Hop;
import dev.syncline.simulator.soql.plan.Member;
import dev.syncline.simulator.soql.plan.Operand;
import dev.syncline.simulator.soql.tree.Path;
import dev.syncline.simulator.soql.tree.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The names that one query's paths can start with, and what they lead to. */
final class Scope {
  /** SOQL and SOSL Reference, relationship query limits: five levels up. */
  private static final int MAX_HOPS = 5;

  private final Inspection inspection;
  private final Target target;
  private final String label;
  private final Map<String, List<String>> aliases = new HashMap<>();

  private Scope(Inspection inspection, Target target, String label) {
    this.inspection = inspection;
    this.target = target;
    this.label = label;
  }

  /** The scope of a query on this object. */
  static Scope of(Inspection inspection, ObjectDefinition object, Source source) {
    var scope = new Scope(inspection, Target.of(object), object.name() + "@" + source.path().at());
    String alias = source.alias();
    if (alias != null) {
      scope.aliases.put(alias.toLowerCase(Locale.ROOT), List.of());
    }
    for (Source.ParentAlias parent : source.more()) {
      scope.aliases.put(
          parent.alias().toLowerCase(Locale.ROOT), scope.expand(parent.path().names()));
    }
    for (Source.ParentAlias parent : source.more()) {
      scope.hops(scope.expand(parent.path().names()), parent.path().at());
    }
    return scope;
  }

  /** The scope of a branch of a TYPEOF. */
  Scope within(Target branch) {
    return new Scope(inspection, branch, label + "/" + branch.entity());
  }

  Inspection inspection() {
    return inspection;
  }

  Target target() {
    return target;
  }

  /** The object of the query; the first of several in a TYPEOF's ELSE. */
  ObjectDefinition object() {
    return target.objects().getFirst();
  }

  /** The names of a path without an alias or the object's own name in front. */
  List<String> expand(List<String> names) {
    String head = names.getFirst().toLowerCase(Locale.ROOT);
    List<String> rest = names.subList(1, names.size());
    List<String> aliased = aliases.get(head);
    if (aliased != null && (!rest.isEmpty() || !aliased.isEmpty())) {
      var expanded = new ArrayList<>(aliased);
      expanded.addAll(rest);
      return expanded;
    }
    boolean itself =
        !rest.isEmpty()
            && head.equalsIgnoreCase(target.entity())
            && target.hop(inspection.schema(), head).isEmpty();
    return itself ? rest : names;
  }

  /** The field that a path leads to. */
  Operand.Field field(Path path) {
    List<String> names = expand(path.names());
    List<Hop> hops = hops(names.subList(0, names.size() - 1), path.at());
    Target end = hops.isEmpty() ? target : Target.of(hops.getLast());
    String name = names.getLast();
    Member member =
        end.member(name)
            .orElseThrow(
                () ->
                    inspection.invalidField(
                        path.at(),
                        "No such column '"
                            + name
                            + "' on entity '"
                            + end.entity()
                            + "'. If you are attempting to use a custom field, be sure to append"
                            + " the '__c' after the custom field name. Please reference your WSDL"
                            + " or the describe call for the appropriate names."));
    return new Operand.Field(hops, member);
  }

  /** The steps that relationship names lead along. */
  List<Hop> hops(List<String> relationships, int at) {
    if (relationships.size() > MAX_HOPS) {
      throw inspection.malformed(
          at, "A child-to-parent relationship can have at most " + MAX_HOPS + " levels.");
    }
    var hops = new ArrayList<Hop>();
    Target here = target;
    for (String relationship : relationships) {
      Hop hop =
          here.hop(inspection.schema(), relationship)
              .orElseThrow(
                  () ->
                      inspection.invalidField(
                          at,
                          "Didn't understand relationship '"
                              + relationship
                              + "' in field path. If you are attempting to use a custom"
                              + " relationship, be sure to append the '__r' after the custom"
                              + " relationship name. Please reference your WSDL or the describe"
                              + " call for the appropriate names."));
      hops.add(hop);
      inspection.countParent(
          label + "." + String.join(".", relationships.subList(0, hops.size())), at);
      here = Target.of(hop);
    }
    return hops;
  }
}
