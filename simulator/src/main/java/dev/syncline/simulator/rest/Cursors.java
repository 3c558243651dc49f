package dev.syncline.simulator.rest;

import dev.syncline.simulator.http.ApiException;
import dev.syncline.simulator.soql.api.Rows;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The open query cursors. A cursor holds no rows: it holds the query bound to its snapshot, and is
 * read on from any position. Holds the one lock of this package.
 */
final class Cursors {
  /** How many are kept; the one that was read least lately makes room. */
  static final int MAX_OPEN = 2_000;

  /** How long a cursor lives. REST API Developer Guide, query. */
  static final Duration LIFE = Duration.ofDays(2);

  private static final Pattern LOCATOR = Pattern.compile("(01g[0-9A-Za-z]{15})-(\\d{1,9})");

  /**
   * A query that is being read page by page.
   *
   * @param rows the rows, made anew when memory did not suffice to keep them
   * @param total how many rows there are in all
   * @param pageSize how many rows a page has
   */
  record Cursor(
      String id,
      String userId,
      Supplier<? extends Rows> rows,
      long total,
      int pageSize,
      Instant opened) {}

  /** A place in a query. */
  record Place(Cursor cursor, long position) {}

  private final InstantSource clock;
  private final RunningId ids;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Cursor> open =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cursor> eldest) {
          return size() > MAX_OPEN;
        }
      };

  Cursors(InstantSource clock, String orgId) {
    this.clock = clock;
    this.ids = new RunningId("01g", orgId);
  }

  /** Opens a cursor on these rows. */
  Cursor open(String userId, Supplier<? extends Rows> rows, long total, int pageSize) {
    var cursor = new Cursor(ids.next(), userId, rows, total, pageSize, clock.instant());
    lock.lock();
    try {
      open.put(cursor.id(), cursor);
    } finally {
      lock.unlock();
    }
    return cursor;
  }

  /**
   * The place that a locator such as {@code 01g…-2000} names.
   *
   * @throws ApiException (400 INVALID_QUERY_LOCATOR) if it is none, or expired, or another user's
   */
  Place find(String locator, String userId) {
    Matcher matcher = LOCATOR.matcher(locator);
    if (!matcher.matches()) {
      throw invalid();
    }
    Cursor cursor = cursor(matcher.group(1));
    long position = Long.parseLong(matcher.group(2));
    boolean expired = cursor.opened().plus(LIFE).isBefore(clock.instant());
    if (expired || !cursor.userId().equals(userId) || position >= cursor.total()) {
      throw invalid();
    }
    return new Place(cursor, position);
  }

  private Cursor cursor(String id) {
    lock.lock();
    try {
      Cursor cursor = open.get(id);
      if (cursor == null) {
        throw invalid();
      }
      return cursor;
    } finally {
      lock.unlock();
    }
  }

  private static ApiException invalid() {
    return new ApiException(400, "INVALID_QUERY_LOCATOR", "invalid query locator");
  }
}
