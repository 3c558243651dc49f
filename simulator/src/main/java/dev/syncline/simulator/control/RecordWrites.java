package dev.syncline.simulator.control;

import dev.syncline.simulator.data.Actor;
import dev.syncline.simulator.data.FieldValues;
import dev.syncline.simulator.data.LeadConvert;
import dev.syncline.simulator.data.LeadConvertResult;
import dev.syncline.simulator.data.MergeResult;
import dev.syncline.simulator.data.RecordError;
import dev.syncline.simulator.data.Transaction;
import dev.syncline.simulator.data.WriteResult;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Pause;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.oauth.OrgUser;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.RecordBody;
import dev.syncline.simulator.schema.ObjectDefinition;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST /__simulator/records}: writes of another user, in one transaction. All of them are
 * carried out or, when one is refused, none.
 */
final class RecordWrites {
  /** How many writes one call may carry. */
  static final int MAX_WRITES = 200_000;

  private final Org org;
  private final Pause pause;

  RecordWrites(Org org, Pause pause) {
    this.org = org;
    this.pause = pause;
  }

  Reply answer(Call call) throws IOException {
    JsonNode body = call.untypedJson();
    JsonNode writes = body.path("writes");
    if (!writes.isArray() || writes.isEmpty() || writes.size() > MAX_WRITES) {
      throw FaultParser.refused(
          "writes must be an array of 1 to "
              + MAX_WRITES
              + " objects with op, object, id and fields.");
    }
    OrgUser user = user(body.path("as"));
    Duration delay =
        body.path("commitDelay").isString()
            ? FaultParser.duration(body.path("commitDelay").asString(), "commitDelay")
            : Duration.ZERO;
    try (Transaction transaction = org.data().begin(Actor.internal(user.id()))) {
      var results = new ArrayList<Map<String, Object>>();
      boolean refused = false;
      for (int i = 0; i < writes.size() && !refused; i++) {
        Outcome outcome = write(transaction, writes.get(i), "writes[" + i + "]");
        refused = outcome.refused();
        results.add(outcome.entry());
      }
      if (refused) {
        return Reply.json(400, Map.of("committed", false, "results", results));
      }
      pause.hold(delay);
      transaction.commit();
      var answer = new LinkedHashMap<String, Object>();
      answer.put("committed", true);
      answer.put("stamp", transaction.stamp().toString());
      answer.put("as", user.username());
      answer.put("results", results);
      return Reply.json(200, answer);
    }
  }

  private OrgUser user(JsonNode as) {
    if (!as.isString()) {
      return org.users().otherUser();
    }
    return org.users()
        .named(as.asString())
        .orElseThrow(() -> FaultParser.refused("as: no user has the name " + as.asString()));
  }

  /** What one write came to, and whether it was refused. */
  private record Outcome(Map<String, Object> entry, boolean refused) {}

  private Outcome write(Transaction transaction, JsonNode write, String place) {
    String op = write.path("op").asString("");
    if (op.equals("convert")) {
      return outcome(transaction.convert(conversion(write, place)));
    }
    ObjectDefinition object =
        org.data()
            .schema()
            .object(write.path("object").asString(""))
            .orElseThrow(
                () ->
                    FaultParser.refused(
                        place + ".object: there is no object " + write.path("object")));
    String id = write.path("id").asString("");
    return switch (op) {
      case "insert" ->
          outcome(save(transaction, object, write, v -> transaction.insert(object, v)));
      case "update" ->
          outcome(save(transaction, object, write, v -> transaction.update(object, id, v)));
      case "delete" -> outcome(transaction.delete(object, id));
      case "undelete" -> outcome(transaction.undelete(object, id));
      case "hardDelete" -> outcome(transaction.purge(object, id));
      case "purge" -> outcome(purge(transaction, object, id));
      case "merge" -> merge(transaction, object, write);
      default ->
          throw FaultParser.refused(
              place
                  + ".op must be insert, update, delete, undelete, hardDelete, purge, merge or"
                  + " convert.");
    };
  }

  private static WriteResult save(
      Transaction transaction,
      ObjectDefinition object,
      JsonNode write,
      Function<FieldValues, WriteResult> save) {
    return switch (fields(transaction, object, write)) {
      case RecordBody.Read.Values(FieldValues values) -> save.apply(values);
      case RecordBody.Read.Invalid(List<RecordError> errors) -> new WriteResult.Refused(errors);
    };
  }

  /** Empties the recycle bin of one record. */
  private static WriteResult purge(Transaction transaction, ObjectDefinition object, String id) {
    boolean live =
        RecordIds.parse(id)
            .flatMap(whole -> transaction.view().find(object, whole))
            .filter(row -> !row.isDeleted())
            .isPresent();
    return live
        ? WriteResult.Refused.because(
            RecordError.of("INVALID_ID_FIELD", "the record is not in the recycle bin"))
        : transaction.purge(object, id);
  }

  private static Outcome merge(Transaction transaction, ObjectDefinition object, JsonNode write) {
    var losers = new ArrayList<String>();
    write.path("merge").forEach(loser -> losers.add(loser.asString("")));
    FieldValues values = FieldValues.values().build();
    if (write.has("fields")) {
      switch (fields(transaction, object, write)) {
        case RecordBody.Read.Values(FieldValues read) -> values = read;
        case RecordBody.Read.Invalid(List<RecordError> errors) -> {
          return refused(errors);
        }
      }
    }
    String master = write.path("id").asString("");
    return switch (transaction.merge(object, master, losers, values)) {
      case MergeResult.Refused(List<RecordError> errors) -> refused(errors);
      case MergeResult.Merged(String id, List<String> merged, List<String> related) -> {
        Map<String, Object> entry = written(id);
        entry.put("mergedRecordIds", merged);
        entry.put("updatedRelatedIds", related);
        yield new Outcome(entry, false);
      }
    };
  }

  private static LeadConvert conversion(JsonNode write, String place) {
    String status = write.path("convertedStatus").asString("");
    if (status.isEmpty()) {
      throw FaultParser.refused(place + ".convertedStatus names the status that the lead ends in.");
    }
    return new LeadConvert(
        write.path("id").asString(""),
        status,
        optional(write, "accountId"),
        optional(write, "contactId"),
        optional(write, "opportunityName"),
        !write.path("doNotCreateOpportunity").asBoolean(false),
        optional(write, "ownerId"));
  }

  private static @Nullable String optional(JsonNode write, String name) {
    return write.path(name).isString() ? write.path(name).asString() : null;
  }

  private static Outcome outcome(LeadConvertResult result) {
    return switch (result) {
      case LeadConvertResult.Refused(List<RecordError> errors) -> refused(errors);
      case LeadConvertResult.Converted(
              String leadId,
              String accountId,
              String contactId,
              Optional<String> opportunityId) -> {
        Map<String, Object> entry = written(leadId);
        entry.put("accountId", accountId);
        entry.put("contactId", contactId);
        opportunityId.ifPresent(id -> entry.put("opportunityId", id));
        yield new Outcome(entry, false);
      }
    };
  }

  private static Outcome outcome(WriteResult result) {
    return switch (result) {
      case WriteResult.Written(String id, boolean _) -> new Outcome(written(id), false);
      case WriteResult.Refused(List<RecordError> errors) -> refused(errors);
    };
  }

  private static Map<String, Object> written(String id) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("id", id);
    entry.put("success", true);
    entry.put("errors", List.of());
    return entry;
  }

  private static Map<String, Object> error(RecordError error) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("statusCode", error.statusCode());
    entry.put("message", error.message());
    entry.put("fields", error.fields());
    return entry;
  }

  private static Outcome refused(List<RecordError> errors) {
    var entry = new LinkedHashMap<String, Object>();
    entry.put("success", false);
    entry.put("errors", errors.stream().map(RecordWrites::error).toList());
    return new Outcome(entry, true);
  }

  private static RecordBody.Read fields(
      Transaction transaction, ObjectDefinition object, JsonNode write) {
    return new RecordBody(object, transaction.view(), Set.of(object.requireField("Id")))
        .read(write.path("fields"));
  }
}
