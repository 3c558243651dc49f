package dev.syncline.salesforce.change;

import dev.syncline.engine.org.ChangeReader.Window;
import dev.syncline.engine.org.ChangeReader.WindowPage;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.RecordChange;
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
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads a window of records by a date field and the id, so that no record is left out or comes
 * twice however many share a moment.
 *
 * <p>Source: SOQL and SOSL Reference, "Date Formats and Date Literals": moments are not quoted.
 */
final class WindowReading {
  private static final int PAGE = 2_000;

  private final OrgVersion version;
  private final RecordFetch fetch;

  WindowReading(SalesforceApi api, OrgVersion version) {
    this.version = version;
    this.fetch = new RecordFetch(api);
  }

  WindowPage page(Window window, ObjectDescription object) {
    RecordQuery query = window.query();
    String date = window.date().value();
    RecordShape plain = RecordShape.of(query, object);
    if (plain.columns().get(plain.stamp()).equalsIgnoreCase(date)) {
      List<RecordChange.Present> changes = records(window, query, plain);
      return new WindowPage(changes, last(changes, OptionalInt.empty()), changes.size() == PAGE);
    }
    OptionalInt asked = place(query, date);
    RecordQuery dated = asked.isPresent() ? query : with(query, window.date());
    List<RecordChange.Present> changes = records(window, dated, RecordShape.of(dated, object));
    Optional<Instant> last = last(changes, OptionalInt.of(asked.orElse(dated.fields().size() - 1)));
    List<RecordChange.Present> cut =
        asked.isPresent()
            ? changes
            : changes.stream().map(change -> first(change, query.fields().size())).toList();
    return new WindowPage(cut, last, changes.size() == PAGE);
  }

  private List<RecordChange.Present> records(Window window, RecordQuery query, RecordShape shape) {
    String date = window.date().value();
    String from = WireText.moment(window.from());
    List<String> conditions = new ArrayList<>();
    conditions.add(
        window
            .afterId()
            .map(
                id ->
                    "(%s OR (%s AND %s))"
                        .formatted(
                            SoqlBuilder.compare(date, ">", from),
                            SoqlBuilder.compare(date, "=", from),
                            SoqlBuilder.compare("Id", ">", SoqlBuilder.literal(id.value()))))
            .orElseGet(() -> SoqlBuilder.compare(date, ">=", from)));
    window
        .until()
        .ifPresent(until -> conditions.add(SoqlBuilder.compare(date, "<", WireText.moment(until))));
    String tail = " ORDER BY " + date + " ASC, Id ASC LIMIT " + PAGE;
    String soql = SoqlBuilder.select(shape.columns(), query, conditions, tail);
    return fetch.records(Queries.path(version.number(), "query", soql), shape, PAGE);
  }

  private static OptionalInt place(RecordQuery query, String date) {
    for (int i = 0; i < query.fields().size(); i++) {
      if (query.fields().get(i).value().equalsIgnoreCase(date)) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private static RecordQuery with(RecordQuery query, FieldName date) {
    List<FieldName> fields = new ArrayList<>(query.fields());
    fields.add(date);
    return new RecordQuery(query.object(), fields, query.where(), query.recordTypes());
  }

  private static RecordChange.Present first(RecordChange.Present change, int count) {
    return new RecordChange.Present(
        change.id(), change.systemModstamp(), change.values().subList(0, count));
  }

  /** The last record's moment, of the date field's place or of the stamp. */
  private static Optional<Instant> last(List<RecordChange.Present> changes, OptionalInt place) {
    if (changes.isEmpty()) {
      return Optional.empty();
    }
    RecordChange.Present last = changes.getLast();
    if (place.isEmpty()) {
      return Optional.of(last.systemModstamp());
    }
    return last.values().get(place.getAsInt()) instanceof Value.Moment(Instant at)
        ? Optional.of(at)
        : Optional.empty();
  }
}
