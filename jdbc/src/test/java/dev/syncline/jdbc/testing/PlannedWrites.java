package dev.syncline.jdbc.testing;

import dev.syncline.engine.pull.PlannedChange;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowWrite;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Planned changes for tests. */
public final class PlannedWrites {
  /** The moment that records were last changed at, unless a test says otherwise. */
  public static final Instant STAMP = Instant.parse("2026-02-03T04:05:06Z");

  private PlannedWrites() {}

  /** The id of the record with this running number. */
  public static RecordId id(int number) {
    return RecordId.of("003%012d".formatted(number));
  }

  /** A write of the values for a record. */
  public static PlannedChange write(int number, Value... values) {
    return writeAt(number, STAMP, values);
  }

  /** A write of the values that a record had at a moment. */
  public static PlannedChange writeAt(int number, Instant stamp, Value... values) {
    List<Value> both = Arrays.asList(values);
    return new PlannedChange.Write(new RowWrite.Put(id(number), stamp, both, both));
  }

  /** A record that planning has set aside. */
  public static PlannedChange park(int number) {
    var problem = new Problem("ROW-TOO-LONG", ErrorClass.DATA, "too \"long\"\n\\", "shorten it");
    return new PlannedChange.Park(id(number), problem);
  }

  /** Text, or null for {@link Value#NULL}. */
  public static Value text(String text) {
    return new Value.Text(text);
  }
}
