package dev.syncline.app.operation;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.Capture;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Pause;
import dev.syncline.engine.database.Revisions.Revision;
import dev.syncline.engine.drift.SchemaShape;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.sync.SyncListener;
import dev.syncline.engine.worker.Pace;
import dev.syncline.model.Direction;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Looks once in a while whether the schemas under running mappings are as they were, and whether
 * changes of rows are still captured. What cannot be carried any more leaves the others alone.
 */
final class SchemaWatch {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** Between two looks whether other revisions hold, which is one query per mapping. */
  private static final Duration PEEK = Duration.ofSeconds(1);

  private final Connections connections;
  private final List<Mapping> all;
  private final List<Mapping> wanted;
  private final Pace pace;
  private final SyncListener listener;
  private final Consumer<String> notes;
  private final Set<Problem> told = new HashSet<>();
  private final Map<MappingName, Long> known = new HashMap<>();
  private Instant looked;
  private Instant peeked;

  /**
   * @param all every mapping of the configuration
   * @param notes is told what the user should know
   */
  SchemaWatch(
      Connections connections,
      List<Mapping> all,
      List<Mapping> wanted,
      Pace pace,
      SyncListener listener,
      Consumer<String> notes) {
    this.connections = connections;
    this.all = List.copyOf(all);
    this.wanted = List.copyOf(wanted);
    this.pace = pace;
    this.listener = listener;
    this.notes = notes;
    this.looked = pace.clock().instant();
    this.peeked = looked;
  }

  /** Why mappings stood still when {@link #opened} was called, or when they were looked at last. */
  List<Problem> standing() {
    return List.copyOf(told);
  }

  /**
   * The mappings as they can be carried; those that stand still because a schema has changed are
   * left out, as long as there are others.
   *
   * @throws MappingException if none can be carried, or one does not fit for another reason
   */
  List<ResolvedMapping> opened() {
    try {
      List<ResolvedMapping> opened =
          new MappingPreparation(connections, all).prepare(wanted, notes);
      known.putAll(revisions());
      return opened;
    } catch (MappingException e) {
      Set<Problem> stops =
          e.problems().stream()
              .filter(p -> p.code().equals(DriftGuard.STOPPED))
              .collect(Collectors.toSet());
      if (stops.size() < e.problems().size()) {
        throw e;
      }
      List<ResolvedMapping> others = others();
      if (others.isEmpty()) {
        throw e;
      }
      told.addAll(stops);
      stops.forEach(listener::troubled);
      return others;
    }
  }

  private List<ResolvedMapping> others() {
    List<ResolvedMapping> others = new ArrayList<>();
    for (Mapping mapping : wanted) {
      try {
        others.addAll(new MappingPreparation(connections, all).prepare(List.of(mapping), notes));
      } catch (MappingException e) {
        if (!e.problem().code().equals(DriftGuard.STOPPED)) {
          throw e;
        }
      }
    }
    return others;
  }

  /** Whether it is time for a look. */
  boolean isDue() {
    Instant now = pace.clock().instant();
    return now.isBefore(looked) || !now.isBefore(looked.plus(PAUSE)) || isRevised(now);
  }

  /** Whether a mapping has another revision than when it was looked at last. */
  private boolean isRevised(Instant now) {
    if (now.isBefore(peeked.plus(PEEK)) && !now.isBefore(peeked)) {
      return false;
    }
    peeked = now;
    try {
      return !revisions().equals(known);
    } catch (ProblemException e) {
      return false; // the round meets it too, and rests
    }
  }

  /** The revisions that hold now, by mapping. */
  private Map<MappingName, Long> revisions() {
    Map<MappingName, Long> numbers = new HashMap<>();
    for (Mapping mapping : wanted) {
      numbers.put(mapping.name(), last(mapping).map(Revision::number).orElse(0L));
    }
    return numbers;
  }

  private Optional<Revision> last(Mapping mapping) {
    return connections.database(mapping.database()).revisions().last(mapping.name());
  }

  /** Whether a configuration that is read now says what newer revisions say. */
  boolean isFollowed(SyncOperation.Follower follower) {
    return told.stream().anyMatch(p -> p.code().equals(RevisionBook.NEWER))
        && wanted.stream()
            .allMatch(m -> last(m).filter(r -> !follower.says(m.name(), r.document())).isEmpty());
  }

  /** The mappings as they can be carried now; empty if that is as before. */
  Optional<List<ResolvedMapping>> changed(List<ResolvedMapping> current) {
    looked = pace.clock().instant();
    known.putAll(revisions());
    List<String> remarks = new ArrayList<>();
    List<ResolvedMapping> now = new ArrayList<>();
    Set<Problem> problems = new HashSet<>();
    for (Mapping mapping : wanted) {
      try {
        var preparation = MappingPreparation.running(connections, all);
        now.addAll(preparation.prepare(List.of(mapping), remarks::add));
      } catch (ProblemException e) {
        if (!isSchema(e)) {
          return Optional.empty(); // the round meets it too, and rests
        }
        problems.add(e.problem());
        if (told.add(e.problem())) {
          listener.troubled(e.problem());
        }
      }
    }
    told.retainAll(problems);
    now.forEach(this::requireCapture);
    if (forms(now).equals(forms(current))) {
      return Optional.empty();
    }
    remarks.forEach(notes);
    return Optional.of(List.copyOf(now));
  }

  /** As above, asking the org anew because it has refused something. */
  Optional<List<ResolvedMapping>> changedAtOnce(List<ResolvedMapping> current) {
    wanted.stream()
        .map(Mapping::org)
        .distinct()
        .forEach(org -> connections.org(org).expireDescribes());
    return changed(current);
  }

  private static boolean isSchema(ProblemException e) {
    return switch (e.errorClass()) {
      case MAPPING, DATA -> true;
      case ACCESS, LIMIT, TRANSIENT, BUG -> false;
    };
  }

  private static Set<String> forms(List<ResolvedMapping> mappings) {
    return mappings.stream()
        .map(m -> m.mapping().name() + "\n" + SchemaShape.of(m).text() + m.outOfService())
        .collect(Collectors.toSet());
  }

  /** Nothing is pushed while changes go unnoticed: what is known of rows may be stale. */
  private void requireCapture(ResolvedMapping mapping) {
    Mapping said = mapping.mapping();
    if (!said.direction().pushes()) {
      return;
    }
    Database database = connections.database(said.database());
    Capture.Status status = database.capture().status(mapping);
    if (status.installed() || isPaused(database, said)) {
      return;
    }
    String reason =
        "Changes of %s are not captured: %s. Install the triggers, compare the mapping, then resume"
            .formatted(status.table(), String.join("; ", status.problems()));
    database
        .pauses()
        .add(
            Optional.of(said.org()),
            Optional.of(said.name()),
            Direction.PUSH,
            reason,
            Optional.empty());
    listener.troubled(SyncOperation.missing(status));
  }

  private static boolean isPaused(Database database, Mapping mapping) {
    return database.pauses().active().stream()
        .filter(pause -> pause.direction().pushes())
        .map(Pause::mapping)
        .anyMatch(name -> name.filter(mapping.name()::equals).isPresent());
  }
}
