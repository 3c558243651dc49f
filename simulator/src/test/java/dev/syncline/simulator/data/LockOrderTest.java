package dev.syncline.simulator.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.simulator.schema.ObjectDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Transactions wait for ten minutes here: whoever must not wait ends long before the deadline. */
class LockOrderTest {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long DEADLINE_SECONDS = 60;

  private final TestOrg org = TestOrg.waiting(PATIENCE);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void end() {
    threads.shutdownNow();
    org.close();
  }

  private ObjectDefinition contact() {
    return org.object("Contact");
  }

  private List<Object> together(Callable<Object> one, Callable<Object> other) throws Exception {
    List<Future<Object>> futures = List.of(threads.submit(one), threads.submit(other));
    List<Object> results = new ArrayList<>();
    for (Future<Object> future : futures) {
      results.add(future.get(DEADLINE_SECONDS, TimeUnit.SECONDS));
    }
    return results;
  }

  @Test
  void of_two_that_wait_for_each_other_one_is_refused_at_once() throws Exception {
    String first = org.insert("Contact", "LastName", "First");
    String second = org.insert("Contact", "LastName", "Second");
    var bothHaveOne = new CyclicBarrier(2);
    List<Object> codes =
        together(
            () -> writeBoth(bothHaveOne, first, second),
            () -> writeBoth(bothHaveOne, second, first));
    assertThat(codes).containsExactlyInAnyOrder("", "UNABLE_TO_LOCK_ROW");
  }

  /** The error of the second write; empty when there is none. */
  private String writeBoth(CyclicBarrier bothHaveOne, String one, String other) throws Exception {
    try (Transaction transaction = org.begin()) {
      transaction.update(contact(), one, org.values("Contact", "Title", "one"));
      bothHaveOne.await(DEADLINE_SECONDS, TimeUnit.SECONDS);
      WriteResult result =
          transaction.update(contact(), other, org.values("Contact", "Title", "two"));
      transaction.commit();
      return result instanceof WriteResult.Refused(List<RecordError> errors)
          ? errors.getFirst().statusCode()
          : "";
    }
  }

  @Test
  void lists_of_the_same_records_in_other_orders_never_wait_in_a_circle() throws Exception {
    String[] ids = new String[20];
    Arrays.setAll(ids, i -> org.insert("Contact", "LastName", "Contact " + i));
    List<String> forward = List.of(ids);
    assertThat(together(() -> refused(forward), () -> refused(forward.reversed())))
        .containsExactly(0L, 0L);
  }

  /** How many writes of many lists, one after the other, were refused. */
  private long refused(List<String> ids) {
    long refused = 0;
    for (int i = 0; i < 200; i++) {
      try (Transaction transaction = org.begin()) {
        transaction.lock(
            contact(),
            org.field("Contact", "Id"),
            ids.stream().map(id -> org.values("Contact", "Id", id)).toList());
        for (String id : ids) {
          WriteResult result =
              transaction.update(contact(), id, org.values("Contact", "Title", "round " + i));
          refused += result instanceof WriteResult.Refused ? 1 : 0;
        }
        transaction.commit();
      }
    }
    return refused;
  }

  @Test
  void parents_that_records_come_to_and_leave_are_locked_before_the_records() {
    String left = org.insert("Account", "Name", "Left");
    String joined = org.insert("Account", "Name", "Joined");
    String child = org.insert("Contact", "LastName", "Child", "AccountId", left);
    try (Transaction first = org.begin();
        Transaction second = org.data.begin(org.actor())) {
      first.lock(
          contact(),
          org.field("Contact", "Id"),
          List.of(org.values("Contact", "Id", child, "AccountId", joined)));
      Future<WriteResult> waits =
          threads.submit(
              () ->
                  second.update(org.object("Account"), joined, org.values("Account", "Site", "x")));
      assertThat(first.update(contact(), child, org.values("Contact", "AccountId", joined)))
          .isInstanceOf(WriteResult.Written.class);
      assertThat(waits.isDone()).isFalse();
      first.commit();
      assertThat(waits).succeedsWithin(Duration.ofSeconds(DEADLINE_SECONDS));
    }
  }
}
