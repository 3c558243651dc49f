package dev.syncline.engine.compare;

import dev.syncline.engine.compare.Difference.FieldDifference;
import dev.syncline.engine.compare.Difference.Kind;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.MappingName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Adds up what a compare finds; keeps some of it to be shown. */
final class CompareTally {
  private final int maxSamples;
  private final Map<Direction, Long> inFlight = new EnumMap<>(Direction.class);
  private final Map<Direction, Long> parked = new EnumMap<>(Direction.class);
  private final Map<Kind, Long> kinds = new EnumMap<>(Kind.class);
  private final Map<Direction, Long> ways = new EnumMap<>(Direction.class);
  private final Map<FieldName, Long> fields = new TreeMap<>();
  private final List<Difference> samples = new ArrayList<>();
  private long equal;
  private long outOfScope;
  private long unchecked;

  CompareTally(int maxSamples) {
    this.maxSamples = maxSamples;
  }

  /** Both sides are the same at first sight. */
  void equal() {
    equal++;
  }

  /** Doubts that nobody looks into. */
  void unchecked(long more) {
    unchecked += more;
  }

  /**
   * A doubt was looked into.
   *
   * @param linked whether it is about a record that a row is linked with
   */
  void add(Verdict verdict, boolean linked) {
    switch (verdict) {
      case Verdict.Agrees _ -> equal += linked ? 1 : 0;
      case Verdict.InFlight(Direction way) -> inFlight.merge(way, 1L, Long::sum);
      case Verdict.Parked(Direction way) -> parked.merge(way, 1L, Long::sum);
      case Verdict.OutOfScope _ -> outOfScope++;
      case Verdict.Differs(Difference difference) -> add(difference);
    }
  }

  private void add(Difference difference) {
    long before = kinds.getOrDefault(difference.kind(), 0L);
    if (before < maxSamples) {
      samples.add(difference);
    }
    kinds.put(difference.kind(), before + 1);
    ways.merge(difference.way(), 1L, Long::sum);
    for (FieldDifference field : difference.fields()) {
      fields.merge(field.field(), 1L, Long::sum);
    }
  }

  /** What it comes to. */
  CompareReport report(Ended ended) {
    return new CompareReport(
        ended.mapping(),
        ended.records().isPresent() && !ended.stopped(),
        ended.asOf(),
        ended.records().orElse(0),
        equal,
        inFlight,
        parked,
        outOfScope,
        unchecked,
        kinds,
        ways,
        fields,
        samples,
        ended.repairs(),
        ended.calls(),
        ended.duration());
  }

  /**
   * How a compare ended.
   *
   * @param records empty if not all were read
   */
  record Ended(
      MappingName mapping,
      OptionalLong records,
      boolean stopped,
      Instant asOf,
      CompareReport.Repairs repairs,
      long calls,
      Duration duration) {}
}
