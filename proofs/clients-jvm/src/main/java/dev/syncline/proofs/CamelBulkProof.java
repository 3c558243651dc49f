package dev.syncline.proofs;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.salesforce.api.dto.bulkv2.ContentTypeEnum;
import org.apache.camel.component.salesforce.api.dto.bulkv2.Job;
import org.apache.camel.component.salesforce.api.dto.bulkv2.JobStateEnum;
import org.apache.camel.component.salesforce.api.dto.bulkv2.Jobs;
import org.apache.camel.component.salesforce.api.dto.bulkv2.OperationEnum;
import org.apache.camel.component.salesforce.api.dto.bulkv2.QueryJob;
import org.apache.camel.component.salesforce.api.dto.bulkv2.QueryJobs;

/** Bulk API 2.0, driven by camel-salesforce. */
final class CamelBulkProof {
  private final Checks checks;
  private final ProducerTemplate template;
  private final String key = "cb-" + Long.toString(System.nanoTime(), 36) + "-";

  private CamelBulkProof(Checks checks, ProducerTemplate template) {
    this.checks = checks;
    this.template = template;
  }

  static void run(Instance instance, Checks checks) throws Exception {
    try (CamelContext context = CamelContexts.open(instance);
        ProducerTemplate template = context.createProducerTemplate()) {
      var proof = new CamelBulkProof(checks, template);
      checks.part("ingest", proof::ingest);
      checks.part("upsert", proof::upsert);
      checks.part("abort", proof::abort);
      checks.part("query", proof::query);
    }
  }

  private <T> T ask(String operation, Object body, Map<String, Object> headers, Class<T> type) {
    return template.requestBodyAndHeaders("salesforce:" + operation, body, headers, type);
  }

  private <T> T ask(String operation, Object body, Class<T> type) {
    return ask(operation, body, Map.of(), type);
  }

  private Job create(OperationEnum operation) {
    var job = new Job();
    job.setObject("Account");
    job.setOperation(operation);
    job.setContentType(ContentTypeEnum.CSV);
    if (operation == OperationEnum.UPSERT) {
      job.setExternalIdFieldName("Key__c");
    }
    return ask("bulk2CreateJob", job, Job.class);
  }

  private Job load(OperationEnum operation, String rows) throws Exception {
    Job job = create(operation);
    upload(job, rows);
    ask("bulk2CloseJob", null, Map.of("jobId", job.getId()), Job.class);
    Job now = job;
    for (int i = 0; i < 2_000 && !ended(now.getState()); i++) {
      Thread.sleep(10);
      now = ask("bulk2GetJob", null, Map.of("jobId", job.getId()), Job.class);
    }
    return now;
  }

  private void upload(Job job, String rows) {
    template.requestBodyAndHeader(
        "salesforce:bulk2CreateBatch",
        new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8)),
        "jobId",
        job.getId());
  }

  private static boolean ended(JobStateEnum state) {
    return List.of(JobStateEnum.JOB_COMPLETE, JobStateEnum.FAILED, JobStateEnum.ABORTED)
        .contains(state);
  }

  private String results(String operation, String job) throws Exception {
    try (InputStream in =
        ask("bulk2Get" + operation, null, Map.of("jobId", job), InputStream.class)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void ingest() throws Exception {
    Job open = create(OperationEnum.INSERT);
    checks.equal("a new job is open", open.getState(), JobStateEnum.OPEN);
    checks.equal("a job tells its version", open.getApiVersion(), CamelContexts.VERSION);
    checks.equal(
        "a job tells where its rows go",
        open.getContentUrl(),
        "services/data/v66.0/jobs/ingest/" + open.getId() + "/batches");
    Job done = load(OperationEnum.INSERT, "Name,Key__c\nGood," + key + "1\n," + key + "2\n");
    checks.equal("a job ends complete", done.getState(), JobStateEnum.JOB_COMPLETE);
    checks.equal("a job counts its rows", done.getNumberRecordsProcessed(), 2L);
    checks.equal("a job counts its refused rows", done.getNumberRecordsFailed(), 1L);
    String good = results("SuccessfulResults", done.getId());
    checks.holds("good rows are results", good.contains("\"Good\",\"" + key + "1\""), good);
    String bad = results("FailedResults", done.getId());
    checks.holds("bad rows say why", bad.contains("REQUIRED_FIELD_MISSING"), bad);
    String left = results("UnprocessedRecords", done.getId());
    checks.equal("no row is left", left.lines().count(), 1L);
    Jobs jobs = ask("bulk2GetAllJobs", null, Jobs.class);
    checks.holds(
        "jobs are listed",
        jobs.getRecords().stream().anyMatch(j -> j.getId().equals(done.getId())),
        jobs);
    template.requestBodyAndHeader("salesforce:bulk2DeleteJob", null, "jobId", done.getId());
    Jobs after = ask("bulk2GetAllJobs", null, Jobs.class);
    checks.holds(
        "a deleted job is gone",
        after.getRecords().stream().noneMatch(j -> j.getId().equals(done.getId())),
        after);
  }

  private void upsert() throws Exception {
    Job done = load(OperationEnum.UPSERT, "Key__c,Name\n" + key + "1,Again\n" + key + "9,New\n");
    String good = results("SuccessfulResults", done.getId());
    checks.holds("an upsert updates", good.contains("\"false\",\"" + key + "1\""), good);
    checks.holds("an upsert creates", good.contains("\"true\",\"" + key + "9\""), good);
    Job failed = load(OperationEnum.INSERT, "Name,Foo__c\nA,1\n");
    checks.equal("an unknown column fails the job", failed.getState(), JobStateEnum.FAILED);
    checks.equal(
        "and is named", failed.getErrorMessage(), "InvalidBatch : Field name not found : Foo__c");
  }

  private void abort() throws Exception {
    Job job = create(OperationEnum.INSERT);
    upload(job, "Name\nNever\n");
    Job aborted = ask("bulk2AbortJob", null, Map.of("jobId", job.getId()), Job.class);
    checks.equal("a job can be aborted", aborted.getState(), JobStateEnum.ABORTED);
    checks.equal(
        "its rows are unprocessed", results("UnprocessedRecords", job.getId()), "Name\nNever\n");
  }

  private void query() throws Exception {
    var query = new QueryJob();
    query.setOperation(OperationEnum.QUERY);
    query.setQuery("SELECT Id, Name FROM Account WHERE Key__c LIKE '" + key + "%'");
    QueryJob job = ask("bulk2CreateQueryJob", query, QueryJob.class);
    QueryJob now = job;
    for (int i = 0; i < 2_000 && !ended(now.getState()); i++) {
      Thread.sleep(10);
      now = ask("bulk2GetQueryJob", null, Map.of("jobId", job.getId()), QueryJob.class);
    }
    checks.equal("a query job ends complete", now.getState(), JobStateEnum.JOB_COMPLETE);
    checks.equal("a query job counts its rows", now.getNumberRecordsProcessed(), 2L);
    var headers = new HashMap<String, Object>();
    headers.put("jobId", job.getId());
    headers.put("maxRecords", 1);
    Exchange answer =
        template.request(
            "salesforce:bulk2GetQueryJobResults", exchange -> exchange.getIn().setHeaders(headers));
    String page = answer.getMessage().getBody(String.class);
    checks.holds("a page has its header", page.startsWith("\"Id\",\"Name\"\n"), page);
    checks.equal("a page has as many rows as asked for", page.lines().count(), 2L);
    QueryJobs jobs = ask("bulk2GetAllQueryJobs", null, QueryJobs.class);
    checks.holds(
        "query jobs are listed",
        jobs.getRecords().stream().anyMatch(j -> j.getId().equals(job.getId())),
        jobs);
    template.requestBodyAndHeader("salesforce:bulk2DeleteQueryJob", null, "jobId", job.getId());
    checks.holds(
        "a query job can be deleted",
        ask("bulk2GetAllQueryJobs", null, QueryJobs.class).getRecords().stream()
            .noneMatch(j -> j.getId().equals(job.getId())),
        "");
  }
}
