package dev.syncline.salesforce.ingest;

import dev.syncline.engine.org.BulkOperation;
import dev.syncline.engine.org.BulkWriting;
import dev.syncline.engine.org.OrgException;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordResult;
import dev.syncline.model.RecordWrite;
import dev.syncline.salesforce.http.Upload;
import dev.syncline.salesforce.rest.ApiCall;
import dev.syncline.salesforce.rest.SalesforceApi;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes records by an ingest job of Bulk API 2.0. */
public final class BulkIngest implements BulkWriting {
  private static final Pattern HANDLE =
      Pattern.compile("INGEST:(\\d{1,3}\\.\\d):([A-Za-z0-9]{15,18})");
  private static final String CSV = "text/csv; charset=UTF-8";

  private final SalesforceApi api;
  private final BulkOperation operation;
  private final String version;
  private final String jobId;

  private BulkIngest(SalesforceApi api, BulkOperation operation, String version, String jobId) {
    this.api = api;
    this.operation = operation;
    this.version = version;
    this.jobId = jobId;
  }

  /** Makes a job in an API version, with which it is asked for ever after. */
  public static BulkIngest start(SalesforceApi api, BulkOperation operation, String version) {
    return new BulkIngest(api, operation, version, new IngestJobs(api).create(version, operation));
  }

  /**
   * Takes up the job of a handle; asks nothing.
   *
   * @throws OrgException of class BUG, code BULK-HANDLE, if the text is none
   */
  public static BulkIngest resume(SalesforceApi api, BulkOperation operation, String handle) {
    Matcher parts = HANDLE.matcher(handle);
    if (!parts.matches() || !IngestJobs.isJobId(parts.group(2))) {
      throw new OrgException(
          new Problem(
              "BULK-HANDLE",
              ErrorClass.BUG,
              "'" + handle + "' is not the handle of a job",
              "Please report it; the records of the job are looked up in the org."));
    }
    return new BulkIngest(api, operation, parts.group(1), parts.group(2));
  }

  @Override
  public String handle() {
    return "INGEST:" + version + ":" + jobId;
  }

  @Override
  public State state() {
    return new IngestJobs(api).state(version, jobId);
  }

  @Override
  public void upload(List<RecordWrite> writes) {
    if (!writes.stream().allMatch(BulkWriting::fits)) {
      throw new IllegalArgumentException("A write cannot be said in CSV: it goes by REST");
    }
    Upload file = new IngestTable(operation, writes).file();
    if (file.length() > MAX_BYTES) {
      throw new IllegalArgumentException(
          "The file has " + file.length() + " bytes, a job takes " + MAX_BYTES);
    }
    String path = IngestJobs.path(version, jobId) + "/batches";
    api.call(ApiCall.put(path, CSV, file), reply -> true);
    new IngestJobs(api).close(version, jobId);
  }

  @Override
  public void results(List<RecordWrite> writes, Consumer<RecordResult> each) {
    new IngestResults(api, operation, writes).read(IngestJobs.path(version, jobId)).forEach(each);
  }

  @Override
  public void abort() {
    new IngestJobs(api).abort(version, jobId);
  }

  @Override
  public void release() {
    new IngestJobs(api).release(version, jobId);
  }
}
