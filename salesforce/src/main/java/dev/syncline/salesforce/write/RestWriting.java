package dev.syncline.salesforce.write;

import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.RecordWriter;
import dev.syncline.engine.org.WriteBatch;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordResult.Refusal;
import dev.syncline.model.RecordWrite;
import dev.syncline.salesforce.rest.ErrorTable;
import dev.syncline.salesforce.rest.OrgError;
import dev.syncline.salesforce.rest.OrgVersion;
import dev.syncline.salesforce.rest.SalesforceApi;
import dev.syncline.salesforce.rest.Sent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes batches by REST: records one by one, in lists of which each stands for itself, or in one
 * transaction.
 */
public final class RestWriting {
  /** What is wrong with a call whatever records are in it. */
  private static final Set<String> ABOUT_ALL =
      Set.of("NOT_FOUND", "INVALID_TYPE", "METHOD_NOT_ALLOWED");

  private final SalesforceApi api;
  private final OrgVersion version;

  public RestWriting(SalesforceApi api, OrgVersion version) {
    this.api = api;
    this.version = version;
  }

  /**
   * Writes a batch; see {@link RecordWriter#write}. A call of several records that is refused as a
   * whole was done for none of them: each is then {@link Refusal#ROLLED_BACK}, so that smaller
   * batches find the guilty one, unless the words mean all of them. If the org fails between two
   * single calls, the rest is unprocessed.
   *
   * @throws IllegalArgumentException if there are more writes than the route takes, or none
   */
  public List<RecordResult> write(WriteBatch batch) {
    ObjectDescription object = batch.object();
    List<RecordWrite> writes = batch.writes();
    check(batch);
    WriteCalls calls = new WriteCalls(version.number(), object.name());
    RefusedRow refused = new RefusedRow(object);
    WriteReplies replies = new WriteReplies(refused);
    return switch (batch.route()) {
      case SINGLE -> singles(writes, calls, replies, refused);
      case COLLECTIONS ->
          settled(
              writes,
              refused,
              api.send(calls.collection(writes), reply -> replies.collection(writes, reply)));
      case COMPOSITE ->
          settled(
              writes,
              refused,
              api.send(calls.composite(writes), reply -> replies.composite(writes, reply)));
    };
  }

  private List<RecordResult> singles(
      List<RecordWrite> writes, WriteCalls calls, WriteReplies replies, RefusedRow refused) {
    List<RecordResult> results = new ArrayList<>();
    for (RecordWrite write : writes) {
      try {
        results.add(single(write, calls, replies, refused));
      } catch (OrgException e) {
        if (results.isEmpty()) {
          throw e;
        }
        writes.stream()
            .skip(results.size())
            .map(rest -> new RecordResult.Unprocessed(rest.row(), e.problem()))
            .forEach(results::add);
        return results;
      }
    }
    return results;
  }

  private RecordResult single(
      RecordWrite write, WriteCalls calls, WriteReplies replies, RefusedRow refused) {
    Sent<RecordResult> sent = api.send(calls.single(write), reply -> replies.single(write, reply));
    return switch (sent) {
      case Sent.Answered<RecordResult>(RecordResult result) -> result;
      case Sent.Refused<RecordResult>(int _, List<OrgError> errors) ->
          refused.result(write, errors);
      case Sent.Lost<RecordResult>(Problem problem) ->
          new RecordResult.Unanswered(write.row(), problem);
    };
  }

  private static List<RecordResult> settled(
      List<RecordWrite> writes, RefusedRow refused, Sent<List<RecordResult>> sent) {
    return switch (sent) {
      case Sent.Answered<List<RecordResult>>(List<RecordResult> results) -> results;
      case Sent.Refused<List<RecordResult>>(int status, List<OrgError> errors) ->
          writes.size() == 1 || isAboutAll(status, errors.getFirst())
              ? writes.stream().map(write -> refusedCall(write, refused, errors)).toList()
              : writes.stream().map(write -> together(write, status, errors)).toList();
      case Sent.Lost<List<RecordResult>>(Problem problem) ->
          writes.stream()
              .<RecordResult>map(write -> new RecordResult.Unanswered(write.row(), problem))
              .toList();
    };
  }

  private static boolean isAboutAll(int status, OrgError error) {
    return switch (ErrorTable.meaning(status, error.code(), error.message()).errorClass()) {
      case TRANSIENT, LIMIT, ACCESS -> true;
      case DATA, MAPPING, BUG -> ABOUT_ALL.contains(error.code());
    };
  }

  /** A refusal of the call says nothing of the record: not that it is gone, for one. */
  private static RecordResult refusedCall(
      RecordWrite write, RefusedRow refused, List<OrgError> errors) {
    return switch (refused.result(new RecordWrite.Create(write.row(), List.of()), errors)) {
      case RecordResult.Refused result -> result;
      case RecordResult.Done _, RecordResult.Unanswered _, RecordResult.Unprocessed _ ->
          throw new IllegalStateException("A refusal of a create is a refusal");
    };
  }

  private static RecordResult together(RecordWrite write, int status, List<OrgError> errors) {
    OrgError first = errors.getFirst();
    Problem problem = ErrorTable.problem(status, first.code(), first.message());
    return new RecordResult.Refused(write.row(), Refusal.ROLLED_BACK, problem);
  }

  private static void check(WriteBatch batch) {
    int most =
        switch (batch.route()) {
          case SINGLE, COLLECTIONS -> RecordWriter.MAX_COLLECTION;
          case COMPOSITE -> RecordWriter.MAX_COMPOSITE;
        };
    int count = batch.writes().size();
    if (count < 1 || count > most) {
      throw new IllegalArgumentException(
          batch.route() + " takes 1 to " + most + " writes, not " + count);
    }
  }
}
