package dev.syncline.engine.compare;

import dev.syncline.engine.compare.Difference.Kind;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a compare found.
 *
 * @param completed whether it reached its end; one that was stopped says nothing of the rest
 * @param asOf the org's time when the reading began
 * @param records all records of the org that the mapping means
 * @param equal those that are the same on both sides
 * @param inFlight how many are on their way, by direction
 * @param parked how many are set aside, by direction
 * @param outOfScope linked records that the mapping does not mean any more
 * @param unchecked doubts that were too many to be looked into
 * @param kinds how many differences there are of each kind
 * @param ways how many there are by the direction that would have carried them
 * @param fields in how many records each field differs
 * @param samples some differences of each kind
 * @param repairs what was done about them
 * @param calls the calls made to the org
 */
public record CompareReport(
    MappingName mapping,
    boolean completed,
    Instant asOf,
    long records,
    long equal,
    Map<Direction, Long> inFlight,
    Map<Direction, Long> parked,
    long outOfScope,
    long unchecked,
    Map<Kind, Long> kinds,
    Map<Direction, Long> ways,
    Map<FieldName, Long> fields,
    List<Difference> samples,
    Repairs repairs,
    long calls,
    Duration duration) {
  /**
   * What was done about differences.
   *
   * @param queued those whose repair is queued
   * @param held those whose repair would delete more than is allowed at once
   * @param asked those that a person must decide
   */
  public record Repairs(long queued, long held, long asked) {
    /** Nothing was asked for. */
    public static final Repairs NONE = new Repairs(0, 0, 0);
  }

  public CompareReport {
    inFlight = Map.copyOf(inFlight);
    parked = Map.copyOf(parked);
    kinds = Map.copyOf(kinds);
    ways = Map.copyOf(ways);
    fields = Map.copyOf(fields);
    samples = List.copyOf(samples);
  }

  /** How many differences there are. */
  public long different() {
    return kinds.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many are on their way. */
  public long allInFlight() {
    return inFlight.values().stream().mapToLong(Long::longValue).sum();
  }

  /** How many are set aside. */
  public long allParked() {
    return parked.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether both sides are equal but for what is on its way or set aside. */
  public boolean holds() {
    return completed && different() == 0 && unchecked == 0;
  }
}
