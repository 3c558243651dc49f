package dev.syncline.engine.live;

import dev.syncline.engine.database.StreamHole;
import dev.syncline.engine.database.StreamHole.Cause;
import dev.syncline.engine.database.StreamName;
import dev.syncline.model.MappingName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What streams cover at this moment, shared by those who listen and those who poll. The only class
 * of this package with a lock: the object itself.
 */
public final class Coverage {
  private final Map<MappingName, Set<StreamName>> listened = new HashMap<>();
  private final Map<StreamName, Set<MappingName>> admitted = new HashMap<>();
  private final Set<StreamName> open = new HashSet<>();
  private final Set<StreamName> confirmed = new HashSet<>();
  private final Set<MappingName> missed = new HashSet<>();
  private final Set<MappingName> readable = new HashSet<>();
  private final Map<MappingName, Integer> told = new HashMap<>();
  private final Map<MappingName, Integer> toldAtPoll = new HashMap<>();
  private final List<StreamHole> holes = new ArrayList<>();
  private final Set<Long> underRepair = new HashSet<>();

  /** Holes that were polled over before the org had taken the subscription behind them. */
  private final Set<Long> peeked = new HashSet<>();

  /** By hole, from when on the stream that left it is known to tell all again, in org time. */
  private final Map<Long, Instant> endings = new HashMap<>();

  /** A coverage by nothing: all is polled. */
  public Coverage() {}

  /** Begins to listen for mappings by a stream. */
  synchronized void listen(StreamName stream, Set<MappingName> mappings) {
    mappings.forEach(m -> listened.computeIfAbsent(m, _ -> new HashSet<>()).add(stream));
  }

  /** Whether what happens to the mapping's records comes by events at this moment. */
  public synchronized boolean carries(MappingName mapping) {
    Set<StreamName> streams = listened.getOrDefault(mapping, Set.of());
    return !streams.isEmpty()
        && open.containsAll(streams)
        && isAdmitted(mapping)
        && !missed.contains(mapping)
        && holes.stream().noneMatch(h -> h.mapping().equals(mapping));
  }

  private boolean isAdmitted(MappingName mapping) {
    return listened.getOrDefault(mapping, Set.of()).stream()
        .allMatch(s -> admitted.getOrDefault(s, Set.of()).contains(mapping));
  }

  /**
   * Whether a hole of the mapping is to be read over at once: when the stream behind it was opened,
   * as nothing came in between, and once more when the org has taken the subscription.
   */
  public synchronized boolean isToBeRepaired(MappingName mapping) {
    return repairable(mapping).stream()
        .anyMatch(
            h ->
                confirmed.contains(h.stream())
                    ? !endings.containsKey(h.id())
                    : !peeked.contains(h.id()));
  }

  private List<StreamHole> repairable(MappingName mapping) {
    return isAdmitted(mapping)
        ? holes.stream()
            .filter(h -> h.mapping().equals(mapping))
            .filter(h -> open.contains(h.stream()))
            .filter(h -> !underRepair.contains(h.id()))
            .toList()
        : List.of();
  }

  /**
   * A poll that begins.
   *
   * @param holes that it reads over
   * @param behind those of them behind which the stream is known to tell all again
   */
  public record Repair(MappingName mapping, List<StreamHole> holes, Set<StreamHole> behind) {
    public Repair {
      holes = List.copyOf(holes);
      behind = Set.copyOf(behind);
    }

    /** Whether all records are to be read. */
    public boolean readsAll() {
      return behind.stream().anyMatch(h -> h.cause().readsAll());
    }
  }

  /** A poll of the mapping begins, and reads over the holes that are there. */
  public synchronized Repair begin(MappingName mapping) {
    List<StreamHole> found = repairable(mapping);
    Set<StreamHole> behind =
        found.stream().filter(h -> confirmed.contains(h.stream())).collect(Collectors.toSet());
    found.forEach(h -> underRepair.add(h.id()));
    return new Repair(mapping, found, behind);
  }

  /**
   * A poll has ended. A hole is closed once all is read that was committed before the poll which
   * was the first to begin when the stream told all again.
   *
   * @param began when the poll began, in the org's time
   * @param covered until when all is read; empty if the poll did not come to its end
   * @return the holes that are closed
   */
  public synchronized List<StreamHole> end(
      Repair repair, Instant began, Optional<Instant> covered) {
    List<StreamHole> closed = new ArrayList<>();
    for (StreamHole hole : repair.holes()) {
      underRepair.remove(hole.id());
      if (covered.isEmpty() || !holes.contains(hole)) {
        continue;
      }
      if (!repair.behind().contains(hole)) {
        peeked.add(hole.id());
        continue;
      }
      Instant ending = endings.computeIfAbsent(hole.id(), _ -> began);
      if (!covered.get().isBefore(ending)) {
        closed.add(hole);
      }
    }
    for (StreamHole hole : closed) {
      endings.remove(hole.id());
      peeked.remove(hole.id());
    }
    holes.removeAll(closed);
    return closed;
  }

  /**
   * Notes what a poll has found; until an event comes, a mapping is not carried of whose changes a
   * stream that seemed well told nothing.
   *
   * @param found whether rows were changed by it
   * @return whether it has just become known that the stream does not tell of the mapping
   */
  public synchronized boolean polled(MappingName mapping, boolean found) {
    int now = told.getOrDefault(mapping, 0);
    Optional<Integer> before = Optional.ofNullable(toldAtPoll.put(mapping, now));
    return found
        && before.filter(b -> b == now).isPresent()
        && carries(mapping)
        && missed.add(mapping);
  }

  /** Says which mappings' pull queues may be worked on. */
  public synchronized void readable(Set<MappingName> mappings) {
    readable.clear();
    readable.addAll(mappings);
  }

  synchronized boolean isReadable(MappingName mapping) {
    return readable.contains(mapping);
  }

  /** An event of the mapping came. */
  synchronized void tell(MappingName mapping) {
    told.merge(mapping, 1, Integer::sum);
    missed.remove(mapping);
  }

  /** The mappings whose rows take events of a stream at the moment. */
  synchronized void admit(StreamName stream, Set<MappingName> mappings) {
    admitted.put(stream, Set.copyOf(mappings));
  }

  /** A stream was opened, where it was left. */
  synchronized void opened(StreamName stream) {
    open.add(stream);
  }

  /** Something came: the org has taken the subscription. */
  synchronized void confirm(StreamName stream) {
    confirmed.add(stream);
  }

  /** A stream is not open any more. */
  synchronized void lose(StreamName stream) {
    open.remove(stream);
    confirmed.remove(stream);
  }

  /** The holes of a stream that this process looks after from now on. */
  synchronized void replace(StreamName stream, List<StreamHole> found) {
    holes.removeIf(h -> h.stream().equals(stream));
    holes.addAll(found);
  }

  synchronized void add(List<StreamHole> opened) {
    holes.addAll(opened);
  }

  /** Whether a hole from this cause is open that no poll reads over yet. */
  synchronized boolean has(MappingName mapping, StreamName stream, Cause cause) {
    return holes.stream()
        .filter(h -> h.mapping().equals(mapping) && h.stream().equals(stream))
        .anyMatch(h -> h.cause() == cause && !underRepair.contains(h.id()));
  }
}
