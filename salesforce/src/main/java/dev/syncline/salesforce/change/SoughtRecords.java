package dev.syncline.salesforce.change;

import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.ChangeReader.Held;
import dev.syncline.engine.org.ChangeReader.Sought;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Field;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordChange;
import dev.syncline.salesforce.rest.OrgVersion;
import dev.syncline.salesforce.rest.Queries;
import dev.syncline.salesforce.rest.RecordFetch;
import dev.syncline.salesforce.rest.SalesforceApi;
import dev.syncline.salesforce.rest.SoqlBuilder;
import dev.syncline.salesforce.value.RecordShape;
import dev.syncline.salesforce.value.WireText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds records by the values that they hold, many by one query.
 *
 * <p>Source: SOQL and SOSL Reference, "Comparison Operators": texts are compared without regard to
 * case; LIKE takes {@code %} for any characters and {@code _} for one.
 */
final class SoughtRecords {
  private static final String LIMIT = " LIMIT " + (ChangeReader.MAX_HOLDING + 1);

  private final OrgVersion version;
  private final RecordFetch fetch;

  SoughtRecords(SalesforceApi api, OrgVersion version) {
    this.version = version;
    this.fetch = new RecordFetch(api);
  }

  List<RecordChange.Present> read(
      RecordQuery query, ObjectDescription object, List<Sought> sought) {
    List<RecordChange.Present> found = new ArrayList<>();
    RecordShape shape = RecordShape.of(query, object);
    for (String path : paths(query, object, shape, sought)) {
      found.addAll(fetch.records(path, shape, ChangeReader.MAX_HOLDING + 1));
      if (found.size() > ChangeReader.MAX_HOLDING) {
        throw tooMany(object, sought);
      }
    }
    return found;
  }

  private List<String> paths(
      RecordQuery query, ObjectDescription object, RecordShape shape, List<Sought> sought) {
    List<String> literals = new ArrayList<>();
    List<String> conditions = new ArrayList<>();
    String listed = "";
    for (Sought one : sought) {
      Held first = one.holds().getFirst();
      if (one.holds().size() == 1 && first.whole()) {
        listed = first.field().value();
        literal(object, first).ifPresent(literals::add);
      } else {
        condition(object, one).ifPresent(conditions::add);
      }
    }
    String field = listed;
    List<String> paths = new ArrayList<>();
    if (!literals.isEmpty()) {
      paths.addAll(
          QueryRoom.paths(literals, some -> path(query, shape, SoqlBuilder.in(field, some))));
    }
    if (!conditions.isEmpty()) {
      paths.addAll(
          QueryRoom.paths(conditions, some -> path(query, shape, String.join(" OR ", some))));
    }
    return paths;
  }

  private String path(RecordQuery query, RecordShape shape, String condition) {
    return Queries.path(
        version.number(),
        "query",
        SoqlBuilder.select(shape.columns(), query, List.of("(" + condition + ")"), LIMIT));
  }

  /** The condition of one of several values; none where the org cannot hold one of them. */
  private static Optional<String> condition(ObjectDescription object, Sought sought) {
    List<String> all = new ArrayList<>();
    for (Held held : sought.holds()) {
      Optional<String> one =
          held.whole()
              ? literal(object, held)
                  .map(literal -> SoqlBuilder.compare(held.field().value(), "=", literal))
              : Optional.of(
                  SoqlBuilder.compare(held.field().value(), "LIKE", pattern(held.pieces())));
      if (one.isEmpty()) {
        return Optional.empty();
      }
      all.add(one.get());
    }
    // The blank makes room for what stands between two of them.
    return Optional.of("(" + String.join(" AND ", all) + ") ");
  }

  private static Optional<String> literal(ObjectDescription object, Held held) {
    Field field =
        object
            .field(held.field().value())
            .orElseThrow(
                () ->
                    new IllegalArgumentException(object.name() + " has no field " + held.field()));
    String text = held.pieces().getFirst();
    return switch (field.type()) {
      case INT, LONG, DOUBLE, CURRENCY, PERCENT -> number(text);
      case STRING, EMAIL, PHONE, URL, PICKLIST, COMBOBOX, REFERENCE, ID ->
          Optional.of(SoqlBuilder.literal(text));
      case TEXTAREA, BOOLEAN, DATE, DATETIME, TIME, MULTIPICKLIST, ENCRYPTEDSTRING ->
          Optional.empty();
      case BASE64, ANYTYPE, ADDRESS, LOCATION, COMPLEXVALUE, JSON -> Optional.empty();
    };
  }

  private static Optional<String> number(String text) {
    try {
      return Optional.of(WireText.number(new BigDecimal(text)));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The pieces in their order with anything between them; wildcards in them find more. */
  private static String pattern(List<String> pieces) {
    return SoqlBuilder.literal(pieces.stream().collect(Collectors.joining("%", "%", "%")));
  }

  private static OrgException tooMany(ObjectDescription object, List<Sought> sought) {
    String fields =
        sought.getFirst().holds().stream()
            .map(held -> held.field().value())
            .collect(Collectors.joining(", "));
    return new OrgException(
        new Problem(
            "MATCH-TOO-MANY",
            ErrorClass.MAPPING,
            "More than %d records of %s are alike by %s"
                .formatted(ChangeReader.MAX_HOLDING, object.name(), fields),
            "Add a field to the match rule that tells them apart"));
  }
}
