package dev.syncline.salesforce.ingest;

import dev.syncline.engine.org.BulkOperation;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordResult.Effect;
import dev.syncline.model.RecordWrite;
import dev.syncline.salesforce.rest.ApiCall;
import dev.syncline.salesforce.rest.OrgError;
import dev.syncline.salesforce.rest.SalesforceApi;
import dev.syncline.salesforce.write.RefusedRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the three result files of a job and accounts for each write exactly once. */
final class IngestResults {
  private static final String SF_ID = "sf__Id";
  private static final String SF_CREATED = "sf__Created";
  private static final String SF_ERROR = "sf__Error";

  /** As orgs write it: {@code CODE:message:Field,Field --}. */
  private static final Pattern ERROR =
      Pattern.compile("([A-Z][A-Z0-9_]*):(.*?)(?::([^:]*?))?\\s*(?:--)?\\s*", Pattern.DOTALL);

  private static final Problem UNPROCESSED =
      new Problem(
          "BULK-UNPROCESSED",
          ErrorClass.TRANSIENT,
          "The job ended before this record's turn",
          "Nothing: the record is sent again.");

  private final SalesforceApi api;
  private final BulkOperation operation;
  private final List<RecordWrite> writes;
  private final SentRows sent;
  private final RefusedRow refused;
  private final @Nullable RecordResult[] results;

  IngestResults(SalesforceApi api, BulkOperation operation, List<RecordWrite> writes) {
    this.api = api;
    this.operation = operation;
    this.writes = writes;
    this.sent = new SentRows(operation, new IngestTable(operation, writes), writes);
    this.refused = new RefusedRow(operation.object());
    this.results = new RecordResult[writes.size()];
  }

  /** One result for each write, in the order of the writes. */
  List<RecordResult> read(String jobPath) {
    read(jobPath + "/successfulResults", List.of(SF_ID, SF_CREATED), this::done);
    read(
        jobPath + "/failedResults",
        List.of(SF_ERROR),
        (write, words) -> refused.result(write, errors(words.getFirst())));
    read(
        jobPath + "/unprocessedrecords",
        List.of(),
        (write, _) -> new RecordResult.Unprocessed(write.row(), UNPROCESSED));
    List<RecordResult> all = new ArrayList<>(results.length);
    for (RecordResult result : results) {
      if (result != null) {
        all.add(result);
      }
    }
    if (all.size() < results.length) {
      throw ResultFile.wrong(
          "of %d records only %d are in them".formatted(results.length, all.size()));
    }
    return all;
  }

  private void read(
      String path,
      List<String> words,
      BiFunction<RecordWrite, List<String>, RecordResult> meaning) {
    ApiCall call = ApiCall.get(path).asStream().with("Accept", "text/csv");
    try (ResultFile file = new ResultFile(api.open(call), api.instanceUrl())) {
      if (!file.hasNext()) {
        return;
      }
      int[] wordPlaces = file.places(words);
      int[] echoPlaces = file.places(sent.columns());
      while (file.hasNext()) {
        List<String> row = file.next();
        OptionalInt place = sent.take(ResultFile.cells(row, echoPlaces));
        if (place.isEmpty()) {
          throw ResultFile.wrong("one of its rows was not sent, or comes twice");
        }
        int at = place.getAsInt();
        results[at] = meaning.apply(writes.get(at), ResultFile.cells(row, wordPlaces));
      }
    }
  }

  private RecordResult done(RecordWrite write, List<String> idAndCreated) {
    Optional<RecordId> id = RecordId.parse(idAndCreated.getFirst());
    if (id.isEmpty()) {
      throw ResultFile.wrong("a successful row has no id");
    }
    boolean created = idAndCreated.getLast().equalsIgnoreCase("true");
    Effect effect =
        switch (operation.kind()) {
          case CREATE -> Effect.CREATED;
          case UPSERT -> created ? Effect.CREATED : Effect.UPDATED;
          case UPDATE -> Effect.UPDATED;
          case DELETE -> Effect.DELETED;
        };
    return new RecordResult.Done(write.row(), id.get(), effect);
  }

  private static List<OrgError> errors(String words) {
    Matcher error = ERROR.matcher(words);
    if (!error.matches()) {
      return List.of(new OrgError("UNKNOWN", words, List.of()));
    }
    String fields = error.group(3) == null ? "" : error.group(3).strip();
    return List.of(
        new OrgError(
            error.group(1),
            error.group(2),
            fields.isEmpty() ? List.of() : List.of(fields.split("\\s*,\\s*"))));
  }
}
