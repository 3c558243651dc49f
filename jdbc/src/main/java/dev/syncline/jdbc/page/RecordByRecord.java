package dev.syncline.jdbc.page;

import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.jdbc.dialect.Dialect;
import dev.syncline.jdbc.dialect.Trouble;
import dev.syncline.jdbc.link.LinkTable;
import dev.syncline.jdbc.link.MappingTable;
import dev.syncline.jdbc.link.ParkedTable;
import dev.syncline.jdbc.run.OpenRun;
import dev.syncline.model.Problem;
import dev.syncline.model.PullOutcome;
import dev.syncline.model.RecordId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Does what follows the pages as a whole, and where the database refuses a record of it, parks that
 * one with the reason and does all others.
 */
public final class RecordByRecord implements AfterPages {
  /** Rounds over rows that could not be deleted: one may go once another that holds it is gone. */
  private static final int MAX_ROUNDS = 8;

  private final Dialect dialect;
  private final MappingTable mappings;
  private final AfterPages whole;
  private final LinkTable links;
  private final ParkedTable parked;

  /**
   * Wraps what does the same as a whole.
   *
   * @param whole fails, without a part of it done, if one of its records is refused
   */
  public RecordByRecord(Dialect dialect, MappingTable mappings, AfterPages whole) {
    this.dialect = dialect;
    this.mappings = mappings;
    this.whole = whole;
    this.links = new LinkTable(dialect);
    this.parked = new ParkedTable(dialect);
  }

  /** One piece of the work, all or nothing. */
  @FunctionalInterface
  private interface Piece {
    PullOutcome run(int from, int to) throws SQLException;
  }

  @Override
  public void resolveReferences(Connection connection, ResolvedMapping mapping, Portion portion)
      throws SQLException {
    long id = mappings.id(connection, mapping.mapping().name());
    Piece all =
        (_, _) -> {
          whole.resolveReferences(connection, mapping, portion);
          return PullOutcome.NONE;
        };
    if (!refused(connection, all, List.of(portion.last())).isEmpty()) {
      List<RecordId> records = links.arrived(connection, id, portion.from(), portion.last());
      Piece some =
          (from, to) -> {
            Optional<RecordId> after = from == 0 ? portion.after() : at(records, from - 1);
            whole.resolveReferences(connection, mapping, new Portion(after, records.get(to - 1)));
            return PullOutcome.NONE;
          };
      park(connection, id, Trouble.REFERENCE_REFUSED, refused(connection, some, records));
    }
    parked.forgetFilled(
        connection, id, Trouble.REFERENCE_REFUSED.code(), portion.from(), portion.last());
  }

  private static Optional<RecordId> at(List<RecordId> records, int place) {
    return Optional.of(records.get(place));
  }

  @Override
  public PullOutcome applyDeletes(
      Connection connection, ResolvedMapping mapping, List<RecordId> records, OpenRun run)
      throws SQLException {
    var outcome = new ArrayList<PullOutcome>();
    Map<RecordId, Problem> refused = deleteRound(connection, mapping, records, run, outcome);
    int before = records.size();
    for (int round = 2; round <= MAX_ROUNDS && isProgress(refused, before); round++) {
      before = refused.size();
      // The other way round each time, as those that hold others may stand before or behind them.
      List<RecordId> left = List.copyOf(refused.keySet()).reversed();
      refused = deleteRound(connection, mapping, left, run, outcome);
    }
    long id = mappings.id(connection, mapping.mapping().name());
    park(connection, id, Trouble.DELETE_REFUSED, refused);
    return outcome.stream().reduce(new PullOutcome(0, 0, 0, 0, refused.size()), PullOutcome::plus);
  }

  private static boolean isProgress(Map<RecordId, Problem> refused, int before) {
    return !refused.isEmpty() && refused.size() < before;
  }

  private Map<RecordId, Problem> deleteRound(
      Connection connection,
      ResolvedMapping mapping,
      List<RecordId> records,
      OpenRun run,
      List<PullOutcome> outcomes)
      throws SQLException {
    var refused = new LinkedHashMap<RecordId, Problem>();
    Piece piece =
        (from, to) -> whole.applyDeletes(connection, mapping, records.subList(from, to), run);
    PullOutcome outcome = halve(connection, piece, records, refused);
    outcomes.add(new PullOutcome(0, 0, outcome.unchanged(), outcome.deleted(), 0));
    return refused;
  }

  private Map<RecordId, Problem> refused(Connection connection, Piece piece, List<RecordId> records)
      throws SQLException {
    var refused = new LinkedHashMap<RecordId, Problem>();
    halve(connection, piece, records, refused);
    return refused;
  }

  private PullOutcome halve(
      Connection connection, Piece piece, List<RecordId> records, Map<RecordId, Problem> refused)
      throws SQLException {
    if (records.isEmpty()) {
      return PullOutcome.NONE;
    }
    var work =
        new Halving.Work() {
          @Override
          public PullOutcome merge(int from, int to) throws SQLException {
            return piece.run(from, to);
          }

          @Override
          public void refuse(int sequence, Problem problem) {
            refused.put(records.get(sequence), problem);
          }

          @Override
          public void expectRanges() {
            // Records are found by the primary keys of links and waiting references.
          }
        };
    return new Halving(connection, dialect, work).merge(0, records.size());
  }

  private void park(
      Connection connection, long mappingId, Trouble trouble, Map<RecordId, Problem> refused)
      throws SQLException {
    for (Map.Entry<RecordId, Problem> one : refused.entrySet()) {
      Problem problem = trouble.problem(ProblemText.storable(one.getValue().message()));
      parked.park(connection, mappingId, one.getKey(), problem);
    }
  }
}
