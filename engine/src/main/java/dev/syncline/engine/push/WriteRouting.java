package dev.syncline.engine.push;

import dev.syncline.engine.database.LinkedRecord;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.RecordWriter;
import dev.syncline.engine.org.WriteRoute;
import dev.syncline.model.Field;
import dev.syncline.model.FieldType;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.RowChange;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Puts writes into batches: of one kind each, records of one parent together, so that no two
 * batches hold the same parent's lock without need. Pure.
 */
final class WriteRouting {
  /**
   * A batch and the API it goes by.
   *
   * @param locks the records that the org locks for it: its own, and their parents
   */
  record Routed(WriteRoute route, List<PushPlan.Send> plans, Set<RecordId> locks) {
    Routed {
      plans = List.copyOf(plans);
      locks = Set.copyOf(locks);
    }

    /** A part of it. */
    Routed part(int from, int to) {
      return new Routed(route, plans.subList(from, to), locks);
    }
  }

  private static final Set<String> NEVER_LOCKED =
      Set.of("User", "Group", "RecordType", "Profile", "UserRole");

  private final List<Integer> references;

  WriteRouting(ResolvedMapping mapping) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < mapping.bindings().size(); i++) {
      if (locksParent(mapping.bindings().get(i).field())) {
        places.add(i);
      }
    }
    this.references = List.copyOf(places);
  }

  /** Records do not lock users, groups and record types that they refer to. */
  private static boolean locksParent(Field field) {
    return field.type() == FieldType.REFERENCE
        && field.referenceTo().stream().anyMatch(o -> !NEVER_LOCKED.contains(o.value()));
  }

  /**
   * Creates and upserts first, then updates, then deletes: the batches of a list may go at the same
   * time, the lists go one after the other. A record that met a lock before goes alone.
   */
  List<List<Routed>> route(List<PushPlan.Send> plans) {
    var groups = new TreeMap<String, List<PushPlan.Send>>();
    var alone = new ArrayList<List<Routed>>();
    for (PushPlan.Send plan : plans) {
      if (plan.row().attempts() > 0) {
        alone.add(List.of(routed(WriteRoute.SINGLE, List.of(plan))));
      } else {
        groups.computeIfAbsent(kind(plan.write()), _ -> new ArrayList<>()).add(plan);
      }
    }
    var routed = new ArrayList<List<Routed>>();
    groups.values().forEach(group -> routed.add(batches(group)));
    routed.addAll(alone);
    return List.copyOf(routed);
  }

  /** One kind, cut into batches. */
  private List<Routed> batches(List<PushPlan.Send> plans) {
    var batches = new ArrayList<Routed>();
    Map<PushPlan.Send, String> parents = new IdentityHashMap<>();
    plans.forEach(plan -> parents.put(plan, firstParent(plan)));
    List<PushPlan.Send> sorted =
        plans.stream()
            .sorted(Comparator.comparing(plan -> parents.getOrDefault(plan, "")))
            .toList();
    for (int from = 0; from < sorted.size(); from += RecordWriter.MAX_COLLECTION) {
      int to = Math.min(sorted.size(), from + RecordWriter.MAX_COLLECTION);
      List<PushPlan.Send> batch = sorted.subList(from, to);
      batches.add(routed(batch.size() == 1 ? WriteRoute.SINGLE : WriteRoute.COLLECTIONS, batch));
    }
    return List.copyOf(batches);
  }

  private Routed routed(WriteRoute route, List<PushPlan.Send> plans) {
    Set<RecordId> locks = new HashSet<>();
    for (PushPlan.Send plan : plans) {
      plan.row().link().ifPresent(link -> locks.add(link.id()));
      locks.addAll(parents(plan));
    }
    return new Routed(route, plans, locks);
  }

  /** Sorts as the kinds are to be sent. */
  private static String kind(RecordWrite write) {
    return switch (write) {
      case RecordWrite.Create _ -> "1";
      case RecordWrite.Upsert upsert -> "2" + upsert.keyField().value().toLowerCase(Locale.ROOT);
      case RecordWrite.Update _ -> "3";
      case RecordWrite.Delete _ -> "4";
    };
  }

  /**
   * Records are sorted by this one, or by themselves: batches of several processes that lock in one
   * order do not wait for each other in a circle.
   */
  private String firstParent(PushPlan.Send plan) {
    return parents(plan).stream()
        .findFirst()
        .or(() -> plan.row().link().map(LinkedRecord::id))
        .map(RecordId::value)
        .orElse("");
  }

  /** The parents of a row, or of the record of a row that is gone: records lock their parents. */
  private List<RecordId> parents(PushPlan.Send plan) {
    List<RecordId> parents = new ArrayList<>();
    for (int place : references) {
      Optional<Value> parent =
          switch (plan.row().change()) {
            case RowChange.Present present -> Optional.of(present.values().get(place));
            case RowChange.Gone _ -> plan.row().link().flatMap(link -> link.base().get(place));
          };
      parent
          .filter(Value.Text.class::isInstance)
          .flatMap(text -> RecordId.parse(((Value.Text) text).text()))
          .ifPresent(parents::add);
    }
    return parents;
  }
}
