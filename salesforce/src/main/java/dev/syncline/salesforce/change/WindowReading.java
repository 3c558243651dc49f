package dev.syncline.salesforce.change;

import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.ChangeReader.Window;
import dev.syncline.engine.org.ChangeReader.WindowPage;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import dev.syncline.salesforce.rest.OrgVersion;
import dev.syncline.salesforce.rest.Queries;
import dev.syncline.salesforce.rest.RecordFetch;
import dev.syncline.salesforce.rest.SalesforceApi;
import dev.syncline.salesforce.rest.SoqlBuilder;
import dev.syncline.salesforce.value.RecordShape;
import dev.syncline.salesforce.value.WireText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a window of records by a date field and the id, so that no record is left out or comes
 * twice however many share a moment.
 *
 * <p>Source: SOQL and SOSL Reference, "Date Formats and Date Literals": moments are not quoted.
 */
final class WindowReading {
  /** How many records a window's page has where they may be long. */
  private static final int LEAST = RecordFetch.PAGE_RECORDS;

  /** How many it has at most: answers of several pages make one, as they are read without a gap. */
  private static final int MOST = ChangeReader.MAX_WINDOW_RECORDS;

  /** The most characters that all records of a page may have together, were each field full. */
  private static final long MAX_CHARACTERS = 40_000_000;

  /** What a field counts that is no text. */
  private static final int SHORT = 30;

  private static final FieldName IS_DELETED = new FieldName("IsDeleted");
  private static final FieldName MASTER = new FieldName("MasterRecordId");

  private final OrgVersion version;
  private final RecordFetch fetch;

  WindowReading(SalesforceApi api, OrgVersion version) {
    this.version = version;
    this.fetch = new RecordFetch(api);
  }

  WindowPage page(Window window, ObjectDescription object) {
    RecordQuery query = window.query();
    int asked = query.fields().size();
    List<FieldName> more = new ArrayList<>(query.fields());
    int date = place(more, window.date());
    boolean deleted = window.withDeleted() && object.field(IS_DELETED.value()).isPresent();
    int isDeleted = deleted ? place(more, IS_DELETED) : -1;
    boolean merges = deleted && object.field(MASTER.value()).isPresent();
    int master = merges ? place(more, MASTER) : -1;
    var wide =
        new RecordQuery(query.object(), more, query.where(), query.recordTypes(), query.also());
    int page = pageRecords(more, object);
    List<RecordChange.Present> records =
        records(window, wide, RecordShape.of(wide, object), deleted, page);
    List<RecordChange.Present> present = new ArrayList<>();
    Map<RecordId, Optional<RecordId>> gone = new LinkedHashMap<>();
    for (RecordChange.Present record : records) {
      if (isDeleted >= 0 && record.values().get(isDeleted).equals(new Value.Bool(true))) {
        gone.put(record.id(), master < 0 ? Optional.empty() : id(record.values().get(master)));
      } else {
        present.add(first(record, asked));
      }
    }
    return new WindowPage(present, gone, last(records, date), records.size() == page);
  }

  /** As many records as surely fit into memory. */
  private static int pageRecords(List<FieldName> fields, ObjectDescription object) {
    long characters = 0;
    for (FieldName field : fields) {
      characters += object.field(field.value()).map(f -> Math.max(f.length(), SHORT)).orElse(SHORT);
    }
    long fit = MAX_CHARACTERS / characters / LEAST * LEAST;
    return Math.clamp(fit, LEAST, MOST);
  }

  /** Where a field stands among those that are asked for, at the end if nobody asked. */
  private static int place(List<FieldName> fields, FieldName wanted) {
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).value().equalsIgnoreCase(wanted.value())) {
        return i;
      }
    }
    fields.add(wanted);
    return fields.size() - 1;
  }

  private static Optional<RecordId> id(Value value) {
    return value instanceof Value.Text(String text) ? RecordId.parse(text) : Optional.empty();
  }

  private List<RecordChange.Present> records(
      Window window, RecordQuery query, RecordShape shape, boolean withDeleted, int page) {
    String date = window.date().value();
    String from = WireText.moment(window.from());
    List<String> conditions = new ArrayList<>();
    conditions.add(SoqlBuilder.compare(date, ">=", from));
    window
        .afterId()
        .map(
            id ->
                "(%s OR %s)"
                    .formatted(
                        SoqlBuilder.compare(date, ">", from),
                        SoqlBuilder.compare("Id", ">", SoqlBuilder.literal(id.value()))))
        .ifPresent(conditions::add);
    window
        .until()
        .ifPresent(until -> conditions.add(SoqlBuilder.compare(date, "<", WireText.moment(until))));
    String tail = " ORDER BY " + date + " ASC, Id ASC LIMIT " + page;
    String soql = SoqlBuilder.select(shape.columns(), query, conditions, tail);
    return fetch.records(
        Queries.path(version.number(), withDeleted ? "queryAll" : "query", soql), shape, page);
  }

  private static RecordChange.Present first(RecordChange.Present change, int count) {
    return new RecordChange.Present(
        change.id(), change.systemModstamp(), change.values().subList(0, count));
  }

  private static Optional<ChangeReader.Place> last(List<RecordChange.Present> records, int date) {
    if (records.isEmpty()) {
      return Optional.empty();
    }
    RecordChange.Present last = records.getLast();
    Instant at =
        last.values().get(date) instanceof Value.Moment(Instant moment)
            ? moment
            : last.systemModstamp();
    return Optional.of(new ChangeReader.Place(at, last.id()));
  }
}
