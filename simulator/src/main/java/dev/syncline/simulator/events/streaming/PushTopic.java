package dev.syncline.simulator.events.streaming;

import dev.syncline.simulator.data.Change;
import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.http.Json;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.soql.Soql;
import dev.syncline.simulator.soql.api.QueryPlan;
import dev.syncline.simulator.soql.api.QuerySettings;
import dev.syncline.simulator.soql.api.SoqlException;
import dev.syncline.simulator.wire.JsonValues;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;

/**
 * A query whose records tell of their changes. Streaming API Developer Guide, "Event Notification
 * Rules": a record that the WHERE clause finds after the change (before it, for deletes) is told
 * of; an update also needs a change in the fields that NotifyForFields means.
 */
final class PushTopic {
  /** What can happen to a record, and how events call it. */
  enum Operation {
    CREATE("created"),
    UPDATE("updated"),
    DELETE("deleted"),
    UNDELETE("undeleted");

    private final String word;

    Operation(String word) {
      this.word = word;
    }
  }

  /** What an update must change to be told of. */
  private enum Fields {
    ALL,
    REFERENCED,
    SELECT,
    WHERE
  }

  private static final Pattern NAME = Pattern.compile("[A-Za-z]\\w*");
  private static final Pattern TEXT = Pattern.compile("'(\\\\.|[^'\\\\])*'");
  private static final Pattern WHERE = Pattern.compile("\\bwhere\\b", Pattern.CASE_INSENSITIVE);

  private final String name;
  private final QueryPlan plan;
  private final List<FieldDefinition> shown;
  private final Set<FieldDefinition> watched;
  private final boolean watchesAll;
  private final Set<Operation> operations;

  private PushTopic(
      String name,
      QueryPlan plan,
      List<FieldDefinition> shown,
      Fields fields,
      Set<Operation> on,
      String query) {
    this.name = name;
    this.plan = plan;
    this.shown = shown;
    this.watched = watched(plan.object(), shown, fields, query);
    this.watchesAll = fields == Fields.ALL;
    this.operations = on;
  }

  /**
   * Reads a topic from its record; empty when it is not active or its query cannot be used.
   *
   * @param now the moment that date literals count from
   */
  static Optional<PushTopic> of(ObjectDefinition topics, Row row, Snapshot org, Instant now) {
    var record = new Values(topics, row);
    if (row.isDeleted() || !record.truth("IsActive")) {
      return Optional.empty();
    }
    var operations = EnumSet.noneOf(Operation.class);
    for (Operation operation : Operation.values()) {
      String word =
          operation.name().charAt(0) + operation.name().substring(1).toLowerCase(Locale.ROOT);
      if (record.truth("NotifyForOperation" + word)) {
        operations.add(operation);
      }
    }
    String query = record.text("Query");
    int version = (int) Double.parseDouble(record.text("ApiVersion"));
    try {
      var settings =
          new QuerySettings(version, now, ZoneOffset.UTC, false, record.text("CreatedById"));
      QueryPlan plan = Soql.prepare(query, org.schema(), settings);
      Fields fields = Fields.valueOf(record.text("NotifyForFields").toUpperCase(Locale.ROOT));
      return plan.plainFields()
          .map(shown -> new PushTopic(record.text("Name"), plan, shown, fields, operations, query));
    } catch (SoqlException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private record Values(ObjectDefinition object, Row row) {
    boolean truth(String field) {
      return Boolean.TRUE.equals(row.value(object.requireField(field)));
    }

    String text(String field) {
      return Objects.toString(row.value(object.requireField(field)), "");
    }
  }

  private static Set<FieldDefinition> watched(
      ObjectDefinition object, List<FieldDefinition> shown, Fields fields, String query) {
    var watched = new LinkedHashSet<FieldDefinition>();
    if (fields == Fields.SELECT || fields == Fields.REFERENCED) {
      watched.addAll(shown);
    }
    if (fields == Fields.WHERE || fields == Fields.REFERENCED) {
      watched.addAll(filtered(object, query));
    }
    return watched;
  }

  /** The fields that the WHERE clause names. */
  private static List<FieldDefinition> filtered(ObjectDefinition object, String query) {
    String bare = TEXT.matcher(query).replaceAll("''");
    Matcher where = WHERE.matcher(bare);
    var fields = new ArrayList<FieldDefinition>();
    if (where.find()) {
      Matcher names = NAME.matcher(bare.substring(where.end()));
      while (names.find()) {
        object.field(names.group()).ifPresent(fields::add);
      }
    }
    return fields;
  }

  String name() {
    return name;
  }

  /** The object whose records it tells of. */
  String object() {
    return plan.object().name();
  }

  /** What subscribers are to be told of a change; empty when it is none of theirs. */
  Optional<byte[]> eventOf(Change change, Snapshot org) {
    if (!change.object().name().equals(plan.object().name())) {
      return Optional.empty();
    }
    return switch (change) {
      case Change.Created(var object, var after) -> told(Operation.CREATE, after, org);
      case Change.Undeleted(var object, var after) -> told(Operation.UNDELETE, after, org);
      case Change.Deleted(var object, var before, var after) -> told(Operation.DELETE, before, org);
      case Change.Updated(var object, var before, var after, var changed) ->
          touches(before, after) ? told(Operation.UPDATE, after, org) : Optional.empty();
    };
  }

  private boolean touches(Row before, Row after) {
    return watchesAll
        || watched.stream().anyMatch(f -> !Objects.equals(before.value(f), after.value(f)));
  }

  private Optional<byte[]> told(Operation operation, Row row, Snapshot org) {
    return operations.contains(operation) && plan.open(org).finds(row)
        ? Optional.of(payload(operation, row))
        : Optional.empty();
  }

  private byte[] payload(Operation operation, Row row) {
    var out = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(out, false)) {
      json.writeStartObject();
      json.writeStringProperty("type", operation.word);
      json.writeObjectPropertyStart("sobject");
      if (operation == Operation.DELETE) {
        json.writeStringProperty("Id", row.id());
      } else {
        for (FieldDefinition field : shown) {
          json.writeName(field.name());
          JsonValues.write(json, plan.object(), row, field);
        }
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    return out.toByteArray();
  }
}
