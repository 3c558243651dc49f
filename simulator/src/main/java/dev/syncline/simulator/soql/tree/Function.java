package dev.syncline.simulator.soql.tree;

import java.util.Arrays;
import java.util.Optional;

/** The functions of SOQL. */
public enum Function {
  COUNT(Family.AGGREGATE),
  COUNT_DISTINCT(Family.AGGREGATE),
  SUM(Family.AGGREGATE),
  AVG(Family.AGGREGATE),
  MIN(Family.AGGREGATE),
  MAX(Family.AGGREGATE),
  GROUPING(Family.AGGREGATE),
  CALENDAR_MONTH(Family.DATE),
  CALENDAR_QUARTER(Family.DATE),
  CALENDAR_YEAR(Family.DATE),
  DAY_IN_MONTH(Family.DATE),
  DAY_IN_WEEK(Family.DATE),
  DAY_IN_YEAR(Family.DATE),
  DAY_ONLY(Family.DATE),
  FISCAL_MONTH(Family.DATE),
  FISCAL_QUARTER(Family.DATE),
  FISCAL_YEAR(Family.DATE),
  HOUR_IN_DAY(Family.DATE),
  WEEK_IN_MONTH(Family.DATE),
  WEEK_IN_YEAR(Family.DATE),
  TOLABEL(Family.RENDERING),
  FORMAT(Family.RENDERING),
  CONVERTCURRENCY(Family.RENDERING),
  CONVERTTIMEZONE(Family.RENDERING),
  DISTANCE(Family.PLACE),
  GEOLOCATION(Family.PLACE),
  FIELDS(Family.LIST);

  /** What kind of thing a function does. */
  public enum Family {
    AGGREGATE,
    DATE,
    RENDERING,
    PLACE,
    LIST
  }

  private final Family family;

  Function(Family family) {
    this.family = family;
  }

  public Family family() {
    return family;
  }

  /** The function of this name, whatever its case. */
  public static Optional<Function> named(String name) {
    return Arrays.stream(values()).filter(f -> f.name().equalsIgnoreCase(name)).findFirst();
  }
}
