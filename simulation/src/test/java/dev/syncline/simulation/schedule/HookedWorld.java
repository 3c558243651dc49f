package dev.syncline.simulation.schedule;

import static dev.syncline.simulation.schedule.SmallWorld.ACCOUNTS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.syncline.engine.hook.OnFailure;
import dev.syncline.engine.sync.Sync;
import dev.syncline.engine.sync.SyncRound;
import dev.syncline.model.ColumnName;
import dev.syncline.model.Direction;
import dev.syncline.model.FieldName;
import dev.syncline.model.Timing;
import dev.syncline.model.Value;
import dev.syncline.plugin.HookPoint;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A small world that hooks are asked about. */
abstract class HookedWorld {
  static final FieldName NAME = new FieldName("Name");
  static final ColumnName COLUMN = new ColumnName("name");
  static final Duration SOON = Duration.ofSeconds(5);
  SmallWorld world;

  @BeforeEach
  void open() throws IOException {
    world = new SmallWorld();
    world.accounts(Timing.STANDARD);
  }

  @AfterEach
  void close() {
    world.close();
  }

  ScriptedHooks hooks(HookPoint... points) {
    var hooks = new ScriptedHooks(points);
    world.hooked(hooks, OnFailure.RETRY, SOON);
    return hooks;
  }

  void sync() throws InterruptedException {
    Sync sync = world.sync();
    world.time.pass(Duration.ofMinutes(2));
    assertThat(sync.untilIdle(Direction.BOTH, Duration.ofHours(1)))
        .matches(SyncRound::whole, world.told.toString());
  }

  void create(String name) {
    world.write(
        "{\"op\":\"insert\",\"object\":\"Account\",\"fields\":{\"Name\":\"%s\"}}".formatted(name));
  }

  String id(String name) {
    return world.simulated.records("Account", List.of("Name")).stream()
        .filter(r -> name.equals(r.values().get("Name")))
        .findFirst()
        .orElseThrow()
        .id();
  }

  void change(String name, String other) {
    world.write(
        "{\"op\":\"update\",\"object\":\"Account\",\"id\":\"%s\",\"fields\":{\"Name\":\"%s\"}}"
            .formatted(id(name), other));
  }

  List<String> records() {
    return world.records("Account", "Name");
  }

  static Value upper(Value value) {
    return value instanceof Value.Text(String text)
        ? new Value.Text(text.toUpperCase(Locale.ROOT))
        : value;
  }

  static boolean says(Value value, String text) {
    return new Value.Text(text).equals(value);
  }

  long parked() {
    return world.database.outbox().counts(ACCOUNTS).parked() + world.database.parkedCount(ACCOUNTS);
  }
}
