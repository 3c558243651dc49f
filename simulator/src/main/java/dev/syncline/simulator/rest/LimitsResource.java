package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.limits.OrgLimits;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code /limits} and {@code /limits/recordCount}. */
final class LimitsResource {
  private final Org org;

  LimitsResource(Org org) {
    this.org = org;
  }

  Reply limits(Call call) {
    var body = new LinkedHashMap<String, Map<String, Long>>();
    for (OrgLimits.State state : org.limits().all()) {
      if (!state.limit().isListed()) {
        continue;
      }
      var entry = new LinkedHashMap<String, Long>();
      entry.put("Max", state.maximum());
      entry.put("Remaining", state.remaining());
      body.put(state.limit().wireName(), entry);
    }
    return Reply.json(200, body);
  }

  /** Exact here, approximate in a real org. Unknown objects are left out. */
  Reply recordCount(Call call) {
    Snapshot snapshot = org.view(call);
    Optional<Set<String>> asked =
        call.query().filled("sObjects").map(s -> Set.copyOf(List.of(s.strip().split("\\s*,\\s*"))));
    var counts = new ArrayList<Map<String, Object>>();
    for (ObjectDefinition object : snapshot.schema().objects()) {
      if (asked.isEmpty() || asked.get().stream().anyMatch(object.name()::equalsIgnoreCase)) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("count", snapshot.count(object));
        entry.put("name", object.name());
        counts.add(entry);
      }
    }
    return Reply.json(200, Map.of("sObjects", List.copyOf(counts)));
  }
}
