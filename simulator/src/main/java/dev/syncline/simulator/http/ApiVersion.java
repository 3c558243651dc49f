package dev.syncline.simulator.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * One version of the REST API, such as 68.0 (Winter '27), and what the org does with it.
 *
 * <p>End-of-life page of the API documentation, Winter '27: 41.0 to 68.0 supported, 31.0 to 40.0
 * deprecated (retired Summer '28), 7.0 to 30.0 retired.
 */
public record ApiVersion(int number) {
  /** The newest version served. */
  public static final ApiVersion NEWEST = new ApiVersion(68);

  private static final int OLDEST_SUPPORTED = 41;
  private static final int OLDEST_SERVED = 31;
  private static final int OLDEST_EVER = 7;
  private static final List<String> SEASONS = List.of("Winter", "Summer", "Spring");
  private static final Pattern SEGMENT = Pattern.compile("[vV](\\d{1,3})\\.0");

  /** How long a version still lives. */
  public enum Support {
    SUPPORTED,
    /** Served with a {@code Warning: 299} header. */
    DEPRECATED,
    /** Answered with 410. */
    RETIRED,
    /** Never was, or is not yet: answered with 404. */
    UNKNOWN
  }

  /** Every version served, in ascending order. */
  public static List<ApiVersion> served() {
    return IntStream.rangeClosed(OLDEST_SERVED, NEWEST.number).mapToObj(ApiVersion::new).toList();
  }

  /** Reads a path segment such as {@code v66.0}; empty when it is not a version. */
  public static Optional<ApiVersion> ofSegment(String segment) {
    Matcher matcher = SEGMENT.matcher(segment);
    return matcher.matches()
        ? Optional.of(new ApiVersion(Integer.parseInt(matcher.group(1))))
        : Optional.empty();
  }

  public Support support() {
    if (number > NEWEST.number || number < OLDEST_EVER) {
      return Support.UNKNOWN;
    }
    if (number >= OLDEST_SUPPORTED) {
      return Support.SUPPORTED;
    }
    return number >= OLDEST_SERVED ? Support.DEPRECATED : Support.RETIRED;
  }

  /** Whether this version is the other one or a later one. */
  public boolean atLeast(int other) {
    return number >= other;
  }

  /** The version as the wire writes it, such as {@code 66.0}. */
  public String text() {
    return number + ".0";
  }

  /** The folder that everything of this version lies in, such as {@code /services/data/v66.0}. */
  public String path() {
    return "/services/data/v" + text();
  }

  /** The release that brought the version, such as {@code Winter '27}; three come each year. */
  public String release() {
    int back = NEWEST.number - number;
    int year = 27 - (back + 2) / 3;
    return SEASONS.get(back % 3) + " '" + String.format(Locale.ROOT, "%02d", year);
  }
}
