package dev.syncline.simulation.schedule;

import static dev.syncline.simulation.schedule.SmallWorld.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.database.HistoryEntry;
import dev.syncline.engine.sync.Sync;
import dev.syncline.engine.sync.SyncRound;
import dev.syncline.engine.sync.SyncSettings;
import dev.syncline.model.ColumnName;
import dev.syncline.model.Direction;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Timing;
import dev.syncline.model.Value;
import dev.syncline.plugin.Decision;
import dev.syncline.plugin.FieldChanges;
import dev.syncline.plugin.HookPoint;
import dev.syncline.plugin.Saving;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What hooks say about rows and records on their way, both ways. */
class HookedSyncTest extends HookedWorld {
  @Test
  void a_vetoed_row_makes_no_record_until_it_changes_and_is_allowed() throws InterruptedException {
    hooks(HookPoint.PUSH_ALLOWED).push =
        row ->
            says(row.values().getOrDefault(NAME, Value.NULL), "bad")
                ? Decision.veto("bad name")
                : Decision.ALLOW;
    RowKey key = world.insert(ACCOUNTS, "bad");
    world.insert(ACCOUNTS, "good");
    sync();
    assertThat(records()).containsExactly("good");
    assertThat(parked()).isZero();
    world.update(ACCOUNTS, key, "better");
    sync();
    assertThat(records()).containsExactlyInAnyOrder("good", "better");
  }

  @Test
  void a_vetoed_change_is_held_so_that_the_records_change_meets_it() throws InterruptedException {
    RowKey key = world.insert(ACCOUNTS, "first");
    sync();
    hooks(HookPoint.PUSH_ALLOWED).push =
        row ->
            says(row.values().getOrDefault(NAME, Value.NULL), "bad")
                ? Decision.veto("bad name")
                : Decision.ALLOW;
    world.update(ACCOUNTS, key, "bad");
    sync();
    assertThat(records()).containsExactly("first");
    assertThat(world.rows(ACCOUNTS)).containsExactly("bad");
    assertThat(world.database.outbox().counts(ACCOUNTS).waiting()).isOne();
    assertThat(parked()).isZero();
    world.update(ACCOUNTS, key, "fine");
    sync();
    assertThat(records()).containsExactly("fine");
  }

  @Test
  void values_are_sent_as_hooks_want_them_and_once() throws InterruptedException {
    ScriptedHooks hooks = hooks(HookPoint.PUSH_VALUES, HookPoint.PUSHED);
    hooks.values =
        row -> FieldChanges.set(Map.of(NAME, upper(row.values().getOrDefault(NAME, Value.NULL))));
    RowKey key = world.insert(ACCOUNTS, "acme");
    sync();
    sync();
    assertThat(records()).containsExactly("ACME");
    assertThat(hooks.told).hasSize(1);
    world.update(ACCOUNTS, key, "Acme");
    sync();
    assertThat(hooks.told).hasSize(1);
    world.update(ACCOUNTS, key, "other");
    sync();
    assertThat(records()).containsExactly("OTHER");
  }

  @Test
  void bulk_jobs_carry_what_hooks_allow_and_tell_of_it() throws InterruptedException {
    ScriptedHooks hooks = hooks(HookPoint.PUSH_ALLOWED, HookPoint.PUSH_VALUES, HookPoint.PUSHED);
    hooks.push =
        row ->
            row.columns().getOrDefault(COLUMN, Value.NULL) instanceof Value.Text(String name)
                    && name.endsWith("7")
                ? Decision.veto("no sevens")
                : Decision.ALLOW;
    hooks.values =
        row -> FieldChanges.set(Map.of(NAME, upper(row.values().getOrDefault(NAME, Value.NULL))));
    for (int i = 0; i < 500; i++) {
      world.insert(ACCOUNTS, "row " + i);
    }
    Sync sync = world.sync(SyncSettings.defaults().bulk(100, 300));
    world.time.pass(Duration.ofMinutes(2));
    assertThat(sync.untilIdle(Direction.BOTH, Duration.ofHours(1))).matches(SyncRound::whole);
    assertThat(records())
        .hasSize(450)
        .allSatisfy(name -> assertThat(name).startsWith("ROW ").doesNotEndWith("7"));
    assertThat(hooks.told).hasSize(450);
    assertThat(world.calls).anyMatch(call -> call.contains("/jobs/ingest"));
  }

  @Test
  void what_a_hook_leaves_out_stays_as_it_is() throws InterruptedException {
    create("theirs");
    sync();
    hooks(HookPoint.PUSH_VALUES).values = _ -> new FieldChanges(Map.of(), Set.of(NAME));
    world.update(ACCOUNTS, new RowKey("1"), "mine");
    sync();
    assertThat(records()).containsExactly("theirs");
  }

  @Test
  void a_row_is_linked_with_the_record_that_a_hook_chooses() throws InterruptedException {
    world.close();
    reopenPushing();
    create("acme");
    String id = id("acme");
    hooks(HookPoint.PUSH_RECORD).record = _ -> Optional.of(RecordId.of(id));
    world.insert(ACCOUNTS, "mine");
    sync();
    assertThat(records()).containsExactly("mine");
  }

  private void reopenPushing() {
    try {
      world = new SmallWorld();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    world.mapping(ACCOUNTS, "Account", "Name", Direction.PUSH, Timing.STANDARD, Optional.empty());
  }

  @Test
  void hooks_are_told_of_what_was_refused() throws InterruptedException {
    ScriptedHooks hooks = hooks(HookPoint.PUSHED, HookPoint.PUSH_FAILED, HookPoint.PUSH_VALUES);
    hooks.values = _ -> FieldChanges.set(Map.of(NAME, Value.NULL));
    world.insert(ACCOUNTS, "acme");
    sync();
    assertThat(hooks.told).containsExactly("failed ROW-REQUIRED");
    assertThat(parked()).isOne();
  }

  @Test
  void a_vetoed_record_makes_no_row_until_it_changes_and_is_allowed() throws InterruptedException {
    hooks(HookPoint.PULL_ALLOWED).pull =
        record ->
            says(record.values().getOrDefault(NAME, Value.NULL), "bad")
                ? Decision.veto("bad name")
                : Decision.ALLOW;
    create("bad");
    create("good");
    sync();
    assertThat(world.rows(ACCOUNTS)).containsExactly("good");
    RecordId id = RecordId.of(id("bad"));
    assertThat(world.database.parked(ACCOUNTS, id))
        .hasValueSatisfying(
            parked -> assertThat(parked.problem().message()).contains("plugin test", "bad name"));
    change("bad", "better");
    sync();
    assertThat(world.rows(ACCOUNTS)).containsExactlyInAnyOrder("good", "better");
    assertThat(world.database.parked(ACCOUNTS, id)).isEmpty();
  }

  @Test
  void what_hooks_make_of_a_record_is_not_pushed_back() throws InterruptedException {
    hooks(HookPoint.PULL_VALUES).pulled =
        record -> Map.of(NAME, upper(record.values().getOrDefault(NAME, Value.NULL)));
    create("acme");
    sync();
    sync();
    assertThat(world.rows(ACCOUNTS)).containsExactly("ACME");
    assertThat(records()).containsExactly("acme");
    world.update(ACCOUNTS, new RowKey("1"), "mine");
    sync();
    assertThat(records()).containsExactly("mine");
    sync();
    assertThat(world.rows(ACCOUNTS)).containsExactly("MINE");
    change("mine", "theirs");
    sync();
    assertThat(world.rows(ACCOUNTS)).containsExactly("THEIRS");
    assertThat(records()).containsExactly("theirs");
  }

  @Test
  void single_values_and_columns_are_altered_before_they_are_written() throws InterruptedException {
    ScriptedHooks hooks = hooks(HookPoint.PULL_VALUE, HookPoint.BEFORE_SAVE);
    hooks.value = value -> upper(value.value());
    hooks.save =
        row ->
            says(row.columns().getOrDefault(COLUMN, Value.NULL), "NEVER")
                ? new Saving.Veto("never")
                : new Saving.Write(Map.of(COLUMN, new Value.Text(text(row.columns()) + "!")));
    create("acme");
    create("never");
    sync();
    sync();
    assertThat(world.rows(ACCOUNTS)).containsExactly("ACME!");
    assertThat(records()).containsExactlyInAnyOrder("acme", "never");
    assertThat(world.database.parked(ACCOUNTS, RecordId.of(id("never"))))
        .hasValueSatisfying(
            parked -> assertThat(parked.problem().message()).contains("before_save"));
  }

  private static String text(Map<ColumnName, Value> columns) {
    return columns.getOrDefault(COLUMN, Value.NULL) instanceof Value.Text(String text) ? text : "";
  }

  @Test
  void a_record_is_linked_with_the_row_that_a_hook_chooses() throws InterruptedException {
    ScriptedHooks hooks = hooks(HookPoint.PUSH_ALLOWED, HookPoint.PULL_ROW);
    hooks.push = row -> row.record().isEmpty() ? Decision.veto("only known rows") : Decision.ALLOW;
    RowKey key = world.insert(ACCOUNTS, "acme ");
    sync();
    hooks.row = _ -> Optional.of(key);
    create("acme");
    sync();
    assertThat(world.rows(ACCOUNTS)).hasSize(1);
    assertThat(records()).hasSize(1);
    assertThat(parked()).isZero();
  }

  @Test
  void deletions_are_vetoed_on_either_side() throws InterruptedException {
    world.insert(ACCOUNTS, "one");
    RowKey two = world.insert(ACCOUNTS, "two");
    sync();
    ScriptedHooks hooks = hooks(HookPoint.DELETE_ROW_ALLOWED, HookPoint.DELETE_RECORD_ALLOWED);
    hooks.deleteRow = _ -> Decision.veto("rows stay");
    hooks.deleteRecord = _ -> Decision.veto("records stay");
    RecordId one = RecordId.of(id("one"));
    world.write("{\"op\":\"delete\",\"object\":\"Account\",\"id\":\"%s\"}".formatted(one));
    world.delete(ACCOUNTS, two);
    sync();
    assertThat(world.rows(ACCOUNTS)).containsExactly("one");
    assertThat(records()).containsExactly("two");
    assertThat(parked()).isZero();
    assertThat(
            world.database.history().of(ACCOUNTS, Optional.of(one), Optional.empty(), 20).stream()
                .filter(entry -> entry.event() == HistoryEntry.Event.VETOED))
        .hasSize(1)
        .allSatisfy(entry -> assertThat(entry.detail()).contains("rows stay"));
  }
}
