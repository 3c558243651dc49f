package dev.syncline.jdbc.page;

import dev.syncline.engine.database.LiveChange;
import dev.syncline.engine.pull.PlannedChange;
import java.util.Iterator;
import java.util.Optional;

/** A page as chunks of staging text, made as the page is read: memory does not grow with it. */
public final class StageSource {
  /** A chunk is handed on once it has this many bytes; it may have one row more. */
  private static final int CHUNK_BYTES = 256 * 1_024;

  private final StageLine line;
  private final Lines lines;
  private final Bytes chunk = new Bytes();
  private int rows;
  private int problems;

  /** The lines of a page, one by one. */
  @FunctionalInterface
  private interface Lines {
    /** Writes the next line, if there is one; whether it is of a record that is parked. */
    Optional<Boolean> next(Bytes out, int sequence);
  }

  private StageSource(StageLine line, Lines lines) {
    this.line = line;
    this.lines = lines;
  }

  /**
   * The source of one page.
   *
   * @param emptyKey whether an empty row key stands at the end of every line
   */
  public static StageSource of(StageLine line, Iterator<PlannedChange> changes, boolean emptyKey) {
    return new StageSource(
        line,
        (out, sequence) -> {
          if (!changes.hasNext()) {
            return Optional.empty();
          }
          PlannedChange change = changes.next();
          line.put(out, sequence, change, emptyKey);
          return Optional.of(change instanceof PlannedChange.Park);
        });
  }

  /** The source of what events ask for. */
  public static StageSource live(StageLine line, Iterator<LiveChange> changes, boolean emptyKey) {
    return new StageSource(
        line,
        (out, sequence) -> {
          if (!changes.hasNext()) {
            return Optional.empty();
          }
          line.put(out, sequence, changes.next(), emptyKey);
          return Optional.of(false);
        });
  }

  /** Fills the next chunk; false at the end. What the page throws comes through. */
  public boolean next() {
    chunk.clear();
    boolean more = true;
    while (chunk.length() < CHUNK_BYTES && more) {
      Optional<Boolean> parked = lines.next(chunk, rows);
      more = parked.isPresent();
      rows += more ? 1 : 0;
      problems += parked.orElse(false) ? 1 : 0;
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
