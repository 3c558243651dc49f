package dev.syncline.engine.schedule;

import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.Priority;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decides whose turn is first. Pure. */
public final class LaneOrder {
  private LaneOrder() {}

  /**
   * Mappings of higher priority first, among equals as before. What others refer to is as urgent as
   * they are, since they would have to wait for it.
   *
   * @param parentsFirst mappings, each behind those that it refers to as far as that can be
   */
  public static List<ResolvedMapping> byPriority(List<ResolvedMapping> parentsFirst) {
    Map<MappingName, Priority> priorities = new HashMap<>();
    for (ResolvedMapping mapping : parentsFirst.reversed()) {
      Priority own = mapping.mapping().rules().timing().priority();
      Priority raised = priorities.merge(mapping.mapping().name(), own, LaneOrder::higher);
      mapping.bindings().stream()
          .filter(b -> b.kind() instanceof Kind.LocalKey)
          .map(b -> ((Kind.LocalKey) b.kind()).parent())
          .forEach(parent -> priorities.merge(parent, raised, LaneOrder::higher));
    }
    List<ResolvedMapping> ordered = new ArrayList<>(parentsFirst);
    ordered.sort(
        Comparator.comparing(m -> priorities.getOrDefault(m.mapping().name(), Priority.NORMAL)));
    return List.copyOf(ordered);
  }

  private static Priority higher(Priority one, Priority other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
