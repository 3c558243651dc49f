package dev.syncline.simulation.memory;

import dev.syncline.engine.database.Lease;
import dev.syncline.engine.database.NewHole;
import dev.syncline.engine.database.StreamHole;
import dev.syncline.engine.database.StreamName;
import dev.syncline.engine.database.StreamProgress;
import dev.syncline.engine.database.StreamRecord;
import dev.syncline.engine.database.StreamRecord.State;
import dev.syncline.engine.database.Streams;
import dev.syncline.engine.stream.ReplayId;
import dev.syncline.model.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is remembered of streams. */
final class MemoryStreams implements Streams {
  private final Store store;
  private final MemoryLeases leases;
  private final Map<StreamName, StreamRecord> streams = new HashMap<>();
  private final List<StreamHole> holes = new ArrayList<>();

  MemoryStreams(Store store, MemoryLeases leases) {
    this.store = store;
    this.leases = leases;
  }

  @Override
  public Optional<StreamRecord> find(StreamName stream) {
    return Optional.ofNullable(streams.get(stream));
  }

  @Override
  public List<StreamRecord> list() {
    return streams.values().stream()
        .sorted(
            Comparator.comparing((StreamRecord s) -> s.stream().org())
                .thenComparing(s -> s.stream().channel()))
        .toList();
  }

  private StreamRecord known(StreamName stream) {
    return streams.computeIfAbsent(
        stream,
        name ->
            new StreamRecord(
                name,
                Optional.empty(),
                Optional.empty(),
                State.WAITING,
                store.now(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0));
  }

  @Override
  public void note(
      Lease lease,
      StreamName stream,
      Optional<String> organization,
      State state,
      Optional<Problem> problem) {
    leases.check(lease);
    StreamRecord was = known(stream);
    streams.put(
        stream,
        new StreamRecord(
            stream,
            organization.or(was::organization),
            was.reached(),
            state,
            was.state() == state ? was.since() : store.now(),
            problem,
            was.heardAt(),
            was.until(),
            was.events(),
            was.holes()));
  }

  @Override
  public List<StreamHole> restart(Lease lease, StreamName stream, List<NewHole> opened) {
    leases.check(lease);
    place(known(stream), Optional.empty());
    return open(stream, opened);
  }

  @Override
  public List<StreamHole> open(Lease lease, StreamName stream, List<NewHole> opened) {
    leases.check(lease);
    return open(stream, opened);
  }

  /** As above, as part of a commit. */
  List<StreamHole> open(StreamName stream, List<NewHole> opened) {
    List<StreamHole> made =
        opened.stream()
            .map(
                h ->
                    new StreamHole(
                        store.nextNumber(), stream, h.mapping(), h.cause(), h.from(), store.now()))
            .toList();
    holes.addAll(made);
    return made;
  }

  private void place(StreamRecord was, Optional<ReplayId> reached) {
    streams.put(
        was.stream(),
        new StreamRecord(
            was.stream(),
            was.organization(),
            reached,
            was.state(),
            was.since(),
            was.problem(),
            was.heardAt(),
            was.until(),
            was.events(),
            was.holes()));
  }

  /** How far a stream has come. */
  void progress(StreamProgress progress) {
    StreamRecord was = known(progress.stream());
    streams.put(
        progress.stream(),
        new StreamRecord(
            was.stream(),
            was.organization(),
            progress.reached().or(was::reached),
            was.state(),
            was.since(),
            was.problem(),
            Optional.of(store.now()),
            progress.until().or(was::until),
            was.events() + progress.events(),
            was.holes()));
  }

  /** Somebody damages what is remembered: the place becomes another. */
  void damage(ReplayId place) {
    List.copyOf(streams.values()).forEach(stream -> place(stream, Optional.of(place)));
  }

  @Override
  public List<StreamHole> holes() {
    return List.copyOf(holes);
  }

  @Override
  public void close(Collection<StreamHole> closed) {
    for (StreamHole hole : closed) {
      if (holes.remove(hole)) {
        StreamRecord was = known(hole.stream());
        streams.put(
            was.stream(),
            new StreamRecord(
                was.stream(),
                was.organization(),
                was.reached(),
                was.state(),
                was.since(),
                was.problem(),
                was.heardAt(),
                was.until(),
                was.events(),
                was.holes() + 1));
      }
    }
  }
}
