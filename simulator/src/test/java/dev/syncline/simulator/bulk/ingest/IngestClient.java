package dev.syncline.simulator.bulk.ingest;

import dev.syncline.simulator.RunningOrg;
import dev.syncline.simulator.RunningOrg.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A client of Bulk API 2.0 ingest. */
record IngestClient(RunningOrg org) {
  static final String JOBS = RunningOrg.DATA + "/jobs/ingest";

  /** Opens a job from the properties of its JSON; returns its id. */
  String open(String properties) {
    return org.post(JOBS, "{" + properties + "}").is(200).json().path("id").asString();
  }

  Answer put(String id, String csv) {
    return org.send(
        org.request(JOBS + "/" + id + "/batches")
            .header("Content-Type", "text/csv")
            .PUT(BodyPublishers.ofString(csv)));
  }

  Answer move(String id, String state) {
    return org.patch(JOBS + "/" + id, "{\"state\":\"" + state + "\"}");
  }

  JsonNode info(String id) {
    return org.get(JOBS + "/" + id).is(200).json();
  }

  /** Waits until a job has ended; returns what it tells of itself. */
  JsonNode await(String id) {
    for (int i = 0; i < 100_000; i++) {
      JsonNode info = info(id);
      if (List.of("JobComplete", "Failed", "Aborted").contains(info.path("state").asString())) {
        return info;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the job does not end");
  }

  /** Has a job load a table; returns its id when it has ended. */
  String load(String properties, String csv) {
    String id = open(properties);
    put(id, csv).is(201);
    move(id, "UploadComplete").is(200);
    await(id);
    return id;
  }

  String results(String id, String which) {
    return org.get(JOBS + "/" + id + "/" + which + "/").is(200).text();
  }

  /** The lines of the results without their header. */
  List<String> rows(String id, String which) {
    return results(id, which).lines().skip(1).toList();
  }
}
