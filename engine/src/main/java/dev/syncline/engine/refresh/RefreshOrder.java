package dev.syncline.engine.refresh;

import dev.syncline.engine.mapping.FieldBinding;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.MappingName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts mappings in an order in which parents come before children. Pure. */
public final class RefreshOrder {
  private final Map<MappingName, ResolvedMapping> byName = new LinkedHashMap<>();
  private final Set<MappingName> begun = new LinkedHashSet<>();
  private final List<ResolvedMapping> ordered = new ArrayList<>();

  private RefreshOrder(List<ResolvedMapping> mappings) {
    mappings.forEach(m -> byName.put(m.mapping().name(), m));
  }

  /**
   * The same mappings, parents first; otherwise the lighter first, and among equals in the order
   * given. A circle is broken where it is met: the references that point ahead wait until their
   * parents have arrived.
   */
  public static List<ResolvedMapping> parentsFirst(List<ResolvedMapping> mappings) {
    List<ResolvedMapping> byWeight = new ArrayList<>(mappings);
    byWeight.sort(Comparator.comparingInt(m -> m.mapping().rules().scope().weight()));
    var order = new RefreshOrder(byWeight);
    byWeight.forEach(order::visit);
    return List.copyOf(order.ordered);
  }

  private void visit(ResolvedMapping mapping) {
    if (!begun.add(mapping.mapping().name())) {
      return;
    }
    for (FieldBinding binding : mapping.bindings()) {
      switch (binding.kind()) {
        case Kind.Direct _, Kind.TypeName _, Kind.Computed _, Kind.Derived _ -> {}
        case Kind.Related _ -> {}
        case Kind.LocalKey key -> {
          ResolvedMapping parent = byName.get(key.parent());
          if (parent != null) {
            visit(parent);
          }
        }
      }
    }
    ordered.add(mapping);
  }
}
