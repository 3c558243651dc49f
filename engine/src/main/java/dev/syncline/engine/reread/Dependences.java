package dev.syncline.engine.reread;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FormulaInputs;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.mapping.VolatileFields;
import dev.syncline.model.Field;
import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectDescription.Detail;
import dev.syncline.model.ObjectName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * On what the volatile lines of a mapping depend, as far as describe tells. Pure.
 *
 * @param parents the ways to records whose changes change values here, such as {@code Account} and
 *     {@code Account.Owner}
 * @param details records whose changes change values of those that they belong to
 * @param lines all volatile lines
 * @param unknown those of which it is not known what else changes them
 */
public record Dependences(
    List<String> parents, List<Detail> details, List<FieldName> lines, List<FieldName> unknown) {
  /** More kinds of details are not asked for: all records are read instead. */
  static final int MAX_DETAILS = 10;

  /** A formula that looks at formulas deeper than that is taken for unknown. */
  private static final int MAX_DEPTH = 20;

  /** SOQL and SOSL Reference, "Understanding Relationship Query Limitations". */
  private static final int MAX_STEPS = 5;

  private static final FieldName STAMP = new FieldName("SystemModstamp");

  /** Standard fields to which details belong that can be summed up. */
  private static final Set<String> STANDARD =
      Set.of(
          "Opportunity.AccountId",
          "OpportunityLineItem.OpportunityId",
          "CampaignMember.CampaignId",
          "OrderItem.OrderId",
          "QuoteLineItem.QuoteId");

  public Dependences {
    parents = List.copyOf(parents);
    details = List.copyOf(details);
    lines = List.copyOf(lines);
    unknown = List.copyOf(unknown);
  }

  /**
   * Finds them.
   *
   * @param describe looks up objects; empty for what the integration user does not see
   */
  public static Dependences of(
      ResolvedMapping mapping, Function<ObjectName, Optional<ObjectDescription>> describe) {
    var search = new Search(mapping.object(), describe);
    List<FieldName> lines = new ArrayList<>();
    List<FieldName> unknown = new ArrayList<>();
    for (FieldBinding binding : mapping.bindings()) {
      List<FieldName> fields = VolatileFields.readBy(mapping.object(), binding);
      if (!fields.isEmpty()) {
        lines.add(binding.field().name());
        if (fields.stream().filter(f -> !search.isKnown(f.value())).count() > 0) {
          unknown.add(binding.field().name());
        }
      }
    }
    return new Dependences(List.copyOf(search.parents), search.details(), lines, unknown);
  }

  /** Goes from field to field. */
  private static final class Search {
    private final ObjectDescription own;
    private final Function<ObjectName, Optional<ObjectDescription>> describe;
    private final Set<String> parents = new TreeSet<>();
    private boolean sums;

    Search(ObjectDescription own, Function<ObjectName, Optional<ObjectDescription>> describe) {
      this.own = own;
      this.describe = describe;
    }

    List<Detail> details() {
      return sums ? summed(own) : List.of();
    }

    boolean isKnown(String path) {
      return isKnown(own, "", path, 0);
    }

    /**
     * Whether all is known on which a field depends.
     *
     * @param prefix the way to the object, with a point at its end
     */
    private boolean isKnown(ObjectDescription object, String prefix, String path, int depth) {
      int point = path.indexOf('.');
      if (point >= 0) {
        return isKnownOfParent(object, prefix, path, depth);
      }
      Optional<Field> field = object.field(path);
      if (field.isEmpty() || depth > MAX_DEPTH) {
        return false;
      }
      if (!field.get().flags().calculated() || field.get().flags().autoNumber()) {
        return true;
      }
      Optional<String> formula = field.get().formula();
      return formula.isPresent()
          ? FormulaInputs.of(formula.get())
              .filter(inputs -> allKnown(object, prefix, inputs, depth + 1))
              .isPresent()
          : isSum(object, prefix, field.get());
    }

    private boolean allKnown(
        ObjectDescription object, String prefix, Set<String> inputs, int depth) {
      boolean known = true;
      for (String input : inputs) {
        known &= isKnown(object, prefix, input, depth);
      }
      return known;
    }

    private boolean isKnownOfParent(
        ObjectDescription object, String prefix, String path, int depth) {
      String step = path.substring(0, path.indexOf('.'));
      Optional<Field> reference =
          object.fields().stream()
              .filter(f -> f.relationship().filter(step::equalsIgnoreCase).isPresent())
              .findFirst();
      if (reference.isEmpty() || reference.get().referenceTo().size() != 1) {
        return false;
      }
      Optional<ObjectDescription> parent =
          describe
              .apply(reference.get().referenceTo().getFirst())
              .filter(p -> p.field(STAMP.value()).isPresent());
      String way = prefix + reference.get().relationship().orElse(step);
      if (parent.isEmpty() || way.split("\\.", -1).length > MAX_STEPS) {
        return false;
      }
      parents.add(way);
      return isKnown(parent.get(), way + ".", path.substring(path.indexOf('.') + 1), depth);
    }

    /** A roll-up of the object's own: those of parents are not gone after. */
    private boolean isSum(ObjectDescription object, String prefix, Field field) {
      List<Detail> summed = summed(object);
      boolean sum =
          prefix.isEmpty()
              && field.flags().custom()
              && !summed.isEmpty()
              && summed.size() <= MAX_DETAILS;
      sums |= sum;
      return sum;
    }

    private static List<Detail> summed(ObjectDescription object) {
      return object.details().stream()
          .filter(
              d ->
                  d.reference().value().endsWith("__c")
                      || STANDARD.contains(d.object() + "." + d.reference()))
          .toList();
    }
  }
}
