package dev.syncline.simulator.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.h2.mvstore.type.ByteArrayDataType;
import org.h2.mvstore.type.LongDataType;
import org.h2.mvstore.type.StringDataType;
import org.jspecify.annotations.Nullable;

/**
 * The written records of an org with their index entries, in a versioned B-tree: in memory, or in a
 * file with a bounded page cache. One thread at a time may write; views may be read by all.
 */
public final class RecordStore implements AutoCloseable {
  /** The most bytes of a file's pages that are kept in memory, in MiB. */
  private static final int CACHE_MEBIBYTES = 32;

  /** How long room that is no longer needed stays as it is, in milliseconds. */
  private static final int RETENTION_MILLISECONDS = 5_000;

  private static final int COMMITS_BETWEEN_COMPACTIONS = 1_000;
  private static final int COMPACTION_FILL_PERCENT = 50;
  private static final int COMPACTION_BYTES = 16 << 20;

  /** Moving parts of the file about while it closes fails in H2 for some layouts. */
  private static final int CLOSE_COMPACTION_MILLISECONDS = 0;

  private static final MVMap.Builder<Long, byte[]> RECORDS =
      new MVMap.Builder<Long, byte[]>()
          .keyType(LongDataType.INSTANCE)
          .valueType(ByteArrayDataType.INSTANCE);
  private static final MVMap.Builder<String, String> TEXTS =
      new MVMap.Builder<String, String>()
          .keyType(StringDataType.INSTANCE)
          .valueType(StringDataType.INSTANCE);

  private final MVStore store;
  private final MVMap<String, String> meta;
  private final Map<String, MVMap<Long, byte[]>> records = new TreeMap<>();
  private final Map<String, MVMap<String, String>> indexes = new TreeMap<>();
  private final Map<String, List<String>> layouts = new ConcurrentHashMap<>();
  private final Cleaner cleaner = Cleaner.create();
  private final Set<Usage> usages = ConcurrentHashMap.newKeySet();
  private int commits;

  private RecordStore(MVStore store) {
    this.store = store;
    if (store.getFileStore() != null) {
      store.getFileStore().setRetentionTime(RETENTION_MILLISECONDS);
    }
    this.meta = store.openMap("meta", TEXTS);
  }

  /**
   * Opens a store.
   *
   * @param directory where its file lies or is made; null keeps everything in memory
   * @throws IllegalArgumentException if the file is in use or damaged; the message says which
   */
  public static RecordStore open(@Nullable Path directory) {
    var builder = new MVStore.Builder().autoCommitDisabled();
    if (directory != null) {
      try {
        Files.createDirectories(directory);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot make the data directory " + directory, e);
      }
      builder.fileName(directory.resolve("org.mv").toString()).cacheSize(CACHE_MEBIBYTES);
    }
    try {
      return new RecordStore(builder.open());
    } catch (MVStoreException e) {
      throw new IllegalArgumentException(
          "--data-dir "
              + directory
              + ": its file cannot be opened; another simulator may be using it ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  /** Makes an object known; every object is named before its records are written. */
  public void addObject(String object) {
    records.computeIfAbsent(object, name -> store.openMap("records/" + name, RECORDS));
    indexes.computeIfAbsent(object, name -> store.openMap("index/" + name, TEXTS));
  }

  /** A fact that was kept beside the records; null when there is none. */
  public @Nullable String fact(String key) {
    return meta.get(key);
  }

  public void putFact(String key, String value) {
    meta.put(key, value);
  }

  /**
   * Writes a record.
   *
   * @param fields the names of the fields
   * @param values in the order of the fields
   */
  public void put(
      String object,
      long number,
      RecordState state,
      List<String> fields,
      @Nullable Object[] values) {
    byte[] record = RecordCodec.encode(state, layoutNumber(object, fields), values);
    recordsOf(object).put(number, record);
  }

  /** Writes an index entry. */
  public void putIndex(String object, IndexKey key) {
    indexesOf(object).put(key.text(), "");
  }

  public void removeIndex(String object, IndexKey key) {
    indexesOf(object).remove(key.text());
  }

  /** Removes the index entries of one field. */
  public void clearIndex(String object, String field) {
    MVMap<String, String> index = indexesOf(object);
    String prefix = IndexKey.fieldPrefix(field);
    var keys = new ArrayList<String>();
    index
        .keyIterator(prefix)
        .forEachRemaining(
            key -> {
              if (key.startsWith(prefix)) {
                keys.add(key);
              }
            });
    keys.forEach(index::remove);
  }

  /** Makes everything that was written visible to the views from now on. */
  public StoreView commit() {
    store.commit();
    commits++;
    if (store.getFileStore() != null && commits % COMMITS_BETWEEN_COMPACTIONS == 0) {
      store.compact(COMPACTION_FILL_PERCENT, COMPACTION_BYTES);
    }
    return view();
  }

  /** What has been committed; to be called by the writer, between commits. */
  public StoreView view() {
    var usage = new Usage(store, store.registerVersionUsage(), usages);
    usages.add(usage);
    var view = new StoreView(this, records, indexes);
    cleaner.register(view, usage);
    return view;
  }

  /** A version that a view needs; given up once, when the view is gone or the store closes. */
  private static final class Usage implements Runnable {
    private final MVStore store;
    private final MVStore.TxCounter version;
    private final Set<Usage> open;

    Usage(MVStore store, MVStore.TxCounter version, Set<Usage> open) {
      this.store = store;
      this.version = version;
      this.open = open;
    }

    @Override
    public void run() {
      if (open.remove(this)) {
        store.deregisterVersionUsage(version);
      }
    }
  }

  MVMap<Long, byte[]> recordsOf(String object) {
    MVMap<Long, byte[]> map = records.get(object);
    if (map == null) {
      throw new IllegalArgumentException("object " + object + " was not added");
    }
    return map;
  }

  MVMap<String, String> indexesOf(String object) {
    MVMap<String, String> map = indexes.get(object);
    if (map == null) {
      throw new IllegalArgumentException("object " + object + " was not added");
    }
    return map;
  }

  /** The number under which a list of fields is kept; a new one when it is new. */
  private int layoutNumber(String object, List<String> fields) {
    for (int number = 0; ; number++) {
      String key = layoutKey(object, number);
      List<String> known = layouts.get(key);
      if (known == null) {
        String kept = meta.get(key);
        known = kept == null ? List.copyOf(fields) : List.of(kept.split(","));
        meta.putIfAbsent(key, String.join(",", known));
        layouts.put(key, known);
      }
      if (known.equals(fields)) {
        return number;
      }
    }
  }

  private static String layoutKey(String object, int number) {
    return "layout/" + object + "/" + number;
  }

  List<String> layout(String object, int number) {
    return layouts.computeIfAbsent(
        layoutKey(object, number),
        key -> {
          String kept = meta.get(key);
          if (kept == null) {
            throw new IllegalStateException("the store lacks " + key);
          }
          return List.of(kept.split(","));
        });
  }

  /** Closes the store; views of it can no longer be read. */
  @Override
  public void close() {
    giveUpViews();
    store.close(CLOSE_COMPACTION_MILLISECONDS);
  }

  /** Closes the store without keeping what was not committed. */
  public void abandon() {
    giveUpViews();
    store.closeImmediately();
  }

  private void giveUpViews() {
    List.copyOf(usages).forEach(Usage::run);
  }
}
