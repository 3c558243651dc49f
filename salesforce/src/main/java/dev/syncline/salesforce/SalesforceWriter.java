package dev.syncline.salesforce;

import dev.syncline.engine.org.BulkOperation;
import dev.syncline.engine.org.BulkWriting;
import dev.syncline.engine.org.RecordWriter;
import dev.syncline.engine.org.WriteBatch;
import dev.syncline.model.RecordResult;
import dev.syncline.salesforce.ingest.BulkIngest;
import dev.syncline.salesforce.rest.OrgVersion;
import dev.syncline.salesforce.rest.SalesforceApi;
import dev.syncline.salesforce.write.RestWriting;
import java.util.List;

/** Writes to one org, by REST or by jobs. */
record SalesforceWriter(SalesforceApi api, OrgVersion version) implements RecordWriter {
  @Override
  public List<RecordResult> write(WriteBatch batch) {
    return new RestWriting(api, version).write(batch);
  }

  @Override
  public BulkWriting startBulk(BulkOperation operation) {
    return BulkIngest.start(api, operation, version.number());
  }

  @Override
  public BulkWriting resumeBulk(BulkOperation operation, String handle) {
    return BulkIngest.resume(api, operation, handle);
  }
}
