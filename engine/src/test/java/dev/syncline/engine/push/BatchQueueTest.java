package dev.syncline.engine.push;

import static dev.syncline.engine.push.Pushes.link;
import static dev.syncline.engine.push.Pushes.row;
import static dev.syncline.engine.push.Pushes.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.push.WriteRouting.Routed;
import dev.syncline.model.FieldName;
import dev.syncline.model.FieldWrite;
import dev.syncline.model.PushOutcome;
import dev.syncline.model.RecordId;
import dev.syncline.model.RecordWrite;
import dev.syncline.model.SyncRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BatchQueueTest {
  private static final int PER_PARENT = 80;

  private final WriteRouting routing = new WriteRouting(Pushes.contacts(SyncRules.STANDARD));

  @Test
  void batches_of_one_kind_may_go_together_and_kinds_follow_each_other() {
    List<PushPlan.Send> sends = new ArrayList<>(updates(450));
    sends.add(delete(9_000));
    List<List<Routed>> routed = routing.route(sends);
    assertThat(routed).extracting(List::size).containsExactly(3, 1);
    assertThat(routed.getFirst())
        .extracting(batch -> batch.plans().size())
        .containsExactly(200, 200, 50);
  }

  @Test
  void two_batches_that_share_a_parent_are_never_in_hand_together() {
    List<Routed> batches = routing.route(updates(600)).getFirst();
    assertThat(batches.get(0).locks()).contains(parent(2));
    assertThat(batches.get(1).locks()).contains(parent(2));
    var queue = new BatchQueue(batches);
    Routed first = queue.take().orElseThrow();
    Routed second = queue.take().orElseThrow();
    assertThat(List.of(first, second)).containsExactly(batches.get(0), batches.get(2));
    queue.done(second, PushOutcome.NONE);
    queue.done(first, new PushOutcome(0, 200, 0, 0, 0, 0, 0));
    assertThat(queue.take()).contains(batches.get(1));
    assertThat(queue.take()).isEmpty();
    assertThat(queue.outcome().updated()).isEqualTo(200);
  }

  @Test
  void whoever_waits_for_a_parent_goes_on_when_it_is_free() throws InterruptedException {
    List<Routed> batches = routing.route(updates(400)).getFirst();
    var queue = new BatchQueue(batches);
    Routed first = queue.take().orElseThrow();
    List<Routed> taken = new ArrayList<>();
    Thread waiting = Thread.ofVirtual().start(() -> queue.take().ifPresent(taken::add));
    queue.done(first, PushOutcome.NONE);
    waiting.join();
    assertThat(taken).containsExactly(batches.get(1));
  }

  @Test
  void a_failure_hands_out_no_more_and_the_first_one_is_told() throws InterruptedException {
    List<Routed> batches = routing.route(updates(400)).getFirst();
    var queue = new BatchQueue(batches);
    Routed first = queue.take().orElseThrow();
    List<Optional<Routed>> taken = new ArrayList<>();
    Thread waiting = Thread.ofVirtual().start(() -> taken.add(queue.take()));
    var cause = new IllegalStateException("the org is gone");
    queue.fail(cause);
    queue.fail(new IllegalStateException("so it is"));
    queue.await(List.of(waiting));
    queue.done(first, PushOutcome.NONE);
    assertThat(taken).containsExactly(Optional.empty());
    assertThat(queue.failure()).contains(cause);
  }

  private static List<PushPlan.Send> updates(int count) {
    List<PushPlan.Send> sends = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      var claimed =
          row(
              Optional.of(link(record(i))),
              text("K"),
              text("N"),
              text(parent(i / PER_PARENT).value()));
      var field = new FieldWrite.Plain(new FieldName("LastName"), text("N"));
      var write = new RecordWrite.Update(claimed.key(), record(i), List.of(field));
      sends.add(new PushPlan.Send(claimed, write, Map.of(), false));
    }
    return sends;
  }

  private static PushPlan.Send delete(int number) {
    var claimed = row(Optional.of(link(record(number))), text("K"), text("N"), text(""));
    return new PushPlan.Send(
        claimed, new RecordWrite.Delete(claimed.key(), record(number)), Map.of(), false);
  }

  private static RecordId record(int number) {
    return RecordId.of("003000000" + String.format("%06d", number));
  }

  private static RecordId parent(int number) {
    return RecordId.of("001000000" + String.format("%06d", number));
  }
}
