package dev.syncline.simulator.soql.tree;

import java.util.Locale;
import java.util.Optional;

/**
 * The name of a range of days, taken apart.
 *
 * @param direction where the range lies
 * @param unit what it is counted in
 * @param counted whether a number follows behind a colon
 * @param fixedCount the number that is part of the name (90); 1 otherwise
 */
public record RangeName(Direction direction, Unit unit, boolean counted, int fixedCount) {
  /** Where a range lies, seen from today. */
  public enum Direction {
    /** The units before the current one; for days, up to and with today. */
    LAST,
    /** The current unit. */
    THIS,
    /** The units after the current one. */
    NEXT,
    /** The one unit that lies so many units back. */
    AGO
  }

  /** What a range is counted in. */
  public enum Unit {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR,
    FISCAL_QUARTER,
    FISCAL_YEAR
  }

  /**
   * The range of this name, whatever its case.
   *
   * <p>SOQL and SOSL Reference, date literals.
   */
  public static Optional<RangeName> named(String name) {
    String key = name.toUpperCase(Locale.ROOT);
    return switch (key) {
      case "TODAY" -> Optional.of(single(Direction.THIS));
      case "YESTERDAY" -> Optional.of(single(Direction.AGO));
      case "TOMORROW" -> Optional.of(single(Direction.NEXT));
      case "LAST_90_DAYS" -> Optional.of(new RangeName(Direction.LAST, Unit.DAY, false, 90));
      case "NEXT_90_DAYS" -> Optional.of(new RangeName(Direction.NEXT, Unit.DAY, false, 90));
      default -> composed(key);
    };
  }

  private static RangeName single(Direction direction) {
    return new RangeName(direction, Unit.DAY, false, 1);
  }

  private static Optional<RangeName> composed(String key) {
    if (key.startsWith("N_") && key.endsWith("_AGO")) {
      return counted(Direction.AGO, key.substring(2, key.length() - 4));
    }
    for (Direction direction : new Direction[] {Direction.LAST, Direction.NEXT}) {
      String prefix = direction + "_N_";
      if (key.startsWith(prefix)) {
        return counted(direction, key.substring(prefix.length()));
      }
    }
    for (Direction direction : Direction.values()) {
      String prefix = direction + "_";
      if (direction != Direction.AGO && key.startsWith(prefix)) {
        return unit(key.substring(prefix.length()))
            .filter(u -> u != Unit.DAY)
            .map(u -> new RangeName(direction, u, false, 1));
      }
    }
    return Optional.empty();
  }

  private static Optional<RangeName> counted(Direction direction, String plural) {
    return plural.endsWith("S")
        ? unit(plural.substring(0, plural.length() - 1))
            .map(u -> new RangeName(direction, u, true, 1))
        : Optional.empty();
  }

  private static Optional<Unit> unit(String name) {
    for (Unit unit : Unit.values()) {
      if (unit.name().equals(name)) {
        return Optional.of(unit);
      }
    }
    return Optional.empty();
  }
}
