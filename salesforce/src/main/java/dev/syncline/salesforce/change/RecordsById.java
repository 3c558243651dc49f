package dev.syncline.salesforce.change;

import dev.syncline.engine.org.ChangeReader.Found;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.salesforce.http.HttpReply;
import dev.syncline.salesforce.http.TransportException;
import dev.syncline.salesforce.http.TransportException.Reason;
import dev.syncline.salesforce.json.Json;
import dev.syncline.salesforce.rest.ApiCall;
import dev.syncline.salesforce.rest.JsonRecord;
import dev.syncline.salesforce.rest.OrgVersion;
import dev.syncline.salesforce.rest.Queries;
import dev.syncline.salesforce.rest.RecordFetch;
import dev.syncline.salesforce.rest.SalesforceApi;
import dev.syncline.salesforce.rest.SoqlBuilder;
import dev.syncline.salesforce.value.RecordShape;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/**
 * Reads records by their ids, and finds out what became of those that do not come.
 *
 * <p>Source: REST API Developer Guide, "Get Records with sObject Collections" (at most 2,000 ids;
 * null for a record that is not there, unverified) and "QueryAll"; Object Reference, "System
 * Fields" and MasterRecordId.
 */
final class RecordsById {
  private static final String ID = "Id";
  private static final String IS_DELETED = "IsDeleted";
  private static final String MASTER = "MasterRecordId";

  private final SalesforceApi api;
  private final OrgVersion version;
  private final RecordFetch fetch;

  RecordsById(SalesforceApi api, OrgVersion version) {
    this.api = api;
    this.version = version;
    this.fetch = new RecordFetch(api);
  }

  Found read(RecordQuery query, ObjectDescription object, Collection<RecordId> ids) {
    Set<RecordId> left = new LinkedHashSet<>(ids);
    if (left.isEmpty()) {
      return new Found(List.of(), Map.of(), List.of());
    }
    List<RecordChange.Present> present = present(query, object, List.copyOf(left));
    present.forEach(found -> left.remove(found.id()));
    Map<RecordId, Optional<RecordId>> gone = gone(object, List.copyOf(left));
    left.removeAll(gone.keySet());
    return new Found(present, gone, List.copyOf(left));
  }

  /**
   * Those of the records that are there and that the query means. Lists of records take no fields
   * of parents (unverified): these are queried.
   */
  List<RecordChange.Present> present(
      RecordQuery query, ObjectDescription object, List<RecordId> ids) {
    RecordShape shape = RecordShape.of(query, object);
    boolean ofParents = query.fields().stream().anyMatch(FieldName::isOfParent);
    if (query.where().isEmpty() && query.recordTypes().isEmpty() && !ofParents) {
      return retrieved(object, shape, ids);
    }
    List<RecordChange.Present> present = new ArrayList<>();
    List<String> paths =
        QueryRoom.paths(
            literals(ids),
            some -> {
              List<String> byId = List.of(SoqlBuilder.in(ID, some));
              return path("query", SoqlBuilder.select(shape.columns(), query, byId, ""));
            });
    for (String path : paths) {
      present.addAll(fetch.records(path, shape, ids.size()));
    }
    return present;
  }

  private List<RecordChange.Present> retrieved(
      ObjectDescription object, RecordShape shape, List<RecordId> ids) {
    Map<String, Object> body = new HashMap<>();
    body.put("ids", ids.stream().map(RecordId::value).toList());
    body.put("fields", shape.columns());
    String path = OrgVersion.path(version.number(), "/composite/sobjects/" + object.name());
    ApiCall call = ApiCall.post(path, body, true).asStream();
    return api.call(call, reply -> list(reply, new JsonRecord(shape), ids));
  }

  private static List<RecordChange.Present> list(
      HttpReply reply, JsonRecord records, List<RecordId> asked) throws IOException {
    Set<RecordId> expected = new LinkedHashSet<>(asked);
    List<RecordChange.Present> present = new ArrayList<>();
    try (JsonParser parser = Json.parser(reply.body())) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw garbled("it is no list");
      }
      int count = 0;
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        count++;
        if (token == JsonToken.START_OBJECT) {
          RecordChange.Present found = records.read(parser);
          if (!expected.remove(found.id())) {
            throw garbled("a record in it was not asked for");
          }
          present.add(found);
        } else if (token != JsonToken.VALUE_NULL) {
          throw garbled("it is no list of records");
        }
      }
      if (count != asked.size() || parser.nextToken() != null) {
        throw garbled("it has " + count + " places for " + asked.size() + " records");
      }
    }
    return present;
  }

  /** Those of the records that are in the recycle bin, with the winner where they lost a merge. */
  private Map<RecordId, Optional<RecordId>> gone(ObjectDescription object, List<RecordId> ids) {
    if (ids.isEmpty() || object.field(IS_DELETED).isEmpty()) {
      return Map.of();
    }
    List<String> columns =
        Stream.of(ID, IS_DELETED, MASTER).filter(name -> object.field(name).isPresent()).toList();
    RecordQuery all = new RecordQuery(object.name(), List.of(), Optional.empty(), List.of());
    List<String> paths =
        QueryRoom.paths(
            literals(ids),
            some -> {
              List<String> byId = List.of(SoqlBuilder.in(ID, some));
              return path("queryAll", SoqlBuilder.select(columns, all, byId, ""));
            });
    Map<RecordId, Optional<RecordId>> gone = new HashMap<>();
    for (String path : paths) {
      for (JsonNode row : fetch.rows(path, ids.size())) {
        if (Json.isTrue(row, IS_DELETED)) {
          Json.text(row, ID)
              .flatMap(RecordId::parse)
              .ifPresent(id -> gone.put(id, Json.text(row, MASTER).flatMap(RecordId::parse)));
        }
      }
    }
    return gone;
  }

  private String path(String resource, String soql) {
    return Queries.path(version.number(), resource, soql);
  }

  private static List<String> literals(List<RecordId> ids) {
    return ids.stream().map(id -> SoqlBuilder.literal(id.value())).toList();
  }

  private static TransportException garbled(String why) {
    return new TransportException(Reason.CUT, "the list of records is garbled: " + why, null);
  }
}
