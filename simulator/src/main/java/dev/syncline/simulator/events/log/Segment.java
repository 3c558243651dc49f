package dev.syncline.simulator.events.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * A run of events with positions that follow each other, as bytes with an index. A record is: the
 * length of what follows (4 bytes), when it was appended (8, milliseconds), then topic, id, schema
 * id and payload, each after its length (4). Not thread-safe.
 */
final class Segment {
  private static final int LENGTH_BYTES = 4;
  private static final int START_CAPACITY = 1_024;

  private final long first;
  private byte[] bytes = new byte[START_CAPACITY];
  private int size;
  private int[] offsets = new int[16];
  private int[] topics = new int[16];
  private int count;
  private final List<String> topicNames = new ArrayList<>();

  /**
   * @param first the position of its first event
   */
  Segment(long first) {
    this.first = first;
  }

  /** Reads a segment; what is incomplete at its end is left out. */
  static Segment parse(long first, byte[] bytes) {
    var segment = new Segment(first);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.remaining() >= LENGTH_BYTES) {
      int length = buffer.getInt(buffer.position());
      if (length < 0 || length > buffer.remaining() - LENGTH_BYTES) {
        break;
      }
      int offset = buffer.position();
      buffer.position(offset + LENGTH_BYTES + Long.BYTES);
      segment.index(offset, text(buffer));
      buffer.position(offset + LENGTH_BYTES + length);
    }
    segment.size = buffer.position();
    segment.bytes = bytes;
    return segment;
  }

  long first() {
    return first;
  }

  /** The position of its last event; one less than the first while there is none. */
  long last() {
    return first + count - 1;
  }

  int size() {
    return size;
  }

  int count() {
    return count;
  }

  /** Appends an event; returns the bytes that were added. */
  ByteBuffer append(Instant at, NewEvent event, String id) {
    byte[] topic = event.topic().getBytes(StandardCharsets.UTF_8);
    byte[] name = id.getBytes(StandardCharsets.UTF_8);
    byte[] schema = event.schemaId().getBytes(StandardCharsets.UTF_8);
    byte[] payload = event.payload();
    int length = Long.BYTES + 4 * LENGTH_BYTES;
    length += topic.length + name.length + schema.length + payload.length;
    ensure(LENGTH_BYTES + length);
    int offset = size;
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, LENGTH_BYTES + length);
    buffer.putInt(length).putLong(at.toEpochMilli());
    for (byte[] part : List.of(topic, name, schema, payload)) {
      buffer.putInt(part.length).put(part);
    }
    size += LENGTH_BYTES + length;
    index(offset, event.topic());
    return ByteBuffer.wrap(bytes, offset, LENGTH_BYTES + length);
  }

  private void ensure(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  /** Gives back the room for events that will not come. */
  void trim() {
    bytes = Arrays.copyOf(bytes, size);
    offsets = Arrays.copyOf(offsets, count);
    topics = Arrays.copyOf(topics, count);
  }

  private void index(int offset, String topic) {
    if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, count * 2);
      topics = Arrays.copyOf(topics, count * 2);
    }
    int number = topicNames.indexOf(topic);
    if (number < 0) {
      number = topicNames.size();
      topicNames.add(topic);
    }
    offsets[count] = offset;
    topics[count] = number;
    count++;
  }

  /** When the event at a position was appended. */
  Instant at(long position) {
    return Instant.ofEpochMilli(
        ByteBuffer.wrap(bytes).getLong(offsets[(int) (position - first)] + LENGTH_BYTES));
  }

  String topic(long position) {
    return topicNames.get(topics[(int) (position - first)]);
  }

  StoredEvent event(long position) {
    int offset = offsets[(int) (position - first)];
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset + LENGTH_BYTES, size - offset - LENGTH_BYTES);
    Instant at = Instant.ofEpochMilli(buffer.getLong());
    String topic = text(buffer);
    return new StoredEvent(position, at, topic, text(buffer), text(buffer), part(buffer));
  }

  /**
   * The first position from here on whose topic is asked for; beyond the last when there is none.
   */
  long next(long from, boolean[] asked) {
    int index = (int) Math.max(0, from - first);
    while (index < count && !asked[topics[index]]) {
      index++;
    }
    return first + index;
  }

  /** Which of the segment's topics are asked for, for {@link #next}. */
  boolean[] asked(Predicate<String> filter) {
    boolean[] asked = new boolean[topicNames.size()];
    for (int i = 0; i < asked.length; i++) {
      asked[i] = filter.test(topicNames.get(i));
    }
    return asked;
  }

  private static String text(ByteBuffer buffer) {
    return new String(part(buffer), StandardCharsets.UTF_8);
  }

  private static byte[] part(ByteBuffer buffer) {
    byte[] part = new byte[buffer.getInt()];
    buffer.get(part);
    return part;
  }
}
