package dev.syncline.engine.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.syncline.engine.org.ChangeReader.Window;
import dev.syncline.engine.org.ChangeReader.WindowPage;
import dev.syncline.engine.org.RecordQuery;
import dev.syncline.model.FieldName;
import dev.syncline.model.ObjectName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class WindowAheadTest {
  private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");

  private final AtomicLong number = new AtomicLong();
  private final List<String> events = Collections.synchronizedList(new ArrayList<>());
  private final AtomicBoolean fails = new AtomicBoolean();
  private final CountDownLatch began = new CountDownLatch(1);
  private final WindowAhead ahead = new WindowAhead(this::next, this::page);

  private long next() {
    events.add("number");
    return number.incrementAndGet();
  }

  private WindowPage page(Window window) {
    events.add("read " + window.from());
    began.countDown();
    if (fails.get()) {
      throw new IllegalStateException("the org is gone");
    }
    return new WindowPage(List.of(), Map.of(), Optional.empty(), false);
  }

  private static Window window(Instant from) {
    var query = new RecordQuery(new ObjectName("Contact"), List.of(), Optional.empty(), List.of());
    return new Window(
        query, new FieldName("SystemModstamp"), from, Optional.empty(), Optional.empty(), true);
  }

  @Test
  void a_page_read_ahead_keeps_the_number_from_before_its_reading() throws InterruptedException {
    ahead.begin(window(THEN));
    began.await();
    number.set(100);
    assertThat(ahead.read(window(THEN)).token()).isEqualTo(1);
    assertThat(events).containsExactly("number", "read " + THEN);
    assertThat(ahead.read(window(THEN)).token()).isEqualTo(101);
  }

  @Test
  void another_window_than_the_one_begun_is_read_anew() throws InterruptedException {
    ahead.begin(window(THEN));
    began.await();
    number.set(100);
    assertThat(ahead.read(window(THEN.plusSeconds(1))).token()).isEqualTo(101);
    assertThat(ahead.read(window(THEN)).token()).isEqualTo(102);
  }

  @Test
  void a_reading_ahead_that_fails_is_tried_again_when_it_is_asked_for()
      throws InterruptedException {
    fails.set(true);
    ahead.begin(window(THEN));
    began.await();
    assertThatThrownBy(() -> ahead.read(window(THEN))).hasMessage("the org is gone");
    fails.set(false);
    assertThat(ahead.read(window(THEN)).page().changes()).isEmpty();
  }
}
