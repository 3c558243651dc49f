package dev.syncline.simulator.events.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.data.SimulatorClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log keeps order, forgets what is too old, and stays small in memory. */
class EventLogTest {
  private static final Predicate<String> ALL = topic -> topic.startsWith("/");
  private static final Predicate<String> ACCOUNTS = "/data/AccountChangeEvent"::equals;

  private final SimulatorClock clock =
      new SimulatorClock(InstantSource.fixed(Instant.parse("2026-11-01T10:00:00Z")));
  private final List<EventLog> open = new ArrayList<>();

  @AfterEach
  void closeLogs() {
    open.forEach(EventLog::close);
  }

  private EventLog log(LogSettings settings) {
    var log = new EventLog(settings, clock, position -> "event-" + position);
    open.add(log);
    return log;
  }

  private EventLog log() {
    return log(LogSettings.of(null, 100));
  }

  private static NewEvent account(String text) {
    return new NewEvent("/data/AccountChangeEvent", null, "schema", bytes(text));
  }

  private static NewEvent contact(String text) {
    return new NewEvent("/data/ContactChangeEvent", "own-id", "schema", bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<String> payloads(EventBatch batch) {
    return batch.events().stream()
        .map(e -> new String(e.payload(), StandardCharsets.UTF_8))
        .toList();
  }

  private static List<String> readAll(EventLog log, Predicate<String> topics) {
    var texts = new ArrayList<String>();
    EventBatch batch = log.read(log.earliest(), topics, 100, 1_000_000);
    texts.addAll(payloads(batch));
    while (batch.more()) {
      batch = log.read(batch.position(), topics, 100, 1_000_000);
      texts.addAll(payloads(batch));
    }
    return texts;
  }

  @Test
  void events_come_back_in_order_with_what_they_were_given() {
    EventLog log = log();
    long start = log.latest();
    assertThat(log.append(List.of(account("a"), contact("b")))).isEqualTo(start + 1);
    EventBatch batch = log.read(start, ALL, 100, 1_000_000);
    assertThat(batch.events())
        .usingRecursiveFieldByFieldElementComparator()
        .containsExactly(
            new StoredEvent(
                start + 1,
                clock.instant(),
                "/data/AccountChangeEvent",
                "event-" + (start + 1),
                "schema",
                bytes("a")),
            new StoredEvent(
                start + 2,
                clock.instant(),
                "/data/ContactChangeEvent",
                "own-id",
                "schema",
                bytes("b")));
    assertThat(batch.position()).isEqualTo(log.latest());
    assertThat(batch.more()).isFalse();
    assertThat(batch.lost()).isFalse();
  }

  @Test
  void a_reader_sees_its_topics_only_and_moves_past_the_others() {
    EventLog log = log();
    long start = log.latest();
    log.append(List.of(contact("b"), account("a"), contact("c")));
    EventBatch batch = log.read(start, ACCOUNTS, 100, 1_000_000);
    assertThat(payloads(batch)).containsExactly("a");
    assertThat(batch.position()).isEqualTo(start + 3);
  }

  @Test
  void a_reading_stops_at_the_events_and_bytes_asked_for_and_goes_on_from_there() {
    EventLog log = log();
    long start = log.latest();
    log.append(List.of(account("aaaa"), account("bbbb"), account("cccc")));
    EventBatch two = log.read(start, ALL, 2, 1_000_000);
    assertThat(payloads(two)).containsExactly("aaaa", "bbbb");
    assertThat(two.more()).isTrue();
    assertThat(payloads(log.read(two.position(), ALL, 2, 1_000_000))).containsExactly("cccc");
    assertThat(payloads(log.read(start, ALL, 100, 7))).containsExactly("aaaa");
    assertThat(payloads(log.read(start, ALL, 100, 1))).containsExactly("aaaa");
  }

  @Test
  void events_expire_after_72_hours_on_the_clock_of_the_org() {
    EventLog log = log();
    long old = log.append(List.of(account("old")));
    clock.advance(Duration.ofHours(71));
    long young = log.append(List.of(account("young")));
    assertThat(log.after(old, "/data/ChangeEvents")).hasValue(old);
    assertThat(readAll(log, ALL)).containsExactly("old", "young");
    clock.advance(Duration.ofHours(2));
    assertThat(log.after(old, "/data/ChangeEvents")).isEmpty();
    assertThat(log.after(young, "/data/ChangeEvents")).hasValue(young);
    assertThat(readAll(log, ALL)).containsExactly("young");
    assertThat(log.read(old - 1, ALL, 100, 1_000_000).lost()).isTrue();
    clock.advance(Duration.ofHours(80));
    assertThat(readAll(log, ALL)).isEmpty();
    assertThat(log.after(young, "/data/ChangeEvents")).isEmpty();
  }

  @Test
  void push_topic_events_expire_after_24_hours() {
    EventLog log = log();
    long first =
        log.append(
            List.of(new NewEvent("/topic/Invoices", null, "", bytes("{}")), account("stays")));
    clock.advance(Duration.ofHours(25));
    assertThat(readAll(log, ALL)).containsExactly("stays");
    assertThat(log.after(first, "/topic/Invoices")).isEmpty();
    assertThat(log.after(first, "/data/ChangeEvents")).hasValue(first);
  }

  @Test
  void ids_never_given_out_are_refused() {
    EventLog log = log();
    long last = log.append(List.of(account("a")));
    assertThat(log.after(last + 1, "/data/ChangeEvents")).isEmpty();
    assertThat(log.after(1, "/data/ChangeEvents")).isEmpty();
    assertThat(log.after(log.earliest(), "/data/ChangeEvents")).isEmpty();
  }

  @Test
  void a_quiet_org_renews_its_newest_position_without_an_event() {
    EventLog log = log();
    log.append(List.of(account("a")));
    long before = log.latest();
    assertThat(log.freshPosition()).isEqualTo(before);
    clock.advance(Duration.ofHours(80));
    long fresh = log.freshPosition();
    assertThat(fresh).isGreaterThan(before);
    assertThat(log.after(fresh, "/data/ChangeEvents")).hasValue(fresh);
    assertThat(readAll(log, topic -> true)).as("the mark is empty").containsOnly("");
    assertThat(readAll(log, ALL)).isEmpty();
  }

  @Test
  void everything_can_be_made_to_expire_at_once() {
    EventLog log = log();
    long old = log.append(List.of(account("old")));
    log.expireAll();
    assertThat(log.after(old, "/data/ChangeEvents")).isEmpty();
    assertThat(readAll(log, ALL)).isEmpty();
    log.append(List.of(account("new")));
    assertThat(readAll(log, ALL)).containsExactly("new");
  }

  @Test
  void memory_holds_as_many_segments_as_are_allowed_and_the_rest_is_read_from_disk() {
    EventLog log = log(new LogSettings(null, 100, 300, 3, 1 << 20));
    List<String> texts = IntStream.range(0, 1_000).mapToObj(Integer::toString).toList();
    texts.forEach(text -> log.append(List.of(account(text))));
    assertThat(log.segmentsInMemory()).isLessThanOrEqualTo(3);
    assertThat(readAll(log, ALL)).isEqualTo(texts);
    assertThat(log.segmentsInMemory()).isLessThanOrEqualTo(3);
  }

  @Test
  void the_oldest_events_go_when_the_disk_is_full() {
    EventLog log = log(new LogSettings(null, 100, 300, 3, 3_000));
    long first = log.append(List.of(account("0")));
    IntStream.range(1, 1_000).forEach(i -> log.append(List.of(account("" + i))));
    List<String> left = readAll(log, ALL);
    assertThat(left).hasSizeBetween(20, 60).endsWith("998", "999");
    assertThat(log.after(first, "/data/ChangeEvents")).isEmpty();
  }

  @Test
  void a_log_goes_on_where_it_was_closed(@TempDir Path directory) {
    long last;
    try (var first = new EventLog(LogSettings.of(directory, 100), clock, p -> "e" + p)) {
      first.append(List.of(account("a")));
      last = first.append(List.of(contact("b")));
    }
    EventLog second = log(LogSettings.of(directory, 100));
    assertThat(second.after(last, "/data/ChangeEvents")).hasValue(last);
    assertThat(second.append(List.of(account("c")))).isEqualTo(last + 1);
    assertThat(readAll(second, ALL)).containsExactly("a", "b", "c");
  }

  @Test
  void an_event_that_was_half_written_is_not_there_and_the_log_goes_on(@TempDir Path directory)
      throws IOException {
    long last;
    try (var first = new EventLog(LogSettings.of(directory, 100), clock, p -> "e" + p)) {
      last = first.append(List.of(account("a")));
    }
    try (Stream<Path> files = Files.list(directory)) {
      Path file = files.findFirst().orElseThrow();
      Files.write(file, new byte[] {0, 0, 1, 0, 7, 7}, StandardOpenOption.APPEND);
    }
    EventLog second = log(LogSettings.of(directory, 100));
    assertThat(second.append(List.of(account("b")))).isEqualTo(last + 1);
    assertThat(readAll(second, ALL)).containsExactly("a", "b");
  }

  @Test
  void a_temporary_log_leaves_no_file_behind() {
    EventLog log = new EventLog(LogSettings.of(null, 1), clock, p -> "e" + p);
    log.append(List.of(account("a")));
    Path directory = log.directory();
    assertThat(directory).isNotEmptyDirectory();
    log.close();
    assertThat(directory).doesNotExist();
  }

  @Test
  void who_waits_is_woken_for_its_own_topics_until_it_stops() {
    EventLog log = log();
    var woken = new AtomicInteger();
    EventLog.Watch watch = log.watch(ACCOUNTS, woken::incrementAndGet);
    log.append(List.of(contact("b")));
    assertThat(woken).hasValue(0);
    log.append(List.of(contact("b"), account("a"), account("a")));
    assertThat(woken).hasValue(1);
    watch.close();
    log.append(List.of(account("a")));
    assertThat(woken).hasValue(1);
  }

  @Test
  void readers_beside_writers_miss_nothing_and_see_nothing_twice() throws Exception {
    EventLog log = log(new LogSettings(null, 100, 2_000, 3, 1 << 24));
    long start = log.latest();
    int writers = 3;
    int each = 2_000;
    var threads = new ArrayList<Thread>();
    for (int w = 0; w < writers; w++) {
      String name = "w" + w + "-";
      threads.add(
          Thread.ofVirtual()
              .start(
                  () ->
                      IntStream.range(0, each)
                          .forEach(i -> log.append(List.of(account(name + i))))));
    }
    var signal = new Semaphore(0);
    var seen = new ArrayList<String>();
    long position = start;
    try (EventLog.Watch watch = log.watch(ACCOUNTS, signal::release)) {
      assertThat(watch).isNotNull();
      while (seen.size() < writers * each) {
        EventBatch batch = log.read(position, ACCOUNTS, 50, 1_000_000);
        seen.addAll(payloads(batch));
        position = batch.position();
        if (!batch.more()) {
          signal.tryAcquire(30, TimeUnit.SECONDS);
        }
      }
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(seen).hasSize(writers * each).doesNotHaveDuplicates();
    for (int w = 0; w < writers; w++) {
      String name = "w" + w + "-";
      assertThat(seen.stream().filter(s -> s.startsWith(name)))
          .isEqualTo(IntStream.range(0, each).mapToObj(i -> name + i).toList());
    }
  }
}
