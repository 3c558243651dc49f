package dev.syncline.simulator.tooling;

import dev.syncline.simulator.data.Row;
import dev.syncline.simulator.events.pubsub.ManagedSubscriptions;
import dev.syncline.simulator.events.pubsub.ManagedSubscriptions.Definition;
import dev.syncline.simulator.events.pubsub.ManagedSubscriptions.Replay;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Managed event subscriptions, as the Tooling API sets them up. */
final class SubscriptionSetUp implements SetUp {
  private final ManagedSubscriptions subscriptions;

  SubscriptionSetUp(ManagedSubscriptions subscriptions) {
    this.subscriptions = subscriptions;
  }

  @Override
  public List<Row> rows() {
    return subscriptions.definitions().entrySet().stream()
        .<Row>map(entry -> row(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Row row(String id, Definition definition) {
    String state = definition.running() ? "RUN" : "STOP";
    var metadata = new LinkedHashMap<String, @Nullable Object>();
    metadata.put("defaultReplay", definition.defaultReplay().name());
    metadata.put("errorRecoveryReplay", definition.errorRecoveryReplay().name());
    metadata.put("label", definition.developerName());
    metadata.put("state", state);
    metadata.put("topicName", definition.topic());
    var values = new HashMap<String, @Nullable Object>();
    values.put("DeveloperName", definition.developerName());
    values.put("MasterLabel", definition.developerName());
    values.put("FullName", definition.developerName());
    values.put("State", state);
    values.put("Metadata", metadata);
    return new ToolingRow(id, values);
  }

  @Override
  public String save(String fullName, JsonNode metadata) {
    var definition =
        new Definition(
            fullName,
            SetUp.required(metadata, "topicName"),
            replay(metadata.path("defaultReplay")),
            replay(metadata.path("errorRecoveryReplay")),
            !metadata.path("state").asString("RUN").equalsIgnoreCase("STOP"));
    try {
      return subscriptions.define(definition);
    } catch (IllegalStateException e) {
      throw SetUp.invalid(String.valueOf(e.getMessage()));
    }
  }

  private static Replay replay(JsonNode node) {
    String word = node.asString("LATEST").toUpperCase(Locale.ROOT);
    return switch (word) {
      case "LATEST" -> Replay.LATEST;
      case "EARLIEST" -> Replay.EARLIEST;
      default -> throw SetUp.invalid("A replay is LATEST or EARLIEST, not " + word);
    };
  }

  @Override
  public void remove(Row row) {
    subscriptions.definitions().entrySet().stream()
        .filter(entry -> entry.getKey().equals(row.id()))
        .findFirst()
        .ifPresent(entry -> subscriptions.delete(entry.getValue().developerName()));
  }
}
