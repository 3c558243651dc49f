package dev.syncline.simulator.store;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.RootReference;
import org.jspecify.annotations.Nullable;

/**
 * What a store held at one moment. Later commits do not show. The store keeps what a view needs for
 * as long as the view can be reached.
 */
public final class StoreView {
  private final RecordStore store;
  private final Map<String, RootReference<Long, byte[]>> records = new HashMap<>();
  private final Map<String, RootReference<String, String>> indexes = new HashMap<>();

  StoreView(
      RecordStore store,
      Map<String, MVMap<Long, byte[]>> records,
      Map<String, MVMap<String, String>> indexes) {
    this.store = store;
    records.forEach((object, map) -> this.records.put(object, map.flushAndGetRoot()));
    indexes.forEach((object, map) -> this.indexes.put(object, map.flushAndGetRoot()));
  }

  /** A record that was written, as bytes for {@link #decode}; null when it never was. */
  public byte @Nullable [] find(String object, long number) {
    RootReference<Long, byte[]> root = records.get(object);
    return root == null ? null : store.recordsOf(object).get(root.root, number);
  }

  /** Decodes a record. */
  public StoredValues decode(String object, byte[] record, List<String> fields) {
    List<String> layout = store.layout(object, RecordCodec.layout(record));
    return StoredValues.stored(record, layout, fields);
  }

  /** The state of a record without decoding the rest. */
  public static RecordState state(byte[] record) {
    return RecordCodec.state(record);
  }

  /** A record by its number. */
  public record Numbered(long number, byte[] record) {}

  /** The written records from a number on, ascending. */
  public Iterator<Numbered> scan(String object, long from) {
    RootReference<Long, byte[]> root = records.get(object);
    if (root == null) {
      return List.<Numbered>of().iterator();
    }
    Cursor<Long, byte[]> cursor = store.recordsOf(object).cursor(root, from, null, false);
    StoreView kept = this;
    return new Iterator<>() {
      private final StoreView view = kept;

      @Override
      public boolean hasNext() {
        return view.hasMore(cursor);
      }

      @Override
      public Numbered next() {
        long number = cursor.next();
        return new Numbered(number, cursor.getValue());
      }
    };
  }

  private boolean hasMore(Cursor<?, ?> cursor) {
    return cursor.hasNext();
  }

  /** The numbers of the records whose indexed field has a value, ascending. */
  public PrimitiveIterator.OfLong lookup(String object, String field, String value) {
    String prefix = IndexKey.prefix(field, value);
    return numbers(object, prefix, prefix);
  }

  /** The numbers of the records whose indexed field lies between two values, both included. */
  public PrimitiveIterator.OfLong range(String object, String field, String from, String to) {
    return numbers(object, IndexKey.prefix(field, from), IndexKey.prefix(field, to));
  }

  private PrimitiveIterator.OfLong numbers(String object, String from, String lastPrefix) {
    RootReference<String, String> root = indexes.get(object);
    if (root == null) {
      return java.util.stream.LongStream.empty().iterator();
    }
    return new IndexNumbers(
        this, store.indexesOf(object).cursor(root, from, null, false), lastPrefix);
  }

  /** Reads the numbers at the ends of index entries, up to those that start with a prefix. */
  private static final class IndexNumbers implements PrimitiveIterator.OfLong {
    private final StoreView view;
    private final Cursor<String, String> cursor;
    private final String lastPrefix;
    private @Nullable String next;

    IndexNumbers(StoreView view, Cursor<String, String> cursor, String lastPrefix) {
      this.view = view;
      this.cursor = cursor;
      this.lastPrefix = lastPrefix;
      advance();
    }

    private void advance() {
      next = view.hasMore(cursor) ? cursor.next() : null;
      if (next != null && next.compareTo(lastPrefix) > 0 && !next.startsWith(lastPrefix)) {
        next = null;
      }
    }

    @Override
    public boolean hasNext() {
      return next != null;
    }

    @Override
    public long nextLong() {
      String key = next;
      if (key == null) {
        throw new NoSuchElementException();
      }
      advance();
      return IndexKey.numberOf(key);
    }
  }
}
