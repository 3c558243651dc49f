package dev.syncline.jdbc.live;

import dev.syncline.engine.database.AppliedPage;
import dev.syncline.jdbc.change.ArrivedParents;
import dev.syncline.jdbc.page.LastRun;
import dev.syncline.jdbc.page.MergedPage;
import dev.syncline.jdbc.page.PageOrder;
import dev.syncline.jdbc.page.PageStore;
import dev.syncline.jdbc.page.PageWatch;
import dev.syncline.jdbc.page.RowWords;
import dev.syncline.jdbc.page.StagedPage;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What the events of one mapping are taken in by.
 *
 * @param watch sees to it that no harm is done
 */
record LiveStore(PageStore page, LinkReading links, PageWatch watch, ArrivedParents parents) {
  /** Merges what is staged, within the caller's transaction. */
  AppliedPage merge(
      Connection connection, StagedPage rows, long token, int attempt, PageWatch watched)
      throws SQLException {
    RowWords words = page.words();
    var order = new PageOrder(LastRun.of(connection, words), false, token, true, watched);
    MergedPage merged = page.merge(rows, order, attempt);
    parents.resolve(connection, words);
    return new AppliedPage(merged.outcome(), merged.deferred(), 0);
  }

  /** What was merged is committed. */
  void committed(AppliedPage applied) {
    watch.written(applied.outcome());
    parents.note(page.words(), applied);
  }
}
