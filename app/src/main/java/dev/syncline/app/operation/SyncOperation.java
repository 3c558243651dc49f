package dev.syncline.app.operation;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.Capture;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.OutboxCounts;
import dev.syncline.engine.database.Watermark;
import dev.syncline.engine.live.Live;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.sync.Rounds;
import dev.syncline.engine.sync.Sync;
import dev.syncline.engine.sync.SyncListener;
import dev.syncline.engine.sync.SyncRound;
import dev.syncline.engine.sync.SyncSettings;
import dev.syncline.engine.worker.Bell;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.Direction;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Mapping;
import dev.syncline.model.MappingName;
import dev.syncline.model.OrgName;
import dev.syncline.model.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Pulls and pushes mappings until both sides are quiet, or for as long as the process runs. */
public final class SyncOperation {
  private final Connections connections;
  private final SyncSettings settings;
  private final Pace pace;
  private final StopSignal stop;

  public SyncOperation(Connections connections, SyncSettings settings, Pace pace, StopSignal stop) {
    this.connections = connections;
    this.settings = settings;
    this.pace = pace;
    this.stop = stop;
  }

  /** Mappings that are synced together: those between one org and one database. */
  private record Group(OrgName org, DatabaseName database) {}

  /** A group at work. */
  private record Working(
      Group group, List<ResolvedMapping> mappings, Sync sync, Optional<Live> live) {
    void listen() {
      live.ifPresent(Live::start);
    }

    /** Fails if what listens has. */
    void check() {
      live.ifPresent(Live::check);
    }

    void end() {
      live.ifPresent(Live::close);
      sync.end();
    }
  }

  /**
   * Syncs until every group is quiet.
   *
   * @param all every mapping of the configuration
   * @param wanted those to sync
   * @param ways pulling or pushing alone, or both
   * @param patience the longest it may take
   * @throws MappingException if a mapping does not fit what is there, its changes are not captured,
   *     or it is to be pushed alone before it was ever read; nothing was synced
   */
  public SyncResult untilIdle(
      List<Mapping> all,
      List<Mapping> wanted,
      Direction ways,
      Duration patience,
      SyncListener listener,
      Consumer<String> notes)
      throws InterruptedException {
    Instant began = pace.clock().instant();
    long callsBefore = connections.callsMade();
    SyncRound round = SyncRound.NONE;
    var watch = new SchemaWatch(connections, all, wanted, pace, listener, notes);
    List<Working> groups = open(watch, listener, notes);
    if (!ways.pulls()) {
      groups.forEach(this::requireRead);
    }
    boolean again = true;
    while (again) {
      again = false;
      for (Working group : groups) {
        Duration left = patience.minus(Duration.between(began, pace.clock().instant()));
        SyncRound last = group.sync().untilIdle(ways, left.isPositive() ? left : Duration.ZERO);
        round = round.plus(last);
        // What one group writes may be a change to another: tables can have mappings to both.
        again = again || (groups.size() > 1 && last.moved() && last.whole());
      }
    }
    return new SyncResult(
        round.pulled(),
        round.pushed(),
        states(groups, round.halted()),
        Stream.of(watch.standing(), round.troubles(), round.limited())
            .flatMap(List::stream)
            .toList(),
        Duration.between(began, pace.clock().instant()),
        connections.callsMade() - callsBefore,
        round.whole()
            && round.troubles().isEmpty()
            && round.limited().isEmpty()
            && watch.standing().isEmpty(),
        stop.isRequested());
  }

  /**
   * How a process waits for work.
   *
   * @param look the longest pause between two looks at queues where the database does not ring
   * @param bell ends a pause
   */
  public record Waits(Duration look, Bell bell) {}

  /** Knows what the file of the configuration says by now. */
  @FunctionalInterface
  public interface Follower {
    /** Whether a mapping says this by now, as a revision keeps it. */
    boolean says(MappingName mapping, String document);
  }

  /**
   * Syncs until a stop is asked for, or until mappings have newer revisions that the configuration
   * says too: then it is to be read again.
   *
   * @return whether the configuration is to be read again
   */
  public boolean run(
      List<Mapping> all,
      List<Mapping> wanted,
      Waits waits,
      SyncListener listener,
      Consumer<String> notes,
      Follower follower)
      throws InterruptedException {
    var watch = new SchemaWatch(connections, all, wanted, pace, listener, notes);
    List<Working> groups = open(watch, listener, notes);
    List<Database> databases =
        groups.stream().map(g -> connections.database(g.group().database())).distinct().toList();
    try (var rounds = new Rounds(databases, waits.look(), pace, waits.bell())) {
      groups.forEach(Working::listen);
      while (!stop.isRequested()) {
        if (watch.isDue()) {
          groups = reopened(groups, watch.changed(mappings(groups)), listener);
          if (watch.isFollowed(follower)) {
            return true;
          }
        }
        try {
          groups.forEach(Working::check);
          rounds.pass(syncs(groups));
        } catch (ProblemException e) {
          Optional<List<ResolvedMapping>> changed = explained(e, watch, groups);
          if (changed.isEmpty()) {
            throw e;
          }
          groups = reopened(groups, changed, listener);
          continue;
        }
        if (!stop.isRequested()) {
          rounds.rest(syncs(groups));
        }
      }
    } finally {
      groups.forEach(Working::end);
    }
    return false;
  }

  private static List<Sync> syncs(List<Working> groups) {
    return groups.stream().map(Working::sync).toList();
  }

  /** The mappings as they are now, if a schema that has changed is why something was refused. */
  private static Optional<List<ResolvedMapping>> explained(
      ProblemException refused, SchemaWatch watch, List<Working> groups) {
    return refused.errorClass() == ErrorClass.MAPPING
        ? watch.changedAtOnce(mappings(groups))
        : Optional.empty();
  }

  private static List<ResolvedMapping> mappings(List<Working> groups) {
    return groups.stream().flatMap(group -> group.mappings().stream()).toList();
  }

  /** The same groups, or others where schemas have changed. */
  private List<Working> reopened(
      List<Working> groups, Optional<List<ResolvedMapping>> changed, SyncListener listener) {
    if (changed.isEmpty()) {
      return groups;
    }
    groups.forEach(Working::end);
    List<Working> others = grouped(changed.get(), listener);
    others.forEach(Working::listen);
    return others;
  }

  private List<Working> open(SchemaWatch watch, SyncListener listener, Consumer<String> notes) {
    List<ResolvedMapping> resolved = watch.opened();
    requireCapture(resolved, notes);
    return grouped(resolved, listener);
  }

  private List<Working> grouped(List<ResolvedMapping> resolved, SyncListener listener) {
    Map<Group, List<ResolvedMapping>> groups = new LinkedHashMap<>();
    for (ResolvedMapping mapping : resolved) {
      groups
          .computeIfAbsent(
              new Group(mapping.mapping().org(), mapping.mapping().database()),
              _ -> new ArrayList<>())
          .add(mapping);
    }
    List<Working> working = new ArrayList<>();
    groups.forEach((group, mappings) -> working.add(open(group, mappings, listener)));
    return List.copyOf(working);
  }

  private Working open(Group group, List<ResolvedMapping> mappings, SyncListener listener) {
    Org org = connections.org(group.org());
    Database database = connections.database(group.database());
    var identity = org.identity();
    mappings.forEach(mapping -> database.bindOrg(mapping, identity));
    var sync =
        new Sync(
            org,
            database,
            mappings,
            settings
                .reserving(connections.reservePercent(group.org()))
                .listening(connections.live(group.org())),
            pace,
            stop,
            listener);
    return new Working(group, mappings, sync, sync.live());
  }

  /** Changes of rows that nobody notes would be lost: that is not begun. */
  private void requireCapture(List<ResolvedMapping> mappings, Consumer<String> notes) {
    List<Problem> problems = new ArrayList<>();
    for (ResolvedMapping mapping : mappings) {
      if (mapping.mapping().direction().pushes()) {
        Capture.Status status =
            connections.database(mapping.mapping().database()).capture().status(mapping);
        status.warnings().forEach(notes);
        if (!status.installed()) {
          problems.add(missing(status));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new MappingException(problems);
    }
  }

  private void requireRead(Working group) {
    Database database = connections.database(group.group().database());
    List<Problem> problems =
        group.mappings().stream()
            .flatMap(mapping -> unread(database, mapping.mapping()).stream())
            .toList();
    if (!problems.isEmpty()) {
      throw new MappingException(problems);
    }
  }

  /** Why a mapping may not be pushed yet: rows that are records already would be made once more. */
  static Optional<Problem> unread(Database database, Mapping mapping) {
    boolean unread =
        mapping.direction() == Direction.BOTH
            && database.watermarks().find(mapping.name()).isEmpty();
    return unread
        ? Optional.of(
            new Problem(
                "PUSH-UNREAD",
                ErrorClass.MAPPING,
                "mapping %s: its records have not been read yet, so that nobody knows which rows"
                        .formatted(mapping.name())
                    + " have one",
                "run 'syncline pull %s' first, or 'syncline sync --until-idle'"
                    .formatted(mapping.name())))
        : Optional.empty();
  }

  static Problem missing(Capture.Status status) {
    return new Problem(
        "CAPTURE-MISSING",
        ErrorClass.MAPPING,
        "mapping %s: changes of %s are not captured: %s"
            .formatted(
                status.mapping(),
                status.table(),
                status.problems().isEmpty()
                    ? "the triggers are not installed"
                    : String.join("; ", status.problems())),
        "run 'syncline db install', which shows the SQL first");
  }

  private List<SyncResult.MappingState> states(List<Working> groups, Set<MappingName> halted) {
    List<SyncResult.MappingState> states = new ArrayList<>();
    for (Working group : groups) {
      Database database = connections.database(group.group().database());
      for (ResolvedMapping mapping : group.mappings()) {
        MappingName name = mapping.mapping().name();
        OutboxCounts counts = database.outbox().counts(name);
        states.add(
            new SyncResult.MappingState(
                name,
                mapping.mapping().direction().pushes() ? counts.pending() : 0,
                counts.waiting(),
                counts.parked() + database.parkedCount(name),
                database.watermarks().find(name).map(Watermark::updated),
                halted.contains(name)));
      }
    }
    return List.copyOf(states);
  }
}
