package dev.syncline.jdbc.page;

import dev.syncline.engine.pull.PlannedChange;
import java.util.Iterator;

/** A page as chunks of staging text, made as the page is read: memory does not grow with it. */
public final class StageSource {
  /** A chunk is handed on once it has this many bytes; it may have one row more. */
  private static final int CHUNK_BYTES = 256 * 1_024;

  private final StageLine line;
  private final Iterator<PlannedChange> changes;
  private final boolean emptyKey;
  private final Bytes chunk = new Bytes();
  private int rows;
  private int problems;

  /**
   * The source of one page.
   *
   * @param emptyKey whether an empty row key stands at the end of every line
   */
  public StageSource(StageLine line, Iterator<PlannedChange> changes, boolean emptyKey) {
    this.line = line;
    this.changes = changes;
    this.emptyKey = emptyKey;
  }

  /** Fills the next chunk; false at the end. What the page throws comes through. */
  public boolean next() {
    chunk.clear();
    while (chunk.length() < CHUNK_BYTES && changes.hasNext()) {
      PlannedChange change = changes.next();
      line.put(chunk, rows++, change, emptyKey);
      if (change instanceof PlannedChange.Park) {
        problems++;
      }
    }
    return chunk.length() > 0;
  }

  /** The bytes of the chunk, from the beginning of the array. */
  public byte[] bytes() {
    return chunk.array();
  }

  /** How many of the bytes are the chunk. */
  public int length() {
    return chunk.length();
  }

  /** What was staged so far. */
  public StagedPage staged() {
    return new StagedPage(rows, problems, line.takeEmptied());
  }
}
