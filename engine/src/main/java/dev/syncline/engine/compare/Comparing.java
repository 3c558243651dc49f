package dev.syncline.engine.compare;

import dev.syncline.engine.database.Database;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.worker.Pace;
import dev.syncline.engine.worker.StopSignal;
import java.util.concurrent.atomic.AtomicLong;

/** What one compare works with, and the calls it makes: others may use the org meanwhile. */
final class Comparing {
  private final Org org;
  private final Database database;
  private final CompareSettings settings;
  private final Pace pace;
  private final StopSignal stop;
  private final CompareListener listener;
  private final AtomicLong calls = new AtomicLong();

  Comparing(
      Org org,
      Database database,
      CompareSettings settings,
      Pace pace,
      StopSignal stop,
      CompareListener listener) {
    this.org = org;
    this.database = database;
    this.settings = settings;
    this.pace = pace;
    this.stop = stop;
    this.listener = listener;
  }

  /** Counts calls that are about to be made. */
  Comparing called(int more) {
    calls.addAndGet(more);
    return this;
  }

  /** The calls up to now. */
  long calls() {
    return calls.get();
  }

  Org org() {
    return org;
  }

  Database database() {
    return database;
  }

  CompareSettings settings() {
    return settings;
  }

  Pace pace() {
    return pace;
  }

  StopSignal stop() {
    return stop;
  }

  CompareListener listener() {
    return listener;
  }
}
