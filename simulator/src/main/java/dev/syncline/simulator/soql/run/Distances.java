package dev.syncline.simulator.soql.run;

import dev.syncline.simulator.soql.api.Address;
import dev.syncline.simulator.soql.api.Location;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The distance between two places on a sphere. Angles and their functions are the one place where
 * numbers pass through double: they have no exact decimal value anyway.
 */
final class Distances {
  private static final double EARTH_RADIUS_KILOMETERS = 6371.0088;
  private static final double KILOMETERS_PER_MILE = 1.609344;
  private static final MathContext PRECISION = new MathContext(12, RoundingMode.HALF_UP);

  private Distances() {}

  /** The place of a compound value; null when it has none. */
  static @Nullable Location place(@Nullable Object compound) {
    if (compound instanceof Location location) {
      return location;
    }
    return compound instanceof Address address
        ? new Location(address.latitude(), address.longitude())
        : null;
  }

  /** The way along the surface, in miles or kilometres; null when a place is unknown. */
  static @Nullable BigDecimal between(
      @Nullable Location from, @Nullable Location to, boolean milesNotKilometers) {
    if (from == null || to == null) {
      return null;
    }
    BigDecimal fromLatitude = from.latitude();
    BigDecimal fromLongitude = from.longitude();
    BigDecimal toLatitude = to.latitude();
    BigDecimal toLongitude = to.longitude();
    if (fromLatitude == null
        || fromLongitude == null
        || toLatitude == null
        || toLongitude == null) {
      return null;
    }
    double kilometers =
        kilometers(
            Math.toRadians(fromLatitude.doubleValue()),
            Math.toRadians(fromLongitude.doubleValue()),
            Math.toRadians(toLatitude.doubleValue()),
            Math.toRadians(toLongitude.doubleValue()));
    double distance = milesNotKilometers ? kilometers / KILOMETERS_PER_MILE : kilometers;
    return new BigDecimal(distance, PRECISION);
  }

  private static double kilometers(
      double latitude, double longitude, double otherLatitude, double otherLongitude) {
    double halfLatitude = Math.sin((otherLatitude - latitude) / 2);
    double halfLongitude = Math.sin((otherLongitude - longitude) / 2);
    double square =
        halfLatitude * halfLatitude
            + Math.cos(latitude) * Math.cos(otherLatitude) * halfLongitude * halfLongitude;
    return 2 * EARTH_RADIUS_KILOMETERS * Math.asin(Math.min(1, Math.sqrt(square)));
  }
}
