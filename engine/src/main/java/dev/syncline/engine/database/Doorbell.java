package dev.syncline.engine.database;

import dev.syncline.model.MappingName;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells which queues hold work: all of them at one look, so that nobody need ask each, and where
 * the database can, by a ring when a row changes, so that nobody need look all the time. A ring can
 * be missed, as when the application's transaction was long under way before the bell was armed:
 * whoever waits looks now and then all the same.
 */
public interface Doorbell {
  /** Looks at all queues by one short statement. */
  Look look();

  /**
   * The mappings with something that nobody may be at work on any more: entries that wait for a
   * parent, claims that are over or another's, jobs that nobody looks after.
   */
  Set<MappingName> left();

  /**
   * What a look saw, by mapping.
   *
   * @param rows those with outbox entries that may be taken now, or with related rows that have
   *     changed
   * @param records those with records in the pull queue that are due
   */
  record Look(Set<MappingName> rows, Set<MappingName> records) {
    public Look {
      rows = Set.copyOf(rows);
      records = Set.copyOf(records);
    }

    /** The same without the rows of other mappings than these. */
    public Look onlyRowsOf(Set<MappingName> mappings) {
      return new Look(both(rows, mappings), records);
    }

    /** Only what is of these mappings. */
    public Look of(Set<MappingName> mappings) {
      return new Look(both(rows, mappings), both(records, mappings));
    }

    private static Set<MappingName> both(Set<MappingName> some, Set<MappingName> others) {
      var both = new HashSet<>(some);
      both.retainAll(others);
      return both;
    }

    /** Whether there is nothing to do. */
    public boolean isEmpty() {
      return rows.isEmpty() && records.isEmpty();
    }
  }

  /**
   * Asks that changes ring. While nobody asks, they do not, and cost the application nothing more.
   *
   * @param time they ring no longer than that, should nobody be left to {@link #disarm}
   * @return whether they will: not where the database cannot, or while nobody listens
   */
  boolean arm(Duration time);

  /** Changes need not ring any more. */
  void disarm();

  /**
   * Begins to listen, on a thread and a connection of its own. Of one that is lost it is made anew,
   * and rings then, as changes may have been missed. Where the database cannot ring, nothing is
   * done.
   *
   * @param bell is called by that thread; must not block
   */
  Listening listen(Runnable bell);

  /** Listens until it is closed. */
  interface Listening extends AutoCloseable {
    @Override
    void close();
  }
}
