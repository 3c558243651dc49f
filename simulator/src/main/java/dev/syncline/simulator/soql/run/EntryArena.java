package dev.syncline.simulator.soql.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Byte entries laid end to end and sorted by unsigned bytes: per entry its own bytes, two for its
 * length, twelve for its rank, and twelve more while sorting.
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
  private static final int FIRST_CHUNK_BITS = 12;

  /**
   * The entries in their order.
   *
   * @param prefixes the first eight bytes of each
   * @param places where each lies: chunk and offset
   */
  private record Ranks(long[] prefixes, int[] places) {
    Ranks resized(int size) {
      return new Ranks(Arrays.copyOf(prefixes, size), Arrays.copyOf(places, size));
    }

    void take(int at, Ranks from, int index) {
      prefixes[at] = from.prefixes[index];
      places[at] = from.places[index];
    }
  }

  private final List<byte[]> chunks = new ArrayList<>();
  private byte[] chunk = new byte[0];
  private int used;
  private Ranks ranks = new Ranks(new long[256], new int[256]);
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
    if (size == ranks.places.length) {
      ranks = ranks.resized(2 * size);
    }
    chunk[used] = (byte) (entry.length >> 8);
    chunk[used + 1] = (byte) entry.length;
    System.arraycopy(entry, 0, chunk, used + 2, entry.length);
    ranks.prefixes[size] = prefix(entry);
    ranks.places[size] = ((chunks.size() - 1) << CHUNK_BITS) | used;
    size++;
    used += space;
  }

  private void addChunk(int space) {
    if (chunks.size() == MAX_MEBIBYTES || space > CHUNK) {
      throw TooMuch.of("the keys of a sort take at most " + MAX_MEBIBYTES + " MiB");
    }
    int doubled = 1 << Math.min(FIRST_CHUNK_BITS + chunks.size(), CHUNK_BITS);
    chunk = new byte[Math.max(doubled, space)];
    chunks.add(chunk);
    used = 0;
  }

  private static long prefix(byte[] entry) {
    long prefix = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      prefix = prefix << 8 | (i < entry.length ? entry[i] & 0xFF : 0);
    }
    return prefix;
  }

  /** Copies the last bytes of the entry at this rank. */
  void copyTail(int rank, byte[] target, int at, int count) {
    int place = ranks.places[rank];
    byte[] bytes = chunks.get(place >>> CHUNK_BITS);
    int start = place & (CHUNK - 1);
    System.arraycopy(bytes, start + 2 + length(bytes, start) - count, target, at, count);
  }

  private static int length(byte[] bytes, int start) {
    return ((bytes[start] & 0xFF) << 8) | (bytes[start + 1] & 0xFF);
  }

  private int compare(Ranks left, int leftIndex, Ranks right, int rightIndex) {
    int byPrefix = Long.compareUnsigned(left.prefixes[leftIndex], right.prefixes[rightIndex]);
    return byPrefix != 0
        ? byPrefix
        : compareWhole(left.places[leftIndex], right.places[rightIndex]);
  }

  private int compareWhole(int left, int right) {
    byte[] leftBytes = chunks.get(left >>> CHUNK_BITS);
    byte[] rightBytes = chunks.get(right >>> CHUNK_BITS);
    int leftStart = left & (CHUNK - 1);
    int rightStart = right & (CHUNK - 1);
    return Arrays.compareUnsigned(
        leftBytes,
        leftStart + 2,
        leftStart + 2 + length(leftBytes, leftStart),
        rightBytes,
        rightStart + 2,
        rightStart + 2 + length(rightBytes, rightStart));
  }

  /** Sorts by merging; nothing may be added afterwards. */
  void sort() {
    sort(ranks, ranks.resized(size), 0, size);
  }

  /** Sorts a range of {@code target}; {@code source} holds the same entries there. */
  private void sort(Ranks target, Ranks source, int from, int to) {
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
          right >= to || (left < middle && compare(source, left, source, right) <= 0);
      target.take(i, source, takeLeft ? left++ : right++);
    }
  }

  private void insertionSort(Ranks target, int from, int to) {
    var moving = new Ranks(new long[1], new int[1]);
    for (int i = from + 1; i < to; i++) {
      moving.take(0, target, i);
      int at = i;
      while (at > from && compare(target, at - 1, moving, 0) > 0) {
        target.take(at, target, at - 1);
        at--;
      }
      target.take(at, moving, 0);
    }
  }
}
