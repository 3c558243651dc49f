package dev.syncline.engine.compare;

import dev.syncline.engine.database.CompareSession.Digested;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;

/**
 * Makes digests of values in the form of the base: the first 128 bits of SHA-256. Values that are
 * equal have the same digest, however their digits are written. Used by one thread.
 */
final class RecordDigest {
  private static final int UNKNOWN = 0;
  private static final int EMPTY = 1;
  private static final int TEXT = 2;
  private static final int TRUE = 3;
  private static final int FALSE = 4;
  private static final int NUMBER = 5;
  private static final int DAY = 6;
  private static final int MOMENT = 7;
  private static final int TIME = 8;
  private static final int COMPOUND = 9;

  private final MessageDigest hash;
  private final ByteBuffer head = ByteBuffer.allocate(1 + Long.BYTES);

  RecordDigest() {
    try {
      this.hash = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** The digest of a side's values; one that is absent equals nothing of the other side. */
  Digested of(RecordId record, List<Optional<Value>> forms) {
    hash.reset();
    for (Optional<Value> form : forms) {
      form.ifPresentOrElse(this::put, () -> head(UNKNOWN, 0));
    }
    ByteBuffer digest = ByteBuffer.wrap(hash.digest());
    return new Digested(record, digest.getLong(), digest.getLong());
  }

  private void put(Value value) {
    switch (value) {
      case Value.Null _ -> head(EMPTY, 0);
      case Value.Text(String text) -> text(TEXT, text);
      case Value.Bool(boolean truth) -> head(truth ? TRUE : FALSE, 0);
      case Value.Numeric(BigDecimal number) ->
          text(NUMBER, number.signum() == 0 ? "0" : number.stripTrailingZeros().toString());
      case Value.Day day -> head(DAY, day.date().toEpochDay());
      case Value.Moment moment -> head(MOMENT, moment.instant().getEpochSecond());
      case Value.TimeOfDay time -> head(TIME, time.time().toNanoOfDay() / 1_000_000);
      case Value.Compound compound -> {
        head(COMPOUND, compound.components().size());
        for (Value.Component component : compound.components()) {
          text(TEXT, component.name());
          put(component.value());
        }
      }
    }
  }

  private void text(int kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    head(kind, bytes.length);
    hash.update(bytes);
  }

  private void head(int kind, long number) {
    head.clear();
    head.put((byte) kind).putLong(number);
    hash.update(head.array());
  }
}
