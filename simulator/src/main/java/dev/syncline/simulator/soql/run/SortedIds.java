package dev.syncline.simulator.soql.run;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The ids of the rows of a sorted result, 18 bytes each.
 *
 * @param matched how many rows there were before bounds cut them
 */
record SortedIds(byte[] bytes, long matched) {
  private static final int ID_LENGTH = 18;

  /** How many ids there are. */
  int size() {
    return bytes.length / ID_LENGTH;
  }

  String id(int index) {
    return new String(bytes, index * ID_LENGTH, ID_LENGTH, StandardCharsets.ISO_8859_1);
  }

  /** Takes entries, each a sort key with an id of 18 characters behind it. */
  interface Collector {
    void add(byte[] entry);

    SortedIds sorted();
  }

  /** The collector that keeps only the first so many entries where that is worth it. */
  static Collector collector(long wanted) {
    return wanted <= FirstEntries.MAX_ENTRIES ? new FirstEntries((int) wanted) : new AllEntries();
  }

  /** Keeps the first entries in a heap whose top is the last of them. */
  private static final class FirstEntries implements Collector {
    /** A statement that wants more rows sorts all. */
    static final int MAX_ENTRIES = 50_000;

    private final PriorityQueue<byte[]> heap =
        new PriorityQueue<>((left, right) -> Arrays.compareUnsigned(right, left));

    private final int wanted;
    private long matched;

    FirstEntries(int wanted) {
      this.wanted = wanted;
    }

    @Override
    public void add(byte[] entry) {
      matched++;
      if (heap.size() < wanted) {
        heap.add(entry);
        return;
      }
      byte[] last = heap.peek();
      if (last != null && Arrays.compareUnsigned(entry, last) < 0) {
        heap.poll();
        heap.add(entry);
      }
    }

    @Override
    public SortedIds sorted() {
      List<byte[]> entries = new ArrayList<>(heap);
      entries.sort(Arrays::compareUnsigned);
      byte[] ids = new byte[entries.size() * ID_LENGTH];
      for (int i = 0; i < entries.size(); i++) {
        byte[] entry = entries.get(i);
        System.arraycopy(entry, entry.length - ID_LENGTH, ids, i * ID_LENGTH, ID_LENGTH);
      }
      return new SortedIds(ids, matched);
    }
  }

  /** Keeps every entry in an arena. */
  private static final class AllEntries implements Collector {
    private final EntryArena arena = new EntryArena();

    @Override
    public void add(byte[] entry) {
      arena.add(entry);
    }

    @Override
    public SortedIds sorted() {
      arena.sort();
      byte[] ids = new byte[arena.size() * ID_LENGTH];
      for (int i = 0; i < arena.size(); i++) {
        arena.copyTail(i, ids, i * ID_LENGTH, ID_LENGTH);
      }
      return new SortedIds(ids, arena.size());
    }
  }
}
