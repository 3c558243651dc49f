package dev.syncline.simulation.schedule;

import static dev.syncline.simulation.schedule.SmallWorld.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.EntryFilter;
import dev.syncline.engine.hook.OnFailure;
import dev.syncline.model.FieldName;
import dev.syncline.model.RecordId;
import dev.syncline.model.Value;
import dev.syncline.plugin.Decision;
import dev.syncline.plugin.HookPoint;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What becomes of rows and records about which hooks cannot be asked. */
class FailingHooksTest extends HookedWorld {
  @Test
  void a_hook_that_throws_is_asked_again_and_then_parks_with_its_name()
      throws InterruptedException {
    hooks(HookPoint.PUSH_ALLOWED).push =
        _ -> {
          throw new IllegalStateException("out of order");
        };
    world.insert(ACCOUNTS, "acme");
    sync();
    assertThat(records()).isEmpty();
    assertThat(world.database.outbox().list(all(), 10))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.problem().orElseThrow().toString())
                    .contains("plugin test", "out of order", "tried 5 times"));
  }

  private static EntryFilter all() {
    return new EntryFilter(ACCOUNTS, Optional.empty(), Optional.empty(), Optional.empty());
  }

  @Test
  void a_record_about_which_a_hook_cannot_be_asked_comes_once_it_can() throws InterruptedException {
    ScriptedHooks hooks = hooks(HookPoint.PULL_ALLOWED);
    int[] calls = {0};
    hooks.pull =
        _ -> {
          if (++calls[0] < 3) {
            throw new IllegalStateException("out of order");
          }
          return Decision.ALLOW;
        };
    create("acme");
    sync();
    assertThat(world.rows(ACCOUNTS)).containsExactly("acme");
    assertThat(parked()).isZero();
  }

  @Test
  void a_record_about_which_a_hook_can_never_be_asked_is_parked() throws InterruptedException {
    hooks(HookPoint.PULL_VALUES).pulled = _ -> Map.of(new FieldName("Other"), Value.NULL);
    create("acme");
    sync();
    assertThat(world.rows(ACCOUNTS)).isEmpty();
    assertThat(world.database.parked(ACCOUNTS, RecordId.of(id("acme"))))
        .hasValueSatisfying(
            parked ->
                assertThat(parked.problem().message())
                    .contains("plugin test", "Other, which the mapping does not read"));
  }

  @Test
  void a_hook_that_never_answers_is_left_behind() throws InterruptedException {
    var hooks = new ScriptedHooks(HookPoint.PUSH_ALLOWED);
    var never = new CountDownLatch(1);
    hooks.push =
        _ -> {
          while (never.getCount() > 0) {
            Thread.onSpinWait();
          }
          return Decision.ALLOW;
        };
    world.hooked(hooks, OnFailure.PARK, Duration.ofMillis(300));
    world.insert(ACCOUNTS, "acme");
    sync();
    never.countDown();
    assertThat(records()).isEmpty();
    assertThat(world.database.outbox().list(all(), 10))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(entry.problem().orElseThrow().message()).contains("took longer than"));
  }

  @Test
  void a_hook_that_fails_may_be_passed_over_if_the_configuration_says_so()
      throws InterruptedException {
    var hooks = new ScriptedHooks(HookPoint.PUSH_ALLOWED, HookPoint.PULL_ALLOWED);
    hooks.push =
        _ -> {
          throw new IllegalStateException();
        };
    hooks.pull =
        _ -> {
          throw new StackOverflowError();
        };
    world.hooked(hooks, OnFailure.ALLOW, SOON);
    world.insert(ACCOUNTS, "mine");
    create("theirs");
    sync();
    assertThat(records()).containsExactlyInAnyOrder("mine", "theirs");
    assertThat(world.rows(ACCOUNTS)).containsExactlyInAnyOrder("mine", "theirs");
    assertThat(world.told)
        .isNotEmpty()
        .allSatisfy(p -> assertThat(p.code()).isEqualTo("HOOK-FAILED"));
  }
}
