package dev.syncline.proofs;

import com.sforce.async.AsyncApiException;
import com.sforce.async.BatchInfo;
import com.sforce.async.BatchRequest;
import com.sforce.async.BatchResult;
import com.sforce.async.BatchStateEnum;
import com.sforce.async.BulkConnection;
import com.sforce.async.CSVReader;
import com.sforce.async.ContentType;
import com.sforce.async.JobInfo;
import com.sforce.async.JobStateEnum;
import com.sforce.async.OperationEnum;
import com.sforce.async.SObject;
import com.sforce.ws.ConnectorConfig;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Bulk API 1.0, driven by force-wsc. */
final class BulkOneProof {
  private final Checks checks;
  private final BulkConnection connection;
  private final Instance instance;
  private final String key = "bulk-" + Long.toString(System.nanoTime(), 36) + "-";

  private BulkOneProof(Instance instance, Checks checks) throws Exception {
    this.instance = instance;
    this.checks = checks;
    this.connection = connect(instance.accessToken());
  }

  static void run(Instance instance, Checks checks) throws Exception {
    var proof = new BulkOneProof(instance, checks);
    checks.part("CSV", proof::csv);
    checks.part("XML", proof::xml);
    checks.part("JSON", proof::json);
    checks.part("upsert and delete", proof::upsertAndDelete);
    checks.part("query", proof::query);
    checks.part("refusals", proof::refusals);
  }

  private BulkConnection connect(String session) throws Exception {
    var config = new ConnectorConfig();
    config.setSessionId(session);
    config.setRestEndpoint(instance.url() + "/services/async/65.0");
    config.setCompression(true);
    return new BulkConnection(config);
  }

  private JobInfo open(String object, OperationEnum operation, ContentType type) throws Exception {
    var job = new JobInfo();
    job.setObject(object);
    job.setOperation(operation);
    job.setContentType(type);
    if (operation == OperationEnum.upsert) {
      job.setExternalIdFieldName("Key__c");
    }
    return connection.createJob(job, type == ContentType.JSON ? type : ContentType.XML);
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private BatchInfo await(BatchInfo batch, ContentType type) throws Exception {
    BatchInfo now = batch;
    for (int i = 0; i < 2_000 && !ended(now); i++) {
      Thread.sleep(10);
      now =
          type == ContentType.JSON
              ? connection.getBatchInfo(batch.getJobId(), batch.getId(), ContentType.JSON)
              : connection.getBatchInfo(batch.getJobId(), batch.getId());
    }
    return now;
  }

  private static boolean ended(BatchInfo batch) {
    return batch.getState() != BatchStateEnum.Queued
        && batch.getState() != BatchStateEnum.InProgress;
  }

  private void csv() throws Exception {
    JobInfo job = open("Account", OperationEnum.insert, ContentType.CSV);
    checks.equal("a new job is open", job.getState(), JobStateEnum.Open);
    checks.equal("a job has an id of 18 characters", job.getId().length(), 18);
    checks.equal("a job tells its version", job.getApiVersion(), 65.0);
    String rows =
        "Name,Key__c,NumberOfEmployees\nOne," + key + "1,5\n,x,6\n\"A, B\"," + key + "2,x\n";
    BatchInfo batch = connection.createBatchFromStream(job, stream(rows));
    checks.equal("a batch belongs to its job", batch.getJobId(), job.getId());
    BatchInfo done = await(batch, ContentType.CSV);
    checks.equal("a batch ends complete", done.getState(), BatchStateEnum.Completed);
    checks.equal("a batch counts its rows", done.getNumberRecordsProcessed(), 3);
    checks.equal("a batch counts its refused rows", done.getNumberRecordsFailed(), 2);
    var results =
        new CSVReader(connection.getBatchResultStream(job.getId(), batch.getId()), "UTF-8");
    checks.equal(
        "results have their columns",
        results.nextRecord(),
        new ArrayList<>(List.of("Id", "Success", "Created", "Error")));
    ArrayList<String> first = results.nextRecord();
    checks.equal("a good row is a success", first.get(1), "true");
    checks.equal("a good row was created", first.get(2), "true");
    ArrayList<String> second = results.nextRecord();
    checks.equal(
        "a bad row tells why",
        second.get(3),
        "REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --");
    ArrayList<String> third = results.nextRecord();
    checks.holds("results keep their order", third.get(3).contains("NumberOfEmployees"), third);
    try (InputStream request = connection.getBatchRequestInputStream(job.getId(), batch.getId())) {
      checks.equal(
          "the request can be read again",
          new String(request.readAllBytes(), StandardCharsets.UTF_8),
          rows);
    }
    checks.equal(
        "a job lists its batches",
        connection.getBatchInfoList(job.getId()).getBatchInfo()[0].getId(),
        batch.getId());
    JobInfo closed = connection.closeJob(job.getId());
    checks.equal("a job can be closed", closed.getState(), JobStateEnum.Closed);
    JobInfo info = connection.getJobStatus(job.getId());
    checks.equal("a job counts its batches", info.getNumberBatchesCompleted(), 1);
    checks.equal("a job counts its rows", info.getNumberRecordsProcessed(), 3L);
    checks.equal("a job counts its refused rows", info.getNumberRecordsFailed(), 2L);
    checks.refused(
        "a closed job takes no batch",
        AsyncApiException.class,
        "InvalidJobState",
        () -> connection.createBatchFromStream(job, stream(rows)));
  }

  private void xml() throws Exception {
    JobInfo job = open("Account", OperationEnum.insert, ContentType.XML);
    BatchRequest request = connection.createBatch(job);
    var good = new SObject();
    good.setField("Name", "XML & <more>");
    good.setField("Key__c", key + "xml");
    var bad = new SObject();
    bad.setField("Phone", "1");
    request.addSObjects(new SObject[] {good, bad});
    BatchInfo batch = await(request.completeRequest(), ContentType.XML);
    checks.equal("an XML batch ends complete", batch.getState(), BatchStateEnum.Completed);
    BatchResult result = connection.getBatchResult(job.getId(), batch.getId());
    checks.holds("an XML result tells success", result.getResult()[0].isSuccess(), result);
    checks.equal(
        "an XML result tells the code",
        result.getResult()[1].getErrors()[0].getStatusCode().toString(),
        "REQUIRED_FIELD_MISSING");
    connection.closeJob(job.getId());
  }

  private void json() throws Exception {
    JobInfo job = open("Account", OperationEnum.insert, ContentType.JSON);
    String rows = "[{\"Name\":\"JSON\",\"Key__c\":\"" + key + "json\"},{\"Phone\":\"1\"}]";
    BatchInfo created = connection.createBatchFromStream(job, stream(rows));
    BatchInfo batch = await(created, ContentType.JSON);
    checks.equal("a JSON batch ends complete", batch.getState(), BatchStateEnum.Completed);
    BatchResult result = connection.getBatchResult(job.getId(), batch.getId(), ContentType.JSON);
    checks.holds("a JSON result tells success", result.getResult()[0].isSuccess(), result);
    checks.equal("a JSON result tells errors", result.getResult()[1].getErrors().length, 1);
  }

  private void upsertAndDelete() throws Exception {
    JobInfo job = open("Account", OperationEnum.upsert, ContentType.CSV);
    String rows = "Key__c,Name\n" + key + "1,Changed\n" + key + "new,New\n";
    BatchInfo batch = await(connection.createBatchFromStream(job, stream(rows)), ContentType.CSV);
    var results =
        new CSVReader(connection.getBatchResultStream(job.getId(), batch.getId()), "UTF-8");
    results.nextRecord();
    ArrayList<String> changed = results.nextRecord();
    ArrayList<String> made = results.nextRecord();
    checks.equal("an upsert updates what is there", changed.get(2), "false");
    checks.equal("an upsert creates what is not", made.get(2), "true");
    connection.closeJob(job.getId());
    JobInfo deletes = open("Account", OperationEnum.delete, ContentType.CSV);
    String ids = "Id\n" + made.get(0) + "\n" + made.get(0) + "\n";
    BatchInfo deleted =
        await(connection.createBatchFromStream(deletes, stream(ids)), ContentType.CSV);
    checks.equal("one of two deletes is refused", deleted.getNumberRecordsFailed(), 1);
    connection.closeJob(deletes.getId());
  }

  private void query() throws Exception {
    JobInfo job = open("Account", OperationEnum.query, ContentType.CSV);
    String soql = "SELECT Id, Name FROM Account WHERE Key__c LIKE '" + key + "%' ORDER BY Name";
    BatchInfo batch = await(connection.createBatchFromStream(job, stream(soql)), ContentType.CSV);
    checks.equal("a query batch ends complete", batch.getState(), BatchStateEnum.Completed);
    String[] ids = connection.getQueryResultList(job.getId(), batch.getId()).getResult();
    checks.equal("a query has one result", ids.length, 1);
    var rows =
        new CSVReader(connection.getQueryResultStream(job.getId(), batch.getId(), ids[0]), "UTF-8");
    checks.equal(
        "a query's result has its columns",
        rows.nextRecord(),
        new ArrayList<>(List.of("Id", "Name")));
    checks.equal("a query finds what was written", rows.nextRecord().get(1), "Changed");
    JobInfo xml = open("Account", OperationEnum.query, ContentType.XML);
    BatchInfo inXml = await(connection.createBatchFromStream(xml, stream(soql)), ContentType.XML);
    String id = connection.getQueryResultList(xml.getId(), inXml.getId()).getResult()[0];
    try (InputStream result = connection.getQueryResultStream(xml.getId(), inXml.getId(), id)) {
      String text = new String(result.readAllBytes(), StandardCharsets.UTF_8);
      checks.holds("a query answers in XML", text.contains("<Name>XML &amp; &lt;more&gt;"), text);
    }
    BatchInfo wrong =
        await(connection.createBatchFromStream(xml, stream("SELEC")), ContentType.XML);
    checks.equal("a wrong statement fails its batch", wrong.getState(), BatchStateEnum.Failed);
    checks.holds(
        "and says why",
        wrong.getStateMessage().startsWith("InvalidBatch"),
        wrong.getStateMessage());
  }

  private void refusals() throws Exception {
    checks.refused(
        "an unknown object is InvalidJob",
        AsyncApiException.class,
        "InvalidJob",
        () -> open("Nothing__c", OperationEnum.insert, ContentType.CSV));
    BulkConnection stranger = connect("00Dxx!nothing");
    checks.refused(
        "a wrong session is InvalidSessionId",
        AsyncApiException.class,
        "InvalidSessionId",
        () -> stranger.getJobStatus("750000000000000AAA"));
    JobInfo job = open("Account", OperationEnum.insert, ContentType.CSV);
    BatchInfo batch =
        await(connection.createBatchFromStream(job, stream("Foo__c\n1\n")), ContentType.CSV);
    checks.equal("an unknown column fails the batch", batch.getState(), BatchStateEnum.Failed);
    checks.equal(
        "and names it", batch.getStateMessage(), "InvalidBatch : Field name not found : Foo__c");
    checks.equal(
        "a job can be aborted", connection.abortJob(job.getId()).getState(), JobStateEnum.Aborted);
  }
}
