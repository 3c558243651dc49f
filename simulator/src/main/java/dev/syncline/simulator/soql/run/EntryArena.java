package dev.syncline.simulator.soql.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Byte entries laid end to end and sorted by unsigned bytes: per entry its own bytes, two for its
 * length, and twice eight while sorting.
 */
final class EntryArena {
  /** The most rows that are sorted. */
  static final int MAX_ENTRIES = 5_000_000;

  /** The most memory that entries take. */
  static final int MAX_MEBIBYTES = 512;

  private static final int CHUNK_BITS = 20;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int SHORT_RUN = 12;

  /** The first chunk's size; each chunk doubles it until it is a whole one. */
  private static final int FIRST_CHUNK = 1 << 12;

  private final List<byte[]> chunks = new ArrayList<>();
  private byte[] chunk = new byte[0];
  private int used;

  /** Per entry: the first four bytes, then where it lies (chunk and offset). */
  private long[] entries = new long[1_024];

  private int size;

  int size() {
    return size;
  }

  void add(byte[] entry) {
    int space = entry.length + 2;
    if (used + space > chunk.length) {
      addChunk(space);
    }
    if (size == MAX_ENTRIES) {
      throw TooMuch.of("at most " + MAX_ENTRIES + " rows are sorted");
    }
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, 2 * size);
    }
    chunk[used] = (byte) (entry.length >> 8);
    chunk[used + 1] = (byte) entry.length;
    System.arraycopy(entry, 0, chunk, used + 2, entry.length);
    long place = ((chunks.size() - 1L) << CHUNK_BITS) | used;
    entries[size++] = prefix(entry) << 32 | place;
    used += space;
  }

  private void addChunk(int space) {
    if (chunks.size() == MAX_MEBIBYTES || space > CHUNK) {
      throw TooMuch.of("the keys of a sort take at most " + MAX_MEBIBYTES + " MiB");
    }
    int doubled = FIRST_CHUNK << Math.min(chunks.size(), CHUNK_BITS);
    chunk = new byte[Math.clamp(doubled, space, CHUNK)];
    chunks.add(chunk);
    used = 0;
  }

  private static long prefix(byte[] entry) {
    long prefix = 0;
    for (int i = 0; i < 4; i++) {
      prefix = prefix << 8 | (i < entry.length ? entry[i] & 0xFF : 0);
    }
    return prefix;
  }

  /** Copies the last bytes of the entry at this rank. */
  void copyTail(int rank, byte[] target, int at, int count) {
    int place = (int) entries[rank];
    byte[] chunk = chunks.get(place >>> CHUNK_BITS);
    int start = place & (CHUNK - 1);
    System.arraycopy(chunk, start + 2 + length(chunk, start) - count, target, at, count);
  }

  private static int length(byte[] chunk, int start) {
    return ((chunk[start] & 0xFF) << 8) | (chunk[start + 1] & 0xFF);
  }

  private int compare(long left, long right) {
    int byPrefix = Integer.compareUnsigned((int) (left >>> 32), (int) (right >>> 32));
    if (byPrefix != 0) {
      return byPrefix;
    }
    int leftPlace = (int) left;
    int rightPlace = (int) right;
    byte[] leftChunk = chunks.get(leftPlace >>> CHUNK_BITS);
    byte[] rightChunk = chunks.get(rightPlace >>> CHUNK_BITS);
    int leftStart = leftPlace & (CHUNK - 1);
    int rightStart = rightPlace & (CHUNK - 1);
    return Arrays.compareUnsigned(
        leftChunk,
        leftStart + 2,
        leftStart + 2 + length(leftChunk, leftStart),
        rightChunk,
        rightStart + 2,
        rightStart + 2 + length(rightChunk, rightStart));
  }

  /** Sorts by merging; nothing may be added afterwards. */
  void sort() {
    sort(entries, Arrays.copyOf(entries, size), 0, size);
  }

  /** Sorts a range of {@code target}; {@code source} holds the same entries there. */
  private void sort(long[] target, long[] source, int from, int to) {
    if (to - from <= SHORT_RUN) {
      insertionSort(target, from, to);
      return;
    }
    int middle = (from + to) >>> 1;
    sort(source, target, from, middle);
    sort(source, target, middle, to);
    int left = from;
    int right = middle;
    for (int i = from; i < to; i++) {
      boolean takeLeft =
          right >= to || (left < middle && compare(source[left], source[right]) <= 0);
      target[i] = takeLeft ? source[left++] : source[right++];
    }
  }

  private void insertionSort(long[] target, int from, int to) {
    for (int i = from + 1; i < to; i++) {
      long moving = target[i];
      int at = i;
      while (at > from && compare(target[at - 1], moving) > 0) {
        target[at] = target[at - 1];
        at--;
      }
      target[at] = moving;
    }
  }
}
