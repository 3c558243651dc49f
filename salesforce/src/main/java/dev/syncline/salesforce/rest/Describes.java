package dev.syncline.salesforce.rest;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import dev.syncline.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Describes objects, and keeps what it learned for a bounded time and a bounded number of objects.
 * Afterwards it asks only whether something changed. The only class of this room that shares
 * changing state between threads.
 *
 * <p>Source: REST API Developer Guide, "sObject Describe" and "Conditional Requests".
 */
public final class Describes {
  /** The most objects kept. */
  static final int MAX_OBJECTS = 500;

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,254}");
  private static final int NOT_MODIFIED = 304;

  private final SalesforceApi api;
  private final OrgVersion version;
  private final InstantSource clock;
  private final Duration keptFor;
  private final Map<String, Kept> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
          return size() > MAX_OBJECTS;
        }
      };

  public Describes(SalesforceApi api, OrgVersion version, InstantSource clock, Duration keptFor) {
    this.api = api;
    this.version = version;
    this.clock = clock;
    this.keptFor = keptFor;
  }

  /** The object as the integration user sees it. */
  public ObjectDescription describe(ObjectName object) {
    String name = object.value();
    if (!NAME.matcher(name).matches()) {
      throw new OrgException(noObject("'" + name + "' is not the API name of an object"));
    }
    Kept known = find(name);
    Instant now = clock.instant();
    if (known != null && now.isBefore(known.at().plus(keptFor))) {
      return known.object();
    }
    Kept asked = ask(name, known, now);
    keep(name, asked);
    return asked.object();
  }

  /** The object with these fields of its parents among its own, as far as they are there. */
  public ObjectDescription describe(ObjectName object, Collection<FieldName> named) {
    return new ParentFields(this::describe).among(describe(object), named);
  }

  /** What a query is about: its object, with the fields of parents that it asks for. */
  public ObjectDescription of(RecordQuery query) {
    return describe(query.object(), query.fields());
  }

  /**
   * Everything that the org tells of an object, as it tells it; asked anew every time.
   *
   * @throws OrgException of class MAPPING if the integration user sees no such object
   */
  public JsonNode whole(ObjectName object) {
    if (!NAME.matcher(object.value()).matches()) {
      throw new OrgException(noObject("'" + object + "' is not the API name of an object"));
    }
    return asked(
        object.value(),
        () -> api.json(ApiCall.get(version.path("/sobjects/" + object + "/describe"))));
  }

  /** The object as it was last described, however long ago; asks nothing of the org. */
  public Optional<ObjectDescription> known(ObjectName object) {
    return Optional.ofNullable(find(object.value())).map(Kept::object);
  }

  /** Nothing that is kept counts any more without asking whether it has changed. */
  public synchronized void expire() {
    kept.replaceAll(
        (_, known) -> new Kept(known.object(), Instant.MIN.plus(keptFor), known.modified()));
  }

  /** The objects that can be queried. */
  public List<ObjectName> queryable() {
    return api.call(
        ApiCall.get(version.path("/sobjects")), reply -> DescribeReader.queryable(reply.body()));
  }

  private Kept ask(String name, @Nullable Kept known, Instant now) {
    ApiCall plain = ApiCall.get(version.path("/sobjects/" + name + "/describe"));
    ApiCall call =
        known == null
            ? plain
            : known.modified().map(at -> plain.with("If-Modified-Since", at)).orElse(plain);
    return asked(
        name,
        () ->
            api.call(
                call,
                reply ->
                    reply.status() == NOT_MODIFIED && known != null
                        ? new Kept(known.object(), now, known.modified())
                        : new Kept(
                            DescribeReader.object(reply.body()),
                            now,
                            reply.header("Last-Modified").or(() -> reply.header("Date")))));
  }

  /** What the org says of an object; a failure says so where it shows no such object. */
  private static <T> T asked(String name, Supplier<T> call) {
    try {
      return call.get();
    } catch (OrgException e) {
      throw e.problem().code().equals("ROW-NOT-FOUND")
          ? new OrgException(
              noObject("The integration user sees no object " + name + " (" + words(e) + ")"), e)
          : e;
    }
  }

  private synchronized @Nullable Kept find(String name) {
    return kept.get(name.toLowerCase(Locale.ROOT));
  }

  private synchronized void keep(String name, Kept described) {
    kept.put(name.toLowerCase(Locale.ROOT), described);
  }

  private static String words(OrgException failure) {
    return failure.problem().message();
  }

  private static Problem noObject(String message) {
    return new Problem(
        "ORG-NO-OBJECT",
        ErrorClass.MAPPING,
        message,
        "Correct the name, or give the integration user's permission set access to the object.");
  }

  private record Kept(ObjectDescription object, Instant at, Optional<String> modified) {}
}
