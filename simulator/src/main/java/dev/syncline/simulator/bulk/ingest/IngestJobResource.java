package dev.syncline.simulator.bulk.ingest;

import dev.syncline.simulator.bulk.JobState;
import dev.syncline.simulator.bulk.Jobs;
import dev.syncline.simulator.bulk.Spool;
import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.http.Call;
import dev.syncline.simulator.http.Json;
import dev.syncline.simulator.http.Reply;
import dev.syncline.simulator.rest.Org;
import dev.syncline.simulator.rest.RunningId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** {@code /jobs/ingest}, {@code /jobs/ingest/ID} and its {@code /batches}. */
final class IngestJobResource {
  /** The largest upload, in bytes. Bulk API 2.0 Developer Guide, limits: 150 MB. */
  static final long MAX_UPLOAD = 150_000_000;

  private final Org org;
  private final Jobs<IngestJob> jobs;
  private final IngestWork work;
  private final Spool spool;
  private final RunningId ids;

  IngestJobResource(Org org, Jobs<IngestJob> jobs, IngestWork work, Spool spool, RunningId ids) {
    this.org = org;
    this.jobs = jobs;
    this.work = work;
    this.spool = spool;
    this.ids = ids;
  }

  /** {@code POST /jobs/ingest}, with the rows at once when the body has several parts. */
  Reply create(Call call) throws IOException {
    String type = call.headers().find("Content-Type").orElse("");
    if (!Multipart.is(type)) {
      return Reply.json(200, IngestJson.brief(open(call, call.json())));
    }
    Multipart parts = Multipart.read(type, call.body().bytes());
    byte[] content = parts.content();
    IngestJob job = open(call, Json.read(parts.job()));
    upload(job, new ByteArrayInputStream(content));
    return Reply.json(200, IngestJson.brief(close(job)));
  }

  private IngestJob open(Call call, JsonNode body) {
    IngestRequest request = IngestRequest.read(body, org, call);
    Instant now = org.clock().instant();
    String id = ids.next();
    var identity =
        new IngestJob.Identity(
            id, org.actor(call, "bulkapi"), call.version(), now, request, JobFiles.in(spool, id));
    var job = new IngestJob(identity, JobState.OPEN, -1, IngestJob.Progress.NONE, now, null);
    jobs.add(job);
    return job;
  }

  /** {@code PUT /jobs/ingest/ID/batches}: the rows, once. */
  Reply upload(Call call) throws IOException {
    IngestJob job = jobs.require(call);
    String type = call.headers().find("Content-Type").orElse("text/csv");
    if (!type.toLowerCase(Locale.ROOT).startsWith("text/csv")) {
      throw new ApiException(
          415, "UNSUPPORTED_MEDIA_TYPE", "Content type " + type + " is not supported");
    }
    try (InputStream in = call.body().open()) {
      upload(job, in);
    }
    return Reply.empty(201);
  }

  private void upload(IngestJob job, InputStream in) throws IOException {
    // The place is taken before the bytes come, so that of two uploads only one is stored.
    boolean taken =
        jobs.move(
                job.id(),
                open -> {
                  if (open.state() != JobState.OPEN) {
                    throw invalidState("The job does not take rows any more", open);
                  }
                  return open.isUploaded() ? open : open.uploaded(0);
                })
            .isPresent();
    if (!taken) {
      throw invalidState("The job does not take rows any more", job);
    }
    if (job.isUploaded()) {
      throw new ApiException(
          400,
          "CLIENTINPUTERROR",
          "Found multiple contents for job: <"
              + job.id()
              + ">, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and"
              + " make sure you only do 'PUT' once on a given Job.");
    }
    long size = Spool.store(in, job.identity().files().upload(), MAX_UPLOAD);
    if (size < 0) {
      throw new ApiException(
          400,
          "CLIENTINPUTERROR",
          "The content is larger than " + MAX_UPLOAD + " bytes: use several jobs.");
    }
    jobs.move(job.id(), open -> open.uploaded(size));
  }

  /** {@code PATCH /jobs/ingest/ID} with {@code {"state":"UploadComplete"}} or {@code Aborted}. */
  Reply move(Call call) throws IOException {
    String state = call.json().path("state").asString("");
    IngestJob job = jobs.require(call);
    return Reply.json(
        200,
        IngestJson.brief(
            switch (state) {
              case "UploadComplete" -> close(job);
              case "Aborted" -> abort(job);
              default ->
                  throw new ApiException(
                      400,
                      "INVALIDJOBSTATE",
                      "Invalid state: an ingest job can be set to UploadComplete or Aborted.");
            }));
  }

  private IngestJob close(IngestJob job) {
    IngestJob closed =
        jobs.move(
                job.id(),
                open -> {
                  if (open.state() != JobState.OPEN) {
                    throw invalidState("Closing already Completed Job not allowed", open);
                  }
                  return open.in(JobState.UPLOAD_COMPLETE, org.clock().instant());
                })
            .orElseThrow(() -> invalidState("Closing already Completed Job not allowed", job));
    jobs.start(job.id(), work::run);
    return closed;
  }

  private IngestJob abort(IngestJob job) {
    return jobs.move(job.id(), running -> running.in(JobState.ABORTED, org.clock().instant()))
        .orElseThrow(() -> invalidState("Aborting already Completed Job not allowed", job));
  }

  private static ApiException invalidState(String message, IngestJob job) {
    return new ApiException(400, "INVALIDJOBSTATE", message + ": " + job.state().wireName());
  }

  /** {@code GET /jobs/ingest/ID}. */
  Reply info(Call call) {
    return Reply.json(200, IngestJson.full(jobs.require(call)));
  }

  /** {@code DELETE /jobs/ingest/ID}. */
  Reply delete(Call call) {
    IngestJob job = jobs.require(call);
    if (job.state() == JobState.OPEN || job.state() == JobState.IN_PROGRESS) {
      throw new ApiException(
          400,
          "API_ERROR",
          "The job must be in a terminal state to be deleted: " + job.state().wireName());
    }
    jobs.awaitRest(job.id());
    jobs.remove(job);
    return Reply.empty(204);
  }
}
