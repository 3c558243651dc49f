package dev.syncline.app.operation;

import dev.syncline.engine.ProblemException;
import dev.syncline.engine.database.Certificate;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.Drifts;
import dev.syncline.engine.database.GuardStop;
import dev.syncline.engine.database.MappingCounts;
import dev.syncline.engine.database.ParkedRecord;
import dev.syncline.engine.database.RefreshRun;
import dev.syncline.engine.database.Revisions;
import dev.syncline.engine.database.StreamHole;
import dev.syncline.engine.database.StreamRecord;
import dev.syncline.model.DatabaseName;
import dev.syncline.model.Mapping;
import dev.syncline.model.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says how the mappings stand, from what the databases remember. Asks no org, and changes nothing.
 */
public final class StatusOperation {
  /** What is beside the rows of a database without our tables. */
  private static final MappingCounts NOTHING = new MappingCounts(0, 0, 0);

  private final Connections connections;
  private final int maxParked;

  /**
   * @param maxParked the most parked records per mapping to list
   */
  public StatusOperation(Connections connections, int maxParked) {
    this.connections = connections;
    this.maxParked = maxParked;
  }

  /**
   * How one mapping stands.
   *
   * @param lastRun the refresh that was started last
   * @param counts what is beside its rows
   * @param parked the oldest parked records
   * @param proof how far it is complete, and what compares have proven
   * @param problem why its database could not be asked
   */
  public record MappingStatus(
      Mapping mapping,
      Optional<RefreshRun> lastRun,
      Optional<MappingCounts> counts,
      List<ParkedRecord> parked,
      Proof proof,
      Optional<Problem> problem) {
    public MappingStatus {
      parked = List.copyOf(parked);
    }
  }

  /**
   * What is proven of a mapping.
   *
   * @param pulledUntil all changes of records before it are in the rows or the queue of records to
   *     be read; absent where nothing is pulled or was read yet
   * @param pushedUntil all changes of rows before it are in the org or set aside; absent where
   *     nothing is pushed
   * @param certificates of the last compares
   * @param alarms what has changed in the schemas under it
   * @param pending lines that are not carried to what was linked before they were mapped
   * @param stops what the guard against mass writes has stopped
   * @param holes what streams have not told and is not read yet
   */
  public record Proof(
      Optional<Instant> pulledUntil,
      Optional<Instant> pushedUntil,
      List<Certificate> certificates,
      List<Drifts.Alarm> alarms,
      List<Revisions.Pending> pending,
      List<GuardStop> stops,
      List<StreamHole> holes) {
    private static Instant earlier(Instant one, Instant other) {
      return one.isBefore(other) ? one : other;
    }

    /** Nothing is. */
    public static final Proof NONE =
        new Proof(
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    public Proof {
      certificates = List.copyOf(certificates);
      alarms = List.copyOf(alarms);
      pending = List.copyOf(pending);
      stops = List.copyOf(stops);
      holes = List.copyOf(holes);
    }
  }

  private static Proof proof(Database database, Mapping mapping) {
    List<StreamHole> holes = holes(database, mapping);
    Optional<Instant> pulled =
        database
            .watermarks()
            .find(mapping.name())
            .filter(_ -> mapping.direction().pulls())
            .map(w -> w.updated().isBefore(w.deleted()) ? w.updated() : w.deleted())
            .map(until -> holes.stream().map(StreamHole::from).reduce(until, Proof::earlier));
    Optional<Instant> pushed =
        mapping.direction().pushes()
            ? database
                .outbox()
                .counts(mapping.name())
                .oldest()
                .or(() -> Optional.of(database.now()))
            : Optional.empty();
    return new Proof(
        pulled,
        pushed,
        certificates(database, mapping),
        alarms(database, mapping),
        pending(database, mapping),
        stops(database, mapping),
        holes);
  }

  private static List<StreamHole> holes(Database database, Mapping mapping) {
    try {
      return database.streams().holes().stream()
          .filter(h -> h.mapping().equals(mapping.name()))
          .toList();
    } catch (ProblemException e) {
      return List.of(); // our tables are of an older version
    }
  }

  private static List<Certificate> certificates(Database database, Mapping mapping) {
    try {
      return database.comparisons().certificates(mapping.name());
    } catch (ProblemException e) {
      return List.of(); // our tables are of an older version
    }
  }

  private static List<Drifts.Alarm> alarms(Database database, Mapping mapping) {
    try {
      return database.drifts().alarms(mapping.name());
    } catch (ProblemException e) {
      return List.of(); // our tables are of an older version
    }
  }

  private static List<Revisions.Pending> pending(Database database, Mapping mapping) {
    try {
      return database.revisions().pending(mapping.name());
    } catch (ProblemException e) {
      return List.of(); // our tables are of an older version
    }
  }

  private static List<GuardStop> stops(Database database, Mapping mapping) {
    try {
      return database.guards().stops(mapping.name());
    } catch (ProblemException e) {
      return List.of(); // our tables are of an older version
    }
  }

  /** What is listened to for these mappings; a database that cannot be asked adds nothing. */
  public List<StreamRecord> streams(List<Mapping> mappings) {
    List<StreamRecord> streams = new ArrayList<>();
    for (DatabaseName name : mappings.stream().map(Mapping::database).distinct().toList()) {
      try {
        Database database = connections.reach(name);
        if (database.isInstalled()) {
          streams.addAll(database.streams().list());
        }
      } catch (ProblemException e) {
        // It is told with its mappings, or our tables are of an older version.
        continue;
      }
    }
    return List.copyOf(streams);
  }

  /** How the mappings stand; a database that cannot be asked spoils only its own. */
  public List<MappingStatus> run(List<Mapping> mappings) {
    return mappings.stream().map(this::status).toList();
  }

  private MappingStatus status(Mapping mapping) {
    try {
      Database database = connections.reach(mapping.database());
      if (!database.isInstalled()) {
        return new MappingStatus(
            mapping,
            Optional.empty(),
            Optional.of(NOTHING),
            List.of(),
            Proof.NONE,
            Optional.empty());
      }
      return new MappingStatus(
          mapping,
          database.refreshes().findLast(mapping.name()),
          Optional.of(database.counts(mapping.name())),
          maxParked == 0 ? List.of() : database.parked(mapping.name(), maxParked),
          proof(database, mapping),
          Optional.empty());
    } catch (ProblemException e) {
      return new MappingStatus(
          mapping,
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Proof.NONE,
          Optional.of(e.problem()));
    }
  }
}
