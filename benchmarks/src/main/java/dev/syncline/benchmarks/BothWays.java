package dev.syncline.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * Changes rows and records at a steady rate while the product runs, 25 of each a second, and takes
 * the time from the commit of each change on its side until it is on the other.
 */
final class BothWays implements AutoCloseable {
  private static final int PER_SECOND = 25;
  private static final int TOGETHER = 5;
  private static final int MAX_CHANGES = 200_000;
  private static final long MAX_TOUCHED = 10_000;

  /** Prime to every number of touched rows there is, so that these are met in no order. */
  private static final long LEAP = 7_919;

  private static final int DIGITS = 6;
  private static final String PUSHED = "Delay-";
  private static final String PULLED = "Pull-";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration HAND_OVER = Duration.ofSeconds(5);
  private static final JsonMapper JSON = new JsonMapper();

  private final SyncStage stage;
  private final long stride;
  private final List<String> records;
  private final BareSubscriber subscriber;
  private final AtomicLongArray pushedAt = new AtomicLongArray(MAX_CHANGES);
  private final AtomicLongArray pushArrived = new AtomicLongArray(MAX_CHANGES);
  private final AtomicLongArray pulledAt = new AtomicLongArray(MAX_CHANGES);
  private final AtomicInteger pushed = new AtomicInteger();
  private final AtomicInteger pulled = new AtomicInteger();
  private final AtomicBoolean over = new AtomicBoolean();
  private final List<Thread> threads = new ArrayList<>();
  private @Nullable Exception failure;

  private BothWays(SyncStage stage, long stride, List<String> records, BareSubscriber subscriber) {
    this.stage = stage;
    this.stride = stride;
    this.records = records;
    this.subscriber = subscriber;
  }

  /** Every so many rows one is changed, and half-way behind it one by its record. */
  static long stride(long records) {
    return 2 * Math.max(2, records / (2 * MAX_TOUCHED));
  }

  /** Gets ready: rows note when a change of their record has come. */
  static BothWays on(SyncStage stage, long contacts) throws Exception {
    List<String> records = new ArrayList<>();
    try (Connection connection = stage.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE arrival (mark text PRIMARY KEY, at timestamptz NOT NULL)");
      statement.execute(
          "CREATE FUNCTION note_arrival() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
              + " INSERT INTO arrival VALUES (NEW.last_name, clock_timestamp())"
              + " ON CONFLICT DO NOTHING; RETURN NULL; END $$");
      statement.execute(
          "CREATE TRIGGER note_arrival AFTER UPDATE ON contact FOR EACH ROW"
              + " WHEN (NEW.last_name LIKE 'Pull-%' AND NEW.last_name <> OLD.last_name)"
              + " EXECUTE FUNCTION note_arrival()");
      long stride = stride(contacts);
      try (var rows =
          statement.executeQuery(
              "SELECT l.record_id FROM syncline.link l"
                  + " JOIN syncline.mapping m ON m.id = l.mapping_id AND m.name = 'contacts'"
                  + " JOIN contact c ON c.id = l.row_key::bigint WHERE c.id % "
                  + stride
                  + " = "
                  + stride / 2
                  + " ORDER BY c.id")) {
        while (rows.next()) {
          records.add(rows.getString(1));
        }
      }
    }
    return new BothWays(stage, stride(contacts), records, BareSubscriber.to(stage.org().ready()));
  }

  /** Begins to change both sides. */
  void start() throws IOException, InterruptedException {
    subscriber.listen("/data/ContactChangeEvent", this::note);
    while (stage.org().openStreams() == 0) {
      Thread.sleep(20);
    }
    threads.add(Thread.ofVirtual().start(() -> guarded(this::changeRows)));
    threads.add(Thread.ofVirtual().start(() -> guarded(this::changeRecords)));
  }

  /** Something that may fail. */
  @FunctionalInterface
  private interface Work {
    void run() throws Exception;
  }

  private void guarded(Work work) {
    try {
      work.run();
    } catch (Exception e) {
      failure = e;
    }
  }

  private void changeRows() throws Exception {
    try (Connection connection = stage.connect();
        PreparedStatement update =
            connection.prepareStatement("UPDATE contact SET first_name = ? WHERE id = ?")) {
      long began = System.nanoTime();
      for (int i = 0; !over.get() && i < MAX_CHANGES; i++) {
        sleepUntil(began + i * 1_000_000_000L / PER_SECOND);
        update.setString(1, mark(PUSHED, i));
        update.setLong(2, stride * (1 + place(i)));
        update.executeUpdate();
        pushedAt.set(i, System.nanoTime());
        pushed.set(i + 1);
      }
    }
  }

  private void changeRecords() throws Exception {
    long began = System.nanoTime();
    for (int i = 0; !over.get() && i + TOGETHER <= MAX_CHANGES; i += TOGETHER) {
      sleepUntil(began + i * 1_000_000_000L / PER_SECOND);
      ArrayNode writes = JSON.createArrayNode();
      for (int n = i; n < i + TOGETHER; n++) {
        writes.add(
            JSON.valueToTree(
                Map.of(
                    "op",
                    "update",
                    "object",
                    "Contact",
                    "id",
                    records.get(Math.toIntExact(place(n))),
                    "fields",
                    Map.of("LastName", mark(PULLED, n)))));
      }
      stage.org().writeAsOther(writes);
      for (int n = i; n < i + TOGETHER; n++) {
        pulledAt.set(n, System.currentTimeMillis());
      }
      pulled.set(i + TOGETHER);
    }
  }

  /** Which of the rows or records a change is about: all over the table. */
  private long place(int number) {
    return number * LEAP % Math.max(1, records.size() - 1);
  }

  private static String mark(String kind, int number) {
    return kind + String.format("%0" + DIGITS + "d", number);
  }

  private static void sleepUntil(long due) throws InterruptedException {
    long left = due - System.nanoTime();
    if (left > 0) {
      Thread.sleep(Duration.ofNanos(left));
    }
  }

  /** How long changes took, in milliseconds, the shortest first. */
  record Delays(long[] pushes, long[] pulls) {
    /** The delay that this share of the pushed changes keeps below. */
    long push(double share) {
      return millis(pushes, share);
    }

    /** The delay that this share of the pulled changes keeps below. */
    long pull(double share) {
      return millis(pulls, share);
    }

    /** How many changes there were. */
    long count() {
      return pushes.length + pulls.length;
    }

    private static long millis(long[] sorted, double share) {
      int place = (int) Math.ceil(share * sorted.length) - 1;
      return sorted.length == 0 ? 0 : sorted[Math.max(0, place)];
    }

    @Override
    public String toString() {
      return "%d changes, push p50 %d p99 %d ms, pull p50 %d p99 %d ms"
          .formatted(count(), push(0.5), push(0.99), pull(0.5), pull(0.99));
    }
  }

  /** Where both ways are. */
  record Mark(int pushed, int pulled) {}

  Mark mark() {
    return new Mark(pushed.get(), pulled.get());
  }

  /** Lets the product get going. */
  void settle() throws Exception {
    Thread.sleep(WARM_UP);
    await(mark());
  }

  /** Waits until all changes so far have come. */
  private void await(Mark until) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (missing(until) > 0 && System.nanoTime() < end) {
      Thread.sleep(100);
    }
  }

  private long missing(Mark until) throws SQLException {
    long missing = 0;
    for (int i = 0; i < until.pushed(); i++) {
      missing += pushArrived.get(i) == 0 ? 1 : 0;
    }
    long come =
        stage.number(
            "SELECT count(*) FROM arrival WHERE mark < '%s'"
                .formatted(mark(PULLED, until.pulled())));
    return missing + until.pulled() - come;
  }

  /** The delays of the changes that are made within so many seconds. */
  Delays measure(long seconds) throws Exception {
    Mark from = mark();
    Thread.sleep(Duration.ofSeconds(seconds));
    return delays(from, mark());
  }

  /** Waits until a back-fill begins: the column is there, and others know of it. */
  void awaitFill(Process apply) throws Exception {
    while (apply.isAlive() && stage.number("SELECT count(*) FROM syncline.back_fill") == 0) {
      Thread.sleep(50);
    }
    for (int i = 0; apply.isAlive() && i < HAND_OVER.toMillis() / 50; i++) {
      Thread.sleep(50);
    }
  }

  /** The delays of the changes that are made while a process runs. */
  Delays measureWhile(Process process) throws Exception {
    Mark from = mark();
    process.waitFor();
    return delays(from, mark());
  }

  /** The delays of the changes between two marks, once they have come. */
  Delays delays(Mark from, Mark to) throws Exception {
    await(to);
    long[] pushes = new long[to.pushed() - from.pushed()];
    for (int i = 0; i < pushes.length; i++) {
      int number = from.pushed() + i;
      long arrived = pushArrived.get(number);
      pushes[i] =
          arrived == 0
              ? PATIENCE.toMillis()
              : Math.max(0, (arrived - pushedAt.get(number)) / 1_000_000);
    }
    long[] pulls = new long[to.pulled() - from.pulled()];
    Arrays.fill(pulls, PATIENCE.toMillis());
    try (Connection connection = stage.connect();
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT mark, floor(extract(epoch FROM at) * 1000)::bigint FROM arrival"
                    + " WHERE mark >= '%s' AND mark < '%s'"
                        .formatted(mark(PULLED, from.pulled()), mark(PULLED, to.pulled())))) {
      while (rows.next()) {
        int number = Integer.parseInt(rows.getString(1).substring(PULLED.length()));
        pulls[number - from.pulled()] = Math.max(0, rows.getLong(2) - pulledAt.get(number));
      }
    }
    Arrays.sort(pushes);
    Arrays.sort(pulls);
    return new Delays(pushes, pulls);
  }

  /** Stops changing, and waits until everything has come. */
  void end() throws Exception {
    over.set(true);
    for (Thread thread : threads) {
      thread.join();
    }
    if (failure != null) {
      throw failure;
    }
    await(mark());
  }

  /** How many changes have not come. */
  long lost() throws SQLException {
    return missing(mark());
  }

  /** Finds the marks of changes in an answer as it came; the first time counts. */
  private void note(byte[] answer) {
    long now = System.nanoTime();
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    for (int at = text.indexOf(PUSHED); at >= 0; at = text.indexOf(PUSHED, at + 1)) {
      int from = at + PUSHED.length();
      String digits = text.substring(from, Math.min(text.length(), from + DIGITS));
      if (digits.matches("\\d{" + DIGITS + "}")) {
        pushArrived.compareAndSet(Integer.parseInt(digits), 0, now);
      }
    }
  }

  @Override
  public void close() {
    over.set(true);
    threads.forEach(Thread::interrupt);
    subscriber.close();
  }
}
