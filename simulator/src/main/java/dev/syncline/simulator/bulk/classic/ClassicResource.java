package dev.syncline.simulator.bulk.classic;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Json;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.id.RecordIds;
import dev.syncline.simulator.limits.Limit;
import dev.syncline.simulator.rest.BoundQuery;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.RunningId;
import dev.syncline.simulator.xml.XmlElement;
import dev.syncline.simulator.xml.XmlReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code /services/async/XX.0/job} and what lies below. */
final class ClassicResource {
  private final Org org;
  private final ClassicJobs jobs;
  private final BatchWork work;
  private final BatchFiles files;
  private final RunningId ids;

  /**
   * @param ids gives out the ids of jobs
   */
  ClassicResource(Org org, ClassicJobs jobs, BatchWork work, BatchFiles files, RunningId ids) {
    this.org = org;
    this.jobs = jobs;
    this.work = work;
    this.files = files;
    this.ids = ids;
  }

  /** {@code POST /job}. */
  Reply create(Call call) throws IOException {
    ClassicRequest request = ClassicRequest.read(facts(call), org, call);
    Instant now = org.clock().instant();
    var identity =
        new ClassicJob.Identity(ids.next(), call, org.actor(call, "bulkapi"), now, request);
    var job = new ClassicJob(identity, ClassicJob.State.Open, now, Map.of());
    jobs.add(job);
    return notation(call, job).reply(201, "jobInfo", ClassicFacts.of(job));
  }

  /** What a request tells of a job, by name. */
  private static Map<String, String> facts(Call call) throws IOException {
    byte[] body = call.body().bytes();
    var facts = new LinkedHashMap<String, String>();
    if (sent(call).contains("json")) {
      for (Map.Entry<String, JsonNode> fact : json(body).properties()) {
        if (!fact.getValue().isNull()) {
          facts.put(fact.getKey(), fact.getValue().asString(""));
        }
      }
      return facts;
    }
    try {
      for (XmlElement fact : XmlReader.read(new ByteArrayInputStream(body)).children()) {
        facts.put(fact.name(), fact.text().strip());
      }
      return facts;
    } catch (XmlReader.MalformedException e) {
      throw new ClassicException("InvalidXML", "Unable to parse Job: " + e.getMessage());
    }
  }

  private static JsonNode json(byte[] body) {
    try {
      return Json.read(body);
    } catch (ApiException e) {
      throw new ClassicException("InvalidJob", "Unable to parse Job: " + e.getMessage());
    }
  }

  private static String sent(Call call) {
    return call.headers().find("Content-Type").orElse("").toLowerCase(Locale.ROOT);
  }

  /** In what a call wants its answer: as it says, or as its job's records come. */
  static Notation notation(Call call, ClassicJob job) {
    return asked(call)
        .orElse(
            switch (job.identity().request().format()) {
              case JSON -> Notation.JSON;
              case CSV, XML -> Notation.XML;
            });
  }

  /** In what a call says that it wants its answer. */
  static Optional<Notation> asked(Call call) {
    return Notation.of(call.headers().find("Accept").orElse("").toLowerCase(Locale.ROOT))
        .filter(Notation.JSON::equals)
        .or(() -> Notation.of(sent(call)));
  }

  /** {@code GET /job/ID}. */
  Reply info(Call call) {
    ClassicJob job = require(call);
    return notation(call, job).reply(200, "jobInfo", ClassicFacts.of(job));
  }

  /** {@code POST /job/ID} with the state Closed or Aborted. */
  Reply move(Call call) throws IOException {
    ClassicJob job = require(call);
    String wanted = facts(call).getOrDefault("state", "");
    ClassicJob.State next =
        switch (wanted) {
          case "Closed" -> ClassicJob.State.Closed;
          case "Aborted" -> ClassicJob.State.Aborted;
          default ->
              throw new ClassicException("InvalidJobState", "Unable to set state to " + wanted);
        };
    Instant now = org.clock().instant();
    ClassicJob moved =
        jobs.change(
                job.id(),
                before -> {
                  if (before.state() != ClassicJob.State.Open && next != before.state()) {
                    throw new ClassicException(
                        "InvalidJobState", "Job is already " + before.state());
                  }
                  return before.in(next, now);
                })
            .orElseThrow(() -> invalidJob(job.id()));
    return notation(call, moved).reply(200, "jobInfo", ClassicFacts.of(moved));
  }

  /** {@code POST /job/ID/batch}: some rows, or a statement. */
  Reply add(Call call) throws IOException {
    ClassicJob job = require(call);
    ClassicRequest request = job.identity().request();
    if (job.state() != ClassicJob.State.Open) {
      throw new ClassicException("InvalidJobState", "Job is " + job.state() + ", not Open");
    }
    if (request.rows().isPresent() && !request.format().takes(sent(call))) {
      throw new ClassicException(
          "ClientInputError", "The content type of the job is " + request.format().name());
    }
    if (job.batches().size() >= ClassicJobs.MAX_BATCHES
        || !org.limits().use(Limit.DAILY_BULK_API_BATCHES, 1)) {
      throw new ClassicException("ExceededQuota", "ApiBatchItems Limit exceeded.");
    }
    ClassicBatch queued;
    try (InputStream in = call.body().open()) {
      queued = ClassicBatch.queued(files.store(job.id(), in));
    }
    jobs.change(job.id(), before -> before.with(queued));
    jobs.enqueue(() -> work.run(job.identity(), queued.identity()));
    return notation(call, job).reply(201, "batchInfo", ClassicFacts.of(queued));
  }

  /** {@code GET /job/ID/batch}. */
  Reply list(Call call) {
    ClassicJob job = require(call);
    List<Map<String, Object>> batches =
        job.batches().values().stream().map(ClassicFacts::of).toList();
    return notation(call, job).list("batchInfoList", "batchInfo", batches);
  }

  /** {@code GET /job/ID/batch/ID}. */
  Reply batch(Call call) {
    ClassicJob job = require(call);
    return notation(call, job).reply(200, "batchInfo", ClassicFacts.of(batch(call, job)));
  }

  /** {@code GET /job/ID/batch/ID/request}: what was sent. */
  Reply request(Call call) {
    ClassicJob job = require(call);
    Path file = batch(call, job).identity().request();
    return Reply.stream(
        200, job.identity().request().format().contentType(), out -> Files.copy(file, out));
  }

  /** {@code GET /job/ID/batch/ID/result}: what became of rows, or the ids of what was found. */
  Reply result(Call call) {
    ClassicJob job = require(call);
    ClassicBatch batch = completed(call, job);
    if (batch.query() != null) {
      return notation(call, job).ids(List.of(resultId(batch)));
    }
    Path file = batch.identity().result();
    return Reply.stream(
        200, job.identity().request().format().contentType(), out -> Files.copy(file, out));
  }

  /** {@code GET /job/ID/batch/ID/result/ID}: what was found. */
  Reply found(Call call) {
    ClassicJob job = require(call);
    ClassicBatch batch = completed(call, job);
    BoundQuery query = batch.query();
    if (query == null || !call.variable("result").equals(resultId(batch))) {
      throw new ClassicException("InvalidBatch", "There is no such result of the batch.");
    }
    Format format = job.identity().request().format();
    return Reply.stream(200, format.contentType(), out -> new QueryRows(query).write(out, format));
  }

  /** The id of a batch's one result: the batch's own with the prefix of results. */
  private static String resultId(ClassicBatch batch) {
    return "752" + batch.id().substring(3, RecordIds.SHORT);
  }

  private static ClassicBatch completed(Call call, ClassicJob job) {
    ClassicBatch batch = batch(call, job);
    if (batch.state() != ClassicBatch.State.Completed) {
      throw new ClassicException(
          "InvalidBatch", "Batch not completed: its state is " + batch.state());
    }
    return batch;
  }

  private static ClassicBatch batch(Call call, ClassicJob job) {
    String id = call.variable("batch");
    return RecordIds.parse(id)
        .flatMap(whole -> Optional.ofNullable(job.batches().get(whole)))
        .orElseThrow(() -> new ClassicException("InvalidBatch", "Invalid batch id: " + id));
  }

  private ClassicJob require(Call call) {
    String id = call.variable("job");
    return RecordIds.parse(id).flatMap(jobs::find).orElseThrow(() -> invalidJob(id));
  }

  private static ClassicException invalidJob(String id) {
    return new ClassicException("InvalidJob", "Invalid job id: " + id);
  }
}
