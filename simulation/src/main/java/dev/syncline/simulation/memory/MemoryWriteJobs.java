package dev.syncline.simulation.memory;

import dev.syncline.engine.database.Claim;
import dev.syncline.engine.database.ClaimedRow;
import dev.syncline.engine.database.WriteJob;
import dev.syncline.engine.database.WriteJobs;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.BulkOperation;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import dev.syncline.simulation.memory.MappingState.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The bulk jobs under way. */
record MemoryWriteJobs(Store store, MemoryOutbox outbox) implements WriteJobs {
  @Override
  public WriteJob start(
      MappingName mapping, Claim claim, BulkOperation.Kind kind, Optional<FieldName> keyField) {
    MappingState state = store.state(mapping);
    long id = store.nextNumber();
    var job =
        new WriteJob(id, mapping, claim, kind, keyField, Optional.empty(), false, store.now());
    Instant until = store.now();
    for (Entry entry : state.outbox.values()) {
      if (entry.isHeldBy(claim)) {
        entry.job = id;
        until = entry.claimedUntil;
      }
    }
    state.jobs.put(id, new Job(job, until));
    return job;
  }

  @Override
  public void noteHandle(WriteJob job, String handle) {
    change(
        job,
        j ->
            new WriteJob(
                j.id(),
                j.mapping(),
                j.claim(),
                j.kind(),
                j.keyField(),
                Optional.of(handle),
                j.uploaded(),
                j.startedAt()));
  }

  @Override
  public void noteUploaded(WriteJob job) {
    change(
        job,
        j ->
            new WriteJob(
                j.id(),
                j.mapping(),
                j.claim(),
                j.kind(),
                j.keyField(),
                j.handle(),
                true,
                j.startedAt()));
  }

  private void change(WriteJob job, UnaryOperator<WriteJob> change) {
    store
        .state(job.mapping())
        .jobs
        .computeIfPresent(job.id(), (_, j) -> new Job(change.apply(j.job()), j.until()));
  }

  /** The holder of a claim looks after its jobs for longer. */
  void renew(Claim claim, Instant until) {
    for (MappingState state : store.mappings().values()) {
      state.jobs.replaceAll((_, j) -> j.job().claim().equals(claim) ? new Job(j.job(), until) : j);
    }
  }

  @Override
  public Optional<WriteJob> adopt(MappingName mapping, Claim by, Duration hold) {
    MappingState state = store.state(mapping);
    Instant now = store.now();
    Optional<WriteJob> found =
        state.jobs.values().stream().filter(j -> !j.until().isAfter(now)).map(Job::job).findFirst();
    return found.map(j -> adopted(state, j, by, now.plus(hold)));
  }

  private static WriteJob adopted(MappingState state, WriteJob job, Claim by, Instant until) {
    var taken =
        new WriteJob(
            job.id(),
            job.mapping(),
            by,
            job.kind(),
            job.keyField(),
            job.handle(),
            job.uploaded(),
            job.startedAt());
    state.jobs.put(job.id(), new Job(taken, until));
    for (Entry entry : state.outbox.values()) {
      if (Objects.equals(entry.job, job.id())) {
        entry.claim = by;
        entry.claimedUntil = until;
      }
    }
    return taken;
  }

  @Override
  public List<ClaimedRow> rows(ResolvedMapping mapping, WriteJob job) {
    return outbox.ofJob(mapping, job.id());
  }

  @Override
  public void end(WriteJob job) {
    MappingState state = store.state(job.mapping());
    state.jobs.remove(job.id());
    Instant now = store.now();
    state.outbox.values().stream()
        .filter(e -> Objects.equals(e.job, job.id()))
        .forEach(e -> e.ready(now));
  }
}
