package dev.syncline.engine.live;

import dev.syncline.engine.database.LiveChange;
import dev.syncline.engine.database.LiveCommit;
import dev.syncline.engine.database.LivePage;
import dev.syncline.engine.database.LiveWriter;
import dev.syncline.engine.database.NewHole;
import dev.syncline.engine.database.PullQueue.Reason;
import dev.syncline.engine.database.PulledPage;
import dev.syncline.engine.database.SeenLink;
import dev.syncline.engine.database.StreamHole.Cause;
import dev.syncline.engine.database.StreamName;
import dev.syncline.engine.database.StreamProgress;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.engine.pull.PullPlanner;
import dev.syncline.model.MappingName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowWrite;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans what sorted events ask of the rows of the mappings that take them in. */
final class EventPlanner {
  private final LiveWork work;
  private final StreamName stream;
  private final Coverage coverage;
  private final Map<MappingName, LiveFields> mappings = new LinkedHashMap<>();
  private final Map<MappingName, PullPlanner> planners = new LinkedHashMap<>();

  /**
   * @param mappings parents first
   */
  EventPlanner(
      LiveWork work, StreamName stream, Coverage coverage, List<ResolvedMapping> mappings) {
    this.work = work;
    this.stream = stream;
    this.coverage = coverage;
    for (ResolvedMapping mapping : mappings) {
      this.mappings.put(mapping.mapping().name(), new LiveFields(mapping));
      planners.put(mapping.mapping().name(), new PullPlanner(mapping));
    }
  }

  /** The mappings that events can be about. */
  List<LiveFields> mappings() {
    return List.copyOf(mappings.values());
  }

  /**
   * Plans.
   *
   * @param admission which mappings take events in; events of others are left
   */
  LiveCommit plan(
      LiveWriter writer, Sorted events, Admission admission, Optional<StreamProgress> progress) {
    long token = work.database().nextToken();
    List<LivePage> pages = new ArrayList<>();
    List<NewHole> holes = new ArrayList<>();
    for (Map.Entry<MappingName, LiveFields> one : mappings.entrySet()) {
      MappingName name = one.getKey();
      if (!admission.mappings().contains(name)) {
        continue;
      }
      LivePage page = page(writer, one.getValue(), events.told(name), events.again(name));
      if (!page.changes().isEmpty() || !page.again().isEmpty()) {
        pages.add(page);
      }
      holes.addAll(holes(name, events.holes(name), admission));
    }
    return new LiveCommit(token, pages, progress, holes);
  }

  /** Holes that are not open yet; what was complete before a hole that can be polled stays so. */
  private List<NewHole> holes(MappingName name, Map<Cause, Instant> left, Admission admission) {
    List<NewHole> holes = new ArrayList<>();
    left.forEach(
        (cause, at) -> {
          if (!coverage.has(name, stream, cause)) {
            Instant from = cause.readsAll() ? at : admission.completeUntil(name).orElse(at);
            holes.add(new NewHole(name, cause, from));
          }
        });
    return holes;
  }

  private LivePage page(
      LiveWriter writer,
      LiveFields fields,
      Map<RecordId, List<Told>> told,
      Map<RecordId, Reason> again) {
    Map<RecordId, Reason> read = new LinkedHashMap<>(again);
    Map<RecordId, SeenLink> links = links(writer, fields, told.keySet());
    List<LiveChange> changes = new ArrayList<>();
    for (Map.Entry<RecordId, List<Told>> one : told.entrySet()) {
      RecordId id = one.getKey();
      Optional<SeenLink> link = Optional.ofNullable(links.get(id));
      List<Told> inOrder = one.getValue().stream().sorted(Told.ORDER).toList();
      switch (new RecordFold(id, fields, link).of(inOrder)) {
        case RecordFold.Result.Nothing _ -> {
          // The row has it already.
        }
        case RecordFold.Result.Read(Reason reason) -> read.put(id, reason);
        case RecordFold.Result.Take take ->
            change(fields, link, take)
                .filter(_ -> changes.size() < PulledPage.MAX_CHANGES)
                .ifPresentOrElse(changes::add, () -> read.put(id, Reason.UNTOLD));
      }
    }
    return new LivePage(fields.mapping(), changes, read);
  }

  private static Map<RecordId, SeenLink> links(
      LiveWriter writer, LiveFields fields, Set<RecordId> records) {
    return records.isEmpty() || fields.readsAlways()
        ? Map.of()
        : writer.links(fields.mapping(), records);
  }

  /** Empty if the values do not fit: the record is read, and parked with that reason. */
  private Optional<LiveChange> change(
      LiveFields fields, Optional<SeenLink> link, RecordFold.Result.Take take) {
    PullPlanner planner = planners.get(fields.mapping().mapping().name());
    if (planner == null) {
      throw new IllegalStateException("A mapping without a planner");
    }
    return planner.plan(take.record()) instanceof PlannedChange.Write(RowWrite.Put write)
        ? Optional.of(new LiveChange(write, link.map(SeenLink::version), take.place(), take.own()))
        : Optional.empty();
  }
}
