package dev.syncline.simulation.random;

import dev.syncline.simulation.random.Kind.Attribute;
import dev.syncline.simulator.LocalOrg;
import dev.syncline.simulator.LocalOrg.StoredRecord;
import dev.syncline.simulator.http.LocalAnswer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The org as its other users see it: past the connector, its faults and its limits. */
final class OrgSide {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final LocalOrg org;

  OrgSide(LocalOrg org) {
    this.org = org;
  }

  /** One write of another user. */
  ObjectNode write(String operation, Kind kind) {
    return JSON.createObjectNode().put("op", operation).put("object", kind.object());
  }

  /** Carries out writes as one transaction; false when the org refuses them. */
  boolean write(List<ObjectNode> writes) {
    return write(writes, "PT0S");
  }

  /** The same, committed so much later than it is stamped. */
  boolean write(List<ObjectNode> writes, String commitDelay) {
    ObjectNode body = JSON.createObjectNode();
    writes.forEach(body.putArray("writes")::add);
    body.put("commitDelay", commitDelay);
    return control("POST", "records", body.toString()).status() == 200;
  }

  /** A call of the remote control. */
  LocalAnswer control(String method, String path, String body) {
    return org.call(
        method,
        "/__simulator/" + path,
        Map.of("Content-Type", List.of("application/json")),
        body.getBytes(StandardCharsets.UTF_8));
  }

  /** Everything that is not in the recycle bin. */
  State state() {
    var state = new State();
    Map<String, String> marks = new HashMap<>();
    var live = new TreeMap<Kind, List<StoredRecord>>();
    for (Kind kind : Kind.values()) {
      List<StoredRecord> records =
          org.records(kind.object(), fields(kind)).stream().filter(r -> !r.deleted()).toList();
      live.put(kind, records);
      records.forEach(r -> marks.put(r.id(), mark(r)));
    }
    live.forEach(
        (kind, records) ->
            records.forEach(
                r ->
                    state.add(
                        new Mark(kind, mark(r)),
                        new State.Thing(r.id(), values(kind, r, marks), company(r)))));
    return state;
  }

  private static String mark(StoredRecord record) {
    return String.valueOf(record.values().getOrDefault(Kind.MARK_FIELD, "?" + record.id()));
  }

  private static String company(StoredRecord record) {
    Object value = record.values().get(Kind.COMPANY_FIELD);
    return value == null ? "" : value.toString();
  }

  private static List<String> fields(Kind kind) {
    var fields = new ArrayList<String>();
    kind.attributes().forEach(a -> fields.add(a.field()));
    fields.add(Kind.MARK_FIELD);
    if (kind == Kind.CONTACT) {
      fields.add(Kind.COMPANY_FIELD);
    }
    return fields;
  }

  private static TreeMap<String, String> values(
      Kind kind, StoredRecord record, Map<String, String> marks) {
    var values = new TreeMap<String, String>();
    for (Attribute attribute : kind.attributes()) {
      Object value = record.values().get(attribute.field());
      String text = value == null ? "" : value.toString();
      values.put(attribute.field(), attribute.isReference() ? marks.getOrDefault(text, "") : text);
    }
    return values;
  }

  /** The ids of what lies in the recycle bin. */
  List<String> recycled(Kind kind) {
    return org.records(kind.object(), List.of()).stream()
        .filter(StoredRecord::deleted)
        .map(StoredRecord::id)
        .toList();
  }
}
