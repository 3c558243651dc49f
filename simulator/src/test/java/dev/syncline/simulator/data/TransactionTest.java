package dev.syncline.simulator.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionTest {
  private final TestOrg org = TestOrg.inMemory();

  @AfterEach
  void close() {
    org.close();
  }

  private static String written(WriteResult result) {
    return ((WriteResult.Written) result).id();
  }

  private static String code(WriteResult result) {
    return ((WriteResult.Refused) result).errors().getFirst().statusCode();
  }

  private FieldValues name(String name) {
    return org.values("Account", "Name", name);
  }

  @Test
  void writes_are_seen_inside_before_they_are_committed_and_outside_after() {
    try (Transaction transaction = org.begin()) {
      String id = written(transaction.insert(org.object("Account"), name("A")));
      Snapshot outside = org.data.snapshot();
      assertThat(outside.find(org.object("Account"), id)).isEmpty();
      assertThat(transaction.view().find(org.object("Account"), id)).isPresent();
      assertThat(transaction.view().count(org.object("Account"))).isEqualTo(301);
      String contact =
          written(
              transaction.insert(
                  org.object("Contact"), org.values("Contact", "LastName", "X", "AccountId", id)));
      assertThat(
              transaction
                  .view()
                  .lookup(org.object("Contact"), org.field("Contact", "AccountId"), id))
          .toIterable()
          .extracting(Row::id)
          .containsExactly(contact);
      transaction.commit();
      assertThat(org.data.snapshot().find(org.object("Account"), id)).isPresent();
      assertThat(outside.find(org.object("Account"), id)).isEmpty();
    }
  }

  @Test
  void what_is_not_committed_is_rolled_back() {
    String id;
    try (Transaction transaction = org.begin()) {
      id = written(transaction.insert(org.object("Account"), name("A")));
    }
    assertThat(org.data.snapshot().find(org.object("Account"), id)).isEmpty();
  }

  @Test
  void a_savepoint_takes_back_what_came_after_it() {
    try (Transaction transaction = org.begin()) {
      String kept = written(transaction.insert(org.object("Account"), name("Kept")));
      Transaction.Savepoint savepoint = transaction.savepoint();
      String gone = written(transaction.insert(org.object("Account"), name("Gone")));
      transaction.update(org.object("Account"), kept, name("Changed"));
      transaction.delete(org.object("Account"), kept);
      transaction.rollbackTo(savepoint);
      transaction.commit();
      assertThat(org.value("Account", kept, "Name")).isEqualTo("Kept");
      assertThat(org.value("Account", kept, "IsDeleted")).isEqualTo(false);
      assertThat(org.data.snapshot().find(org.object("Account"), gone)).isEmpty();
      assertThat(org.data.snapshot().count(org.object("Account"))).isEqualTo(301);
    }
  }

  @Test
  void a_value_freed_by_a_rollback_can_be_used_again() {
    try (Transaction transaction = org.begin()) {
      Transaction.Savepoint savepoint = transaction.savepoint();
      FieldValues invoice = invoice("K");
      written(transaction.insert(org.object("Invoice__c"), invoice));
      assertThat(code(transaction.insert(org.object("Invoice__c"), invoice)))
          .isEqualTo("DUPLICATE_VALUE");
      transaction.rollbackTo(savepoint);
      written(transaction.insert(org.object("Invoice__c"), invoice));
      transaction.commit();
    }
  }

  private FieldValues invoice(String key) {
    return org.values(
        "Invoice__c",
        "Amount__c",
        BigDecimal.ONE,
        "Due_Date__c",
        LocalDate.of(2026, 1, 1),
        "External_Id__c",
        key);
  }

  @Test
  void a_late_commit_lands_behind_one_that_began_later() {
    try (Transaction early = org.begin()) {
      String first = written(early.insert(org.object("Account"), name("Early")));
      org.clock.advance(Duration.ofSeconds(10));
      String second = org.insert("Account", "Name", "Late");
      Snapshot between = org.data.snapshot();
      assertThat(between.find(org.object("Account"), first)).isEmpty();
      assertThat(between.find(org.object("Account"), second)).isPresent();
      org.clock.advance(Duration.ofSeconds(10));
      early.commit();
      Instant firstStamp = (Instant) org.value("Account", first, "SystemModstamp");
      Instant secondStamp = (Instant) org.value("Account", second, "SystemModstamp");
      assertThat(firstStamp).isEqualTo(early.stamp());
      assertThat(secondStamp).isEqualTo(early.stamp().plusSeconds(10));
    }
  }

  @Test
  void a_stamp_never_goes_back() {
    String id = org.insert("Account", "Name", "A");
    try (Transaction early = org.begin()) {
      org.clock.advance(Duration.ofSeconds(10));
      org.update("Account", id, "Name", "B");
      written(early.update(org.object("Account"), id, name("C")));
      early.commit();
      assertThat(org.value("Account", id, "SystemModstamp"))
          .isEqualTo(early.stamp().plusSeconds(10));
    }
  }

  @Test
  void a_record_that_another_open_transaction_wrote_is_locked() {
    String id = org.insert("Account", "Name", "A");
    try (Transaction holder = org.begin()) {
      written(holder.update(org.object("Account"), id, name("B")));
      assertThat(org.update("Account", id, "Name", "C"))
          .isInstanceOfSatisfying(
              WriteResult.Refused.class,
              refused ->
                  assertThat(refused.errors().getFirst().message())
                      .startsWith("unable to obtain exclusive access to this record or 1 records"));
      holder.commit();
    }
    assertThat(org.update("Account", id, "Name", "C")).isInstanceOf(WriteResult.Written.class);
  }

  @Test
  void a_unique_value_that_another_open_transaction_wrote_is_locked() {
    try (Transaction holder = org.begin();
        Transaction other = org.begin()) {
      written(holder.insert(org.object("Invoice__c"), invoice("K")));
      assertThat(other.insert(org.object("Invoice__c"), invoice("k")))
          .isInstanceOfSatisfying(
              WriteResult.Refused.class,
              refused ->
                  assertThat(refused.errors().getFirst())
                      .matches(error -> error.statusCode().equals("UNABLE_TO_LOCK_ROW"))
                      .matches(error -> error.message().matches(".* or 1 records: a0\\w{13}")));
      holder.rollback();
      written(other.insert(org.object("Invoice__c"), invoice("k")));
      other.commit();
    }
  }

  @Test
  void an_upsert_target_is_none_one_or_several_live_records() {
    try (Transaction transaction = org.begin()) {
      var object = org.object("Invoice__c");
      var loose = org.field("Invoice__c", "Loose_Key__c");
      assertThat(transaction.upsertTarget(object, loose, "K")).isEqualTo(new UpsertTarget.None());
      String one = written(transaction.insert(object, looseKey("K")));
      assertThat(transaction.upsertTarget(object, loose, "k")).isEqualTo(new UpsertTarget.One(one));
      String two = written(transaction.insert(object, looseKey("k")));
      assertThat(transaction.upsertTarget(object, loose, "K"))
          .isInstanceOfSatisfying(
              UpsertTarget.Several.class,
              several -> assertThat(several.ids()).containsExactlyInAnyOrder(one, two));
      transaction.delete(object, two);
      assertThat(transaction.upsertTarget(object, loose, "K")).isEqualTo(new UpsertTarget.One(one));
      assertThat(transaction.upsertTarget(object, object.requireField("Id"), one.substring(0, 15)))
          .isEqualTo(new UpsertTarget.One(one));
      assertThat(transaction.upsertTarget(object, object.requireField("Id"), "nonsense"))
          .isEqualTo(new UpsertTarget.None());
    }
  }

  private FieldValues looseKey(String key) {
    return org.values(
        "Invoice__c",
        "Amount__c",
        BigDecimal.ONE,
        "Due_Date__c",
        LocalDate.of(2026, 1, 1),
        "Loose_Key__c",
        key);
  }

  @Test
  void an_ended_transaction_takes_no_more_writes() {
    Transaction transaction = org.begin();
    transaction.commit();
    assertThatIllegalStateException()
        .isThrownBy(() -> transaction.insert(org.object("Account"), name("A")));
    transaction.rollback();
  }

  @Test
  void listeners_hear_of_each_commit_once_in_order_with_what_changed() {
    var heard = new ArrayList<Commit>();
    org.data.addListener(heard::add);
    String generated = org.data.snapshot().scan(org.object("Contact")).next().id();
    try (Transaction transaction = org.begin()) {
      written(transaction.insert(org.object("Account"), name("A")));
      transaction.update(
          org.object("Contact"), generated, org.values("Contact", "Title", "Boss of all"));
      String brief = written(transaction.insert(org.object("Account"), name("Brief")));
      transaction.delete(org.object("Account"), brief);
      org.clock.advance(Duration.ofSeconds(3));
      transaction.commit();
    }
    org.delete("Contact", generated);
    try (Transaction nothing = org.begin()) {
      nothing.commit();
    }
    assertThat(heard).hasSize(2);
    Commit first = heard.getFirst();
    assertThat(first.actor()).isEqualTo(org.actor());
    assertThat(first.committedAt()).isEqualTo(TestOrg.START.plusSeconds(3));
    assertThat(first.stamp()).isEqualTo(Instant.parse("2026-11-01T12:00:00Z"));
    assertThat(first.changes()).hasSize(2);
    assertThat(first.changes().get(0)).isInstanceOf(Change.Created.class);
    assertThat(first.changes().get(1))
        .isInstanceOfSatisfying(
            Change.Updated.class,
            change -> {
              assertThat(change.id()).isEqualTo(generated);
              assertThat(change.changed()).containsExactly(org.field("Contact", "Title"));
              assertThat(change.after().value(org.field("Contact", "Title")))
                  .isEqualTo("Boss of all");
              assertThat(change.before()).isInstanceOf(GeneratedRow.class);
            });
    assertThat(heard.get(1).changes().getFirst()).isInstanceOf(Change.Deleted.class);
    assertThat(heard.get(1).number()).isEqualTo(first.number() + 1);
  }

  @Test
  void many_writers_and_readers_at_once_lose_nothing() throws Exception {
    int writers = 8;
    int each = 50;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var work = new ArrayList<Callable<Integer>>();
      for (int w = 0; w < writers; w++) {
        String name = "Writer " + w;
        work.add(() -> write(name, each));
        work.add(this::readAllTwice);
      }
      int sum = 0;
      for (Future<Integer> result : threads.invokeAll(work)) {
        sum += result.get();
      }
      assertThat(sum).isEqualTo(writers * each);
    }
    assertThat(org.data.snapshot().count(org.object("Account"))).isEqualTo(300 + writers * each);
  }

  private int write(String name, int count) {
    for (int i = 0; i < count; i++) {
      org.insert("Account", "Name", name + " " + i);
    }
    return count;
  }

  private int readAllTwice() {
    for (int i = 0; i < 10; i++) {
      Snapshot snapshot = org.data.snapshot();
      List<String> once = new ArrayList<>();
      snapshot.scan(org.object("Account")).forEachRemaining(row -> once.add(row.id()));
      assertThat(once).hasSize((int) snapshot.count(org.object("Account")));
    }
    return 0;
  }
}
