package dev.syncline.engine.testing;

import dev.syncline.engine.database.Backfills;
import dev.syncline.engine.database.Capture;
import dev.syncline.engine.database.ChangeWriter;
import dev.syncline.engine.database.Changes;
import dev.syncline.engine.database.Comparisons;
import dev.syncline.engine.database.Database;
import dev.syncline.engine.database.DatabaseIdentity;
import dev.syncline.engine.database.Dependants;
import dev.syncline.engine.database.Doorbell;
import dev.syncline.engine.database.Drifts;
import dev.syncline.engine.database.Guards;
import dev.syncline.engine.database.History;
import dev.syncline.engine.database.LaneBook;
import dev.syncline.engine.database.Links;
import dev.syncline.engine.database.LiveWriter;
import dev.syncline.engine.database.MatchRuns;
import dev.syncline.engine.database.Outbox;
import dev.syncline.engine.database.Pauses;
import dev.syncline.engine.database.PullQueue;
import dev.syncline.engine.database.Revisions;
import dev.syncline.engine.database.RowMatches;
import dev.syncline.engine.database.Runs;
import dev.syncline.engine.database.Streams;
import dev.syncline.engine.database.Watermarks;
import dev.syncline.engine.database.WriteJobs;
import dev.syncline.engine.mapping.ResolvedMapping;
import dev.syncline.engine.mapping.TableDesign;
import dev.syncline.model.TableName;
import java.time.Instant;
import java.util.List;

/** The ports of a database that refreshing does not need. */
abstract class RefreshedDatabase implements Database {
  @Override
  public Dependants dependants() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public Outbox outbox() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public WriteJobs writeJobs() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public PullQueue pullQueue() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public Watermarks watermarks() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public Streams streams() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public LiveWriter openLiveWriter() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public History history() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public Runs runs() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public Changes changes() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public Guards guards() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public Links links() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public RowMatches matches() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public MatchRuns matchRuns() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public Comparisons comparisons() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public DatabaseIdentity identity() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Drifts drifts() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public List<String> columnStatements(TableName table, List<TableDesign.ColumnDesign> columns) {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public Revisions revisions() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public Backfills backfills() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public Pauses pauses() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public Capture capture() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public Instant now() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public ChangeWriter openChangeWriter(ResolvedMapping mapping) {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public Doorbell doorbell() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }

  @Override
  public LaneBook laneBook() {
    throw new UnsupportedOperationException("Refreshing does not need it");
  }
}
