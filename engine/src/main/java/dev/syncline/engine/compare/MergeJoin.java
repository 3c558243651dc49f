package dev.syncline.engine.compare;

import dev.syncline.engine.database.CompareSession;
import dev.syncline.engine.database.CompareSession.Digested;
import dev.syncline.engine.database.CompareSession.LinkedRow;
import dev.syncline.model.RecordId;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lays digests of records beside linked rows, both in the order of the records' ids, page by page:
 * memory does not grow with either.
 */
final class MergeJoin {
  private MergeJoin() {}

  /** Who hears of each id once. */
  interface Sides {
    /** A record of the org that no row is linked with. */
    void onlyThere(Digested record);

    /** A link whose record the org did not tell. */
    void onlyHere(LinkedRow row);

    /** Both. */
    void both(Digested record, LinkedRow row);
  }

  static void run(CompareSession session, Sides sides) {
    var there =
        new Paged<Digested>(
            after -> session.staged(after, CompareSession.MAX_PAGE), Digested::record);
    var here =
        new Paged<LinkedRow>(
            after -> session.linked(after, CompareSession.MAX_PAGE), LinkedRow::record);
    Optional<Digested> record = there.nextOne();
    Optional<LinkedRow> row = here.nextOne();
    while (record.isPresent() || row.isPresent()) {
      int order = order(record, row);
      if (order == 0) {
        sides.both(record.orElseThrow(), row.orElseThrow());
      } else if (order < 0) {
        sides.onlyThere(record.orElseThrow());
      } else {
        sides.onlyHere(row.orElseThrow());
      }
      record = order <= 0 ? there.nextOne() : record;
      row = order >= 0 ? here.nextOne() : row;
    }
  }

  private static int order(Optional<Digested> record, Optional<LinkedRow> row) {
    if (record.isEmpty() || row.isEmpty()) {
      return record.isPresent() ? -1 : 1;
    }
    return record.get().record().compareTo(row.get().record());
  }

  /** Things in the order of their ids, page by page, each id once. */
  private static final class Paged<T> {
    private final Function<Optional<RecordId>, List<T>> pages;
    private final Function<T, RecordId> id;
    private Iterator<T> page = List.<T>of().iterator();
    private Optional<RecordId> last = Optional.empty();

    Paged(Function<Optional<RecordId>, List<T>> pages, Function<T, RecordId> id) {
      this.pages = pages;
      this.id = id;
    }

    /** The next one; empty at the end. */
    Optional<T> nextOne() {
      while (true) {
        if (!page.hasNext()) {
          page = pages.apply(last).iterator();
        }
        if (!page.hasNext()) {
          return Optional.empty();
        }
        T one = page.next();
        RecordId found = id.apply(one);
        boolean fresh = last.filter(found::equals).isEmpty();
        last = Optional.of(found);
        if (fresh) {
          return Optional.of(one);
        }
      }
    }
  }
}
