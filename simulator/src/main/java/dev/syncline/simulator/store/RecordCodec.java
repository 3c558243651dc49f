package dev.syncline.simulator.store;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records as bytes: a state, the number of the layout that names the fields, and the values, each
 * with a tag that tells its type. Fields may come and go: values are found again by name.
 */
final class RecordCodec {
  private static final byte NULL = 0;
  private static final byte TEXT = 1;
  private static final byte FALSE = 2;
  private static final byte TRUE = 3;
  private static final byte NUMBER = 4;
  private static final byte DATE = 5;
  private static final byte INSTANT = 6;
  private static final byte TIME = 7;

  /** The state and the number of the layout. */
  private static final int HEAD = 5;

  private RecordCodec() {}

  static byte[] encode(RecordState state, int layout, @Nullable Object[] values) {
    var bytes = new ByteArrayOutputStream(256);
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(state.ordinal());
      out.writeInt(layout);
      for (Object value : values) {
        write(out, value);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> out.writeByte(NULL);
      case Boolean truth -> out.writeByte(truth ? TRUE : FALSE);
      case BigDecimal number -> {
        out.writeByte(NUMBER);
        out.writeInt(number.scale());
        writeBytes(out, number.unscaledValue().toByteArray());
      }
      case LocalDate date -> {
        out.writeByte(DATE);
        out.writeLong(date.toEpochDay());
      }
      case Instant instant -> {
        out.writeByte(INSTANT);
        out.writeLong(instant.getEpochSecond());
      }
      case LocalTime time -> {
        out.writeByte(TIME);
        out.writeLong(time.toNanoOfDay());
      }
      case String text -> {
        out.writeByte(TEXT);
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
      }
      default -> throw new IllegalArgumentException("no stored value: " + value.getClass());
    }
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static RecordState state(byte[] record) {
    return RecordState.values()[record[0]];
  }

  static int layout(byte[] record) {
    return ((record[1] & 0xff) << 24)
        | ((record[2] & 0xff) << 16)
        | ((record[3] & 0xff) << 8)
        | (record[4] & 0xff);
  }

  /**
   * Where the value of each of these fields begins; 0 for a field that the record has not.
   *
   * @param layout the names of the fields that the record was encoded with
   * @param fields the names of the fields that are wanted
   */
  static int[] places(byte[] record, List<String> layout, List<String> fields) {
    int[] stored = new int[layout.size()];
    var in = new RecordBytes(record, HEAD);
    for (int i = 0; i < stored.length; i++) {
      stored[i] = in.at();
      skip(in);
    }
    if (layout.equals(fields)) {
      return stored;
    }
    return fields.stream().mapToInt(layout::indexOf).map(at -> at < 0 ? 0 : stored[at]).toArray();
  }

  private static void skip(RecordBytes in) {
    byte tag = in.one();
    switch (tag) {
      case NULL, FALSE, TRUE -> {}
      case NUMBER -> {
        in.four();
        in.skip(in.four());
      }
      case DATE, INSTANT, TIME -> in.skip(Long.BYTES);
      case TEXT -> in.skip(in.four());
      default -> throw new IllegalStateException("no value has the tag " + tag);
    }
  }

  /** The value that begins there. */
  static @Nullable Object value(byte[] record, int place) {
    return place == 0 ? null : read(new RecordBytes(record, place));
  }

  private static @Nullable Object read(RecordBytes in) {
    byte tag = in.one();
    return switch (tag) {
      case NULL -> null;
      case FALSE -> false;
      case TRUE -> true;
      case NUMBER -> {
        int scale = in.four();
        yield new BigDecimal(in.number(in.four()), scale);
      }
      case DATE -> LocalDate.ofEpochDay(in.eight());
      case INSTANT -> Instant.ofEpochSecond(in.eight());
      case TIME -> LocalTime.ofNanoOfDay(in.eight());
      case TEXT -> in.text(in.four());
      default -> throw new IllegalStateException("no value has the tag " + tag);
    };
  }
}
