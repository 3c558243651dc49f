package dev.syncline.engine.push;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.RecordWriter;
import dev.syncline.engine.org.WriteRoute;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldType;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts writes into batches: of one kind each, records of one parent together, so that no two
 * batches hold the same parent's lock without need. Pure.
 */
final class WriteRouting {
  /** A batch and the API it goes by. */
  record Routed(WriteRoute route, List<PushPlan.Send> plans) {
    Routed {
      plans = List.copyOf(plans);
    }
  }

  private final Set<FieldName> references;

  WriteRouting(ResolvedMapping mapping) {
    this.references =
        mapping.bindings().stream()
            .map(b -> b.field())
            .filter(f -> f.type() == FieldType.REFERENCE)
            .map(f -> f.name())
            .collect(Collectors.toSet());
  }

  /**
   * Creates and upserts first, then updates, then deletes. A record that met a lock before goes
   * alone.
   */
  List<Routed> route(List<PushPlan.Send> plans) {
    var groups = new TreeMap<String, List<PushPlan.Send>>();
    var alone = new ArrayList<Routed>();
    for (PushPlan.Send plan : plans) {
      if (plan.row().attempts() > 0) {
        alone.add(new Routed(WriteRoute.SINGLE, List.of(plan)));
      } else {
        groups.computeIfAbsent(kind(plan.write()), _ -> new ArrayList<>()).add(plan);
      }
    }
    var routed = new ArrayList<Routed>();
    for (Map.Entry<String, List<PushPlan.Send>> group : groups.entrySet()) {
      List<PushPlan.Send> sorted =
          group.getValue().stream().sorted(Comparator.comparing(this::parent)).toList();
      for (int from = 0; from < sorted.size(); from += RecordWriter.MAX_COLLECTION) {
        int to = Math.min(sorted.size(), from + RecordWriter.MAX_COLLECTION);
        List<PushPlan.Send> batch = sorted.subList(from, to);
        routed.add(
            new Routed(batch.size() == 1 ? WriteRoute.SINGLE : WriteRoute.COLLECTIONS, batch));
      }
    }
    routed.addAll(alone);
    return List.copyOf(routed);
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

  /** The first parent that the write names; records are locked by their parents. */
  private String parent(PushPlan.Send plan) {
    List<FieldWrite> fields =
        switch (plan.write()) {
          case RecordWrite.Create create -> create.fields();
          case RecordWrite.Upsert upsert -> upsert.fields();
          case RecordWrite.Update update -> update.fields();
          case RecordWrite.Delete _ -> List.of();
        };
    for (FieldWrite field : fields) {
      if (references.contains(field.field())
          && field instanceof FieldWrite.Plain(FieldName _, Value.Text(String id))) {
        return id;
      }
    }
    return "";
  }
}
