package dev.syncline.simulator.data;

import dev.syncline.simulator.sample.SampleObject;
import dev.syncline.simulator.store.RecordState;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Generated records with the written ones in their places, in ascending order of number. */
final class MergedScan implements Iterator<Row> {
  private final SampleObject sample;
  private final long end;
  private final Iterator<StoredRow> written;
  private long index;
  private @Nullable StoredRow nextWritten;
  private @Nullable Row ready;

  /**
   * @param index the first generated record
   * @param end the generated record after the last
   * @param written from the first record on, purged ones included
   */
  MergedScan(SampleObject sample, long index, long end, Iterator<StoredRow> written) {
    this.sample = sample;
    this.index = index;
    this.end = end;
    this.written = written;
    this.nextWritten = written.hasNext() ? written.next() : null;
    prepare();
  }

  private void prepare() {
    ready = null;
    while (ready == null) {
      StoredRow candidate = nextWritten;
      if (candidate != null && (index >= end || candidate.number() <= index)) {
        if (candidate.number() == index) {
          index++;
        }
        nextWritten = written.hasNext() ? written.next() : null;
        ready = candidate.state() == RecordState.PURGED ? null : candidate;
      } else if (index < end) {
        ready = new GeneratedRow(sample, index++);
      } else {
        return;
      }
    }
  }

  @Override
  public boolean hasNext() {
    return ready != null;
  }

  @Override
  public Row next() {
    Row row = ready;
    if (row == null) {
      throw new NoSuchElementException();
    }
    prepare();
    return row;
  }
}
