package dev.syncline.engine.poll;

import dev.syncline.engine.database.Links;
import dev.syncline.engine.mapping.FieldBinding.Kind;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The order in which the rows of deleted records go. */
final class GoneOrder {
  private final Links links;
  private final ResolvedMapping mapping;

  GoneOrder(Links links, ResolvedMapping mapping) {
    this.links = links;
    this.mapping = mapping;
  }

  /** Of a mapping whose rows refer to each other: those first that no other of them refers to. */
  List<RecordId> childrenFirst(Set<RecordId> gone) {
    List<Integer> references = new ArrayList<>();
    for (int i = 0; i < mapping.bindings().size(); i++) {
      if (mapping.bindings().get(i).kind() instanceof Kind.LocalKey(MappingName parent)
          && parent.equals(mapping.mapping().name())) {
        references.add(i);
      }
    }
    if (references.isEmpty() || gone.size() < 2) {
      return List.copyOf(gone);
    }
    Map<RecordId, Set<RecordId>> parents = new LinkedHashMap<>();
    for (RecordId id : gone) {
      Set<RecordId> of = new LinkedHashSet<>();
      links
          .ofRecord(mapping, id)
          .ifPresent(
              linked ->
                  references.forEach(
                      i ->
                          linked
                              .record()
                              .base()
                              .get(i)
                              .flatMap(GoneOrder::recordId)
                              .filter(gone::contains)
                              .ifPresent(of::add)));
      parents.put(id, of);
    }
    var parentsFirst = new LinkedHashSet<RecordId>();
    gone.forEach(id -> visit(id, parents, new LinkedHashSet<>(), parentsFirst));
    return List.copyOf(parentsFirst).reversed();
  }

  private static Optional<RecordId> recordId(Value value) {
    return value instanceof Value.Text(String text) ? RecordId.parse(text) : Optional.empty();
  }

  private static void visit(
      RecordId id,
      Map<RecordId, Set<RecordId>> parents,
      Set<RecordId> path,
      Set<RecordId> parentsFirst) {
    if (parentsFirst.contains(id) || !path.add(id)) {
      return;
    }
    parents.getOrDefault(id, Set.of()).forEach(p -> visit(p, parents, path, parentsFirst));
    parentsFirst.add(id);
  }
}
