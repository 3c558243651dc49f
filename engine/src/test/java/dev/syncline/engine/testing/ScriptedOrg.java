package dev.syncline.engine.testing;

import dev.syncline.engine.org.Budget;
import dev.syncline.engine.org.CallCount;
import dev.syncline.engine.org.ChangeReader;
import dev.syncline.engine.org.Org;
import dev.syncline.engine.org.OrgException;
import dev.syncline.engine.org.OrgIdentity;
import dev.syncline.engine.org.PageList;
import dev.syncline.engine.org.PageRef;
import dev.syncline.engine.org.ReadingMethod;
import dev.syncline.engine.org.ReadingState;
import dev.syncline.engine.org.RecordPage;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.engine.org.RecordReading;
import dev.syncline.engine.org.RecordWriter;
import dev.syncline.engine.stream.ChangeStreams;
import dev.syncline.engine.stream.Channel;
import dev.syncline.model.ErrorClass;
import dev.syncline.model.ObjectDescription;
import dev.syncline.model.ObjectName;
import dev.syncline.model.OrgName;
import dev.syncline.model.Problem;
import dev.syncline.model.RecordChange;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** An org of numbered records, in memory, whose failures a test plans. */
public final class ScriptedOrg implements Org {
  public static final int PAGE = 10;
  private static final Instant STAMP = Instant.parse("2026-01-01T00:00:00Z");

  private final int records;

  /** Failures still to come, by the page's first record number. */
  public final ConcurrentHashMap<Integer, Integer> failuresOfPage = new ConcurrentHashMap<>();

  /** How often each page was opened. */
  public final ConcurrentHashMap<Integer, Integer> openedPages = new ConcurrentHashMap<>();

  public final AtomicInteger readings = new AtomicInteger();
  public final Set<String> gone = ConcurrentHashMap.newKeySet();

  /** Readings that the org gave up, by handle. */
  public final ConcurrentHashMap<String, Problem> failed = new ConcurrentHashMap<>();

  public final Set<RecordId> recycleBin = new HashSet<>();

  /** What the org tells by itself, of all changes. */
  public final ScriptedStreams streams = new ScriptedStreams(Channel.ALL_CHANGES);

  public long announced;
  public int preparing = 2;
  public boolean compound;

  public ScriptedOrg(int records) {
    this.records = records;
    this.announced = records;
  }

  @Override
  public OrgName name() {
    return new OrgName("main");
  }

  @Override
  public OrgIdentity identity() {
    return new OrgIdentity("00D000000000001AAA", "005000000000001AAA", "u", "https://localhost");
  }

  @Override
  public List<ObjectName> objects() {
    return List.of();
  }

  @Override
  public ObjectDescription describe(ObjectName object) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long count(RecordQuery query) {
    return records;
  }

  @Override
  public RecordReading startReading(RecordQuery query, ReadingMethod method) {
    return new Reading(method + "-" + readings.incrementAndGet());
  }

  @Override
  public RecordReading resumeReading(RecordQuery query, String handle) {
    return new Reading(handle);
  }

  @Override
  public Set<RecordId> deletedAmong(ObjectName object, List<RecordId> ids) {
    var deleted = new HashSet<>(ids);
    deleted.retainAll(recycleBin);
    return deleted;
  }

  @Override
  public Budget budget() {
    return new Budget(List.of());
  }

  @Override
  public long callsMade() {
    return 0;
  }

  @Override
  public CallCount calls() {
    return new CallCount(0, Optional.empty());
  }

  @Override
  public void close() {}

  private final class Reading implements RecordReading {
    private final String handle;

    private Reading(String handle) {
      this.handle = handle;
    }

    @Override
    public String handle() {
      return handle;
    }

    @Override
    public ReadingMethod method() {
      return ReadingMethod.valueOf(handle.substring(0, 4));
    }

    /** Bulk says the number of all records at once, REST with each page. */
    @Override
    public ReadingState state() {
      Problem failure = failed.get(handle);
      if (failure != null) {
        return new ReadingState.Failed(failure);
      }
      return preparing-- > 0
          ? new ReadingState.Preparing(0)
          : new ReadingState.Ready(
              method() == ReadingMethod.BULK ? OptionalLong.of(announced) : OptionalLong.empty());
    }

    /** Bulk lists two pages at a time, REST only its first. */
    @Override
    public PageList pages(Optional<String> cursor) {
      int from = cursor.map(Integer::parseInt).orElse(0);
      if (method() == ReadingMethod.REST) {
        return new PageList(List.of(new PageRef("0")), Optional.empty());
      }
      List<PageRef> pages =
          IntStream.of(from, from + PAGE)
              .filter(f -> f < records)
              .mapToObj(f -> new PageRef(Integer.toString(f)))
              .toList();
      int next = from + 2 * PAGE;
      return new PageList(
          pages, next < records ? Optional.of(Integer.toString(next)) : Optional.empty());
    }

    @Override
    public RecordPage open(PageRef page) {
      int from = Integer.parseInt(page.value());
      openedPages.merge(from, 1, Integer::sum);
      if (gone.contains(handle)) {
        throw failure("READING-GONE", ErrorClass.TRANSIENT);
      }
      boolean fails = failuresOfPage.merge(from, -1, Integer::sum) >= 0;
      return new Page(from, Math.min(from + PAGE, records), fails, method());
    }

    @Override
    public void release() {
      gone.add(handle);
    }
  }

  private final class Page implements RecordPage {
    private int number;
    private final int end;
    private final boolean fails;
    private final ReadingMethod method;

    private Page(int from, int end, boolean fails, ReadingMethod method) {
      this.number = from;
      this.end = end;
      this.fails = fails;
      this.method = method;
    }

    @Override
    public boolean hasNext() {
      if (fails && number == end - 1) {
        throw failure("ORG-CUT", ErrorClass.TRANSIENT);
      }
      return number < end;
    }

    @Override
    public RecordChange.Present next() {
      int n = number++;
      return new RecordChange.Present(
          Samples.id(n), STAMP, List.<Value>of(new Value.Text("record " + n)));
    }

    @Override
    public Optional<PageRef> nextPage() {
      boolean more = method == ReadingMethod.REST && end < records;
      return more ? Optional.of(new PageRef(Integer.toString(end))) : Optional.empty();
    }

    @Override
    public OptionalLong total() {
      return method == ReadingMethod.REST ? OptionalLong.of(announced) : OptionalLong.empty();
    }

    @Override
    public void close() {}
  }

  private static OrgException failure(String code, ErrorClass errorClass) {
    return new OrgException(new Problem(code, errorClass, "planned", "none"));
  }

  @Override
  public RecordWriter writer() {
    throw new UnsupportedOperationException("Not built yet");
  }

  @Override
  public ChangeReader changes() {
    throw new UnsupportedOperationException("Not built yet");
  }

  @Override
  public ChangeStreams streams() {
    return streams;
  }
}
