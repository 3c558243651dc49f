package dev.syncline.salesforce.change;

import dev.syncline.engine.org.ChangeReader.Deleted;
import dev.syncline.engine.org.ChangeReader.Updated;
import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldType;
import dev.syncline.model.ObjectName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.http.TransportException;
import dev.syncline.salesforce.http.TransportException.Reason;
import dev.syncline.salesforce.json.Json;
import dev.syncline.salesforce.rest.ApiCall;
import dev.syncline.salesforce.rest.OrgVersion;
import dev.syncline.salesforce.rest.SalesforceApi;
import dev.syncline.salesforce.value.CellReader;
import dev.syncline.salesforce.value.WireText;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * The lists of changes that an org keeps: {@code getUpdated} and {@code getDeleted}.
 *
 * <p>Source: REST API Developer Guide, "sObject Get Updated" and "sObject Get Deleted": seconds of
 * start and end are cut off, and the end lies more than a minute behind the start. A shorter window
 * is therefore asked for from further back, which lists a few records once more.
 */
final class ChangeLists {
  private static final CellReader MOMENTS = CellReader.of(FieldType.DATETIME);
  private static final Duration SHORTEST = Duration.ofSeconds(61);
  private static final int MAX_IDS = 600_000;

  private final SalesforceApi api;
  private final OrgVersion version;

  ChangeLists(SalesforceApi api, OrgVersion version) {
    this.api = api;
    this.version = version;
  }

  Updated updated(ObjectName object, Instant from, Instant until) {
    Listed listed = ask(object, "updated", from, until);
    return new Updated(new ArrayList<>(listed.ids), covered(listed, from, until));
  }

  Deleted deleted(ObjectName object, Instant from, Instant until) {
    Listed listed = ask(object, "deleted", from, until);
    boolean old =
        Optional.ofNullable(listed.earliest)
            .filter(known -> known.isAfter(from.truncatedTo(ChronoUnit.MINUTES)))
            .isPresent();
    if (old) {
      throw new OrgException(
          new Problem(
              "POLL-WINDOW-OLD",
              ErrorClass.TRANSIENT,
              "The org knows deletions of " + object + " from " + listed.earliest + " on only",
              "Nothing: the object is compared as a whole."));
    }
    return new Deleted(new ArrayList<>(listed.ids), covered(listed, from, until));
  }

  /**
   * Never before the beginning, up to which earlier answers were complete, and never behind the
   * minute of the end, up to which the org looked.
   */
  private static Instant covered(Listed listed, Instant from, Instant until) {
    Instant looked = until.truncatedTo(ChronoUnit.MINUTES);
    Instant said = Optional.ofNullable(listed.covered).orElse(from);
    Instant covered = said.isBefore(looked) ? said : looked;
    return covered.isAfter(from) ? covered : from;
  }

  private Listed ask(ObjectName object, String resource, Instant from, Instant until) {
    if (until.isBefore(from)) {
      throw new IllegalArgumentException("A window must not end before it starts");
    }
    Instant latestStart = until.minus(SHORTEST);
    Instant start = from.isBefore(latestStart) ? from : latestStart;
    String path =
        OrgVersion.path(
            version.number(),
            "/sobjects/%s/%s?start=%s&end=%s"
                .formatted(object, resource, WireText.moment(start), WireText.moment(until)));
    return api.call(ApiCall.get(path).asStream(), ChangeLists::read);
  }

  private static Listed read(HttpReply reply) throws IOException {
    Listed listed = new Listed();
    try (JsonParser parser = Json.parser(reply.body())) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw garbled("it is no object");
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        switch (name) {
          case "ids", "deletedRecords" -> ids(parser, listed);
          case "latestDateCovered" -> listed.covered = moment(parser);
          case "earliestDateAvailable" -> listed.earliest = moment(parser);
          default -> parser.skipChildren();
        }
      }
      if (parser.nextToken() != null) {
        throw garbled("something follows it");
      }
    }
    if (!listed.whole || listed.covered == null) {
      throw garbled("it has no list, or does not say up to when it is complete");
    }
    return listed;
  }

  private static void ids(JsonParser parser, Listed listed) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Optional<String> id =
          parser.currentToken() == JsonToken.VALUE_STRING
              ? Optional.of(parser.getString())
              : Json.text(Json.value(parser), "id");
      listed.ids.add(id.flatMap(RecordId::parse).orElseThrow(() -> garbled("an id in it is none")));
      if (listed.ids.size() > MAX_IDS) {
        throw garbled("it lists more than " + MAX_IDS + " records");
      }
    }
    listed.whole = true;
  }

  private static Instant moment(JsonParser parser) throws IOException {
    char[] text = Optional.ofNullable(parser.getString()).orElse("").toCharArray();
    if (text.length > 0 && MOMENTS.read(text, 0, text.length) instanceof Value.Moment(Instant at)) {
      return at;
    }
    throw garbled("a moment in it is none");
  }

  private static TransportException garbled(String why) {
    return new TransportException(Reason.CUT, "the list of changes is garbled: " + why, null);
  }

  /** An answer while it is read. */
  private static final class Listed {
    private final Set<RecordId> ids = new LinkedHashSet<>();
    private @Nullable Instant covered;
    private @Nullable Instant earliest;
    private boolean whole;
  }
}
