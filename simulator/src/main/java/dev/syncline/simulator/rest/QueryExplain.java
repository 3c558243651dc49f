package dev.syncline.simulator.rest;

import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soql.api.Explanation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a statement would be carried out, as {@code /query?explain=} tells it. REST API Developer
 * Guide, Query Explain; the cost is the share of the records that is read (an assumption).
 */
final class QueryExplain {
  private QueryExplain() {}

  static Reply reply(ObjectDefinition object, Explanation found, String statement) {
    var plan = new LinkedHashMap<String, Object>();
    plan.put("cardinality", found.cardinality());
    plan.put("fields", found.fields());
    plan.put("leadingOperationType", found.leadingOperation().wireName());
    plan.put("notes", List.of());
    plan.put("relativeCost", cost(found));
    plan.put("sobjectCardinality", found.objectCardinality());
    plan.put("sobjectType", object.name());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("plans", List.of(plan));
    body.put("sourceQuery", statement);
    return Reply.json(200, body);
  }

  private static BigDecimal cost(Explanation found) {
    long all = Math.max(1, found.objectCardinality());
    return BigDecimal.valueOf(found.cardinality())
        .divide(BigDecimal.valueOf(all), 3, RoundingMode.HALF_UP);
  }
}
