package dev.syncline.simulator.rest;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.data.Snapshot;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.schema.FieldDefinition;
import dev.syncline.simulator.schema.FieldType;
import dev.syncline.simulator.schema.ObjectDefinition;
import dev.syncline.simulator.wire.CsvValues;
import dev.syncline.simulator.wire.JsonValues;
import dev.syncline.simulator.wire.Parsed;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.Optional;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.JsonGenerator;

/**
 * {@code /sobjects/X/updated} and {@code /sobjects/X/deleted}: what changed in a span of time.
 *
 * <p>REST API Developer Guide, Get Updated and Get Deleted: by SystemModstamp, seconds are cut off,
 * at most 30 and 15 days back, at most 600,000 ids. The wording of the refusals is unverified.
 */
final class ReplicationResource {
  /** How many ids one answer has. */
  static final int MAX_IDS = 600_000;

  private static final Duration UPDATED_BACK = Duration.ofDays(30);
  private static final Duration DELETED_BACK = Duration.ofDays(15);

  private final Org org;

  ReplicationResource(Org org) {
    this.org = org;
  }

  /** The first moment that is asked for, and the first one after. */
  private record Span(Instant start, Instant end) {}

  /** {@code GET /sobjects/X/updated?start=&end=}: records that were created or changed. */
  Reply updated(Call call) {
    ObjectDefinition object = replicated(call);
    FieldDefinition stamp = stamp(object);
    Span span = span(call, stamp, now().minus(UPDATED_BACK));
    Instant covered = org.data().coveredUntil();
    Snapshot view = org.view(call);
    checkCount(updated(view, object, stamp, span).count());
    return Reply.streamJson(
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("ids");
          updated(view, object, stamp, span).forEach(row -> json.writeString(row.id()));
          json.writeEndArray();
          latestCovered(json, covered, span);
          json.writeEndObject();
        });
  }

  private static Stream<Row> updated(
      Snapshot snapshot, ObjectDefinition object, FieldDefinition stamp, Span span) {
    return stream(snapshot.range(object, stamp, span.start(), last(span)))
        .filter(row -> !row.isDeleted());
  }

  /** {@code GET /sobjects/X/deleted?start=&end=}: records in the recycle bin or past it. */
  Reply deleted(Call call) {
    ObjectDefinition object = replicated(call);
    FieldDefinition stamp = stamp(object);
    Instant earliest = now().minus(DELETED_BACK).truncatedTo(ChronoUnit.MINUTES);
    Span span = span(call, stamp, earliest);
    Instant covered = org.data().coveredUntil();
    Snapshot view = org.view(call);
    checkCount(deleted(view, object, stamp, span).count());
    return Reply.streamJson(
        200,
        json -> {
          json.writeStartObject();
          json.writeArrayPropertyStart("deletedRecords");
          deleted(view, object, stamp, span).forEach(row -> write(json, row, stamp));
          json.writeEndArray();
          moment(json, "earliestDateAvailable", earliest);
          latestCovered(json, covered, span);
          json.writeEndObject();
        });
  }

  private static Stream<Row> deleted(
      Snapshot snapshot, ObjectDefinition object, FieldDefinition stamp, Span span) {
    Instant last = last(span);
    return Stream.concat(
        stream(snapshot.range(object, stamp, span.start(), last)).filter(Row::isDeleted),
        stream(snapshot.purged(object, stamp, span.start(), last)));
  }

  private static void write(JsonGenerator json, Row row, FieldDefinition stamp) {
    json.writeStartObject();
    json.writeName("deletedDate");
    JsonValues.write(json, FieldType.DATETIME, row.value(stamp));
    json.writeStringProperty("id", row.id());
    json.writeEndObject();
  }

  private static Stream<Row> stream(Iterator<Row> rows) {
    return StreamSupport.stream(Spliterators.spliteratorUnknownSize(rows, 0), false);
  }

  private static Instant last(Span span) {
    return span.end().minusSeconds(1);
  }

  /** Before the end where a transaction is open: what it has stamped can still come. */
  private static void latestCovered(JsonGenerator json, Instant covered, Span span) {
    moment(json, "latestDateCovered", covered.isBefore(span.end()) ? covered : span.end());
  }

  private static void moment(JsonGenerator json, String name, Instant moment) {
    json.writeName(name);
    JsonValues.write(json, FieldType.DATETIME, moment);
  }

  private Instant now() {
    return org.clock().instant();
  }

  private ObjectDefinition replicated(Call call) {
    ObjectDefinition object = org.object(call);
    if (!object.is(ObjectDefinition.Flag.REPLICATEABLE)) {
      throw new ApiException(
          400, "INVALID_TYPE_FOR_OPERATION", "entity type cannot be replicated: " + object.label());
    }
    return object;
  }

  private static FieldDefinition stamp(ObjectDefinition object) {
    return Stream.of("SystemModstamp", "LastModifiedDate", "CreatedDate")
        .map(object::field)
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(ApiException::notFound);
  }

  private static Span span(Call call, FieldDefinition stamp, Instant earliest) {
    Instant start = moment(call, "start", stamp);
    Instant end = moment(call, "end", stamp);
    if (!end.isAfter(start.plus(Duration.ofMinutes(1)))) {
      throw invalid("The end must be more than a minute after the start.");
    }
    var span = new Span(start.truncatedTo(ChronoUnit.MINUTES), end.truncatedTo(ChronoUnit.MINUTES));
    if (span.start().isBefore(earliest.truncatedTo(ChronoUnit.MINUTES))) {
      throw invalid("The start lies before the earliest date available: " + earliest);
    }
    return span;
  }

  private static Instant moment(Call call, String parameter, FieldDefinition stamp) {
    // A plus that the client did not encode has become a blank.
    String text =
        call.query()
            .filled(parameter)
            .map(value -> value.strip().replace(' ', '+'))
            .orElseThrow(
                () ->
                    new ApiException(
                        400, "MISSING_ARGUMENT", "The parameter " + parameter + " is required."));
    return switch (CsvValues.parse(stamp, text)) {
      case Parsed.Value(Instant moment) -> moment;
      case Parsed.Value _, Parsed.Invalid _ ->
          throw invalid("The parameter " + parameter + " is no datetime: " + text);
    };
  }

  private static ApiException invalid(String message) {
    return new ApiException(400, "INVALID_REPLICATION_DATE", message);
  }

  private static void checkCount(long ids) {
    if (ids > MAX_IDS) {
      throw new ApiException(
          400, "EXCEEDED_ID_LIMIT", "The span has more than " + MAX_IDS + " records.");
    }
  }
}
