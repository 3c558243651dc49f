package dev.syncline.salesforce.change;

import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.OrgIdentity;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.ObjectName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.salesforce.rest.ApiCall;
import dev.syncline.salesforce.rest.Describes;
import dev.syncline.salesforce.rest.OrgVersion;
import dev.syncline.salesforce.rest.SalesforceApi;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Asks one org what changed. */
public final class OrgChanges implements ChangeReader {
  private final SalesforceApi api;
  private final OrgVersion version;
  private final Describes describes;
  private final Supplier<OrgIdentity> identity;

  /**
   * Asks through a caller.
   *
   * @param identity as whom the calls are made
   */
  public OrgChanges(
      SalesforceApi api, OrgVersion version, Describes describes, Supplier<OrgIdentity> identity) {
    this.api = api;
    this.version = version;
    this.describes = describes;
    this.identity = identity;
  }

  /** By the head of an answer to the one resource that is not metered. */
  @Override
  public Instant now() {
    ApiCall call = ApiCall.get("/services/data").with("Cache-Control", "no-cache");
    return api.call(call, reply -> reply.header("Date").flatMap(OrgChanges::moment))
        .orElseThrow(
            () ->
                new OrgException(
                    new Problem(
                        "ORG-NO-DATE",
                        ErrorClass.MAPPING,
                        "The org's answers do not say when they were made",
                        "Check whether a proxy between Syncline and the org takes Date away.")));
  }

  @Override
  public Updated updated(ObjectName object, Instant from, Instant until) {
    return new ChangeLists(api, version).updated(object, from, until);
  }

  @Override
  public Deleted deleted(ObjectName object, Instant from, Instant until) {
    return new ChangeLists(api, version).deleted(object, from, until);
  }

  @Override
  public Found read(RecordQuery query, Collection<RecordId> ids) {
    checkCount(ids.size());
    return new RecordsById(api, version).read(query, describes.of(query), ids);
  }

  @Override
  public WindowPage window(Window window) {
    List<FieldName> named = new ArrayList<>(window.query().fields());
    named.add(window.date());
    return new WindowReading(api, version)
        .page(window, describes.describe(window.query().object(), named));
  }

  @Override
  public List<RecordId> createdByUs(ObjectName object, List<FieldWrite> values, Instant since) {
    RecordId us = RecordId.of(identity.get().userId());
    return new RecordLookup(api, version)
        .createdByUs(describes.describe(object), values, since, us);
  }

  @Override
  public List<RecordId> deletedOfOurs(ObjectName object, List<FieldWrite> values, Instant since) {
    RecordId us = RecordId.of(identity.get().userId());
    return new RecordLookup(api, version)
        .deletedOfOurs(describes.describe(object), values, since, us);
  }

  @Override
  public Map<String, List<RecordId>> deletedOfOurs(
      ObjectName object, FieldName keyField, Collection<String> keys) {
    checkCount(keys.size());
    RecordId us = RecordId.of(identity.get().userId());
    return new RecordLookup(api, version)
        .deletedOfOurs(describes.describe(object), keyField, keys, us);
  }

  @Override
  public List<Created> createdByUs(RecordQuery query, Instant since) {
    RecordId us = RecordId.of(identity.get().userId());
    return new RecordLookup(api, version).createdByUs(query, describes.of(query), since, us);
  }

  @Override
  public Map<String, List<RecordId>> byKey(
      ObjectName object, FieldName keyField, Collection<String> keys) {
    checkCount(keys.size());
    return new RecordLookup(api, version).byKey(describes.describe(object), keyField, keys);
  }

  @Override
  public List<RecordChange.Present> holding(RecordQuery query, List<Sought> sought) {
    checkCount(sought.size());
    return new SoughtRecords(api, version).read(query, describes.of(query), sought);
  }

  private static void checkCount(int count) {
    if (count > MAX_IDS) {
      throw new IllegalArgumentException("At most " + MAX_IDS + " records at a time");
    }
  }

  private static Optional<Instant> moment(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
