package dev.syncline.app.webhook;

import dev.syncline.engine.hook.HookFailedException;
import dev.syncline.engine.hook.HookProblems;
import dev.syncline.model.FieldName;
import dev.syncline.model.RecordId;
import dev.syncline.model.RowKey;
import dev.syncline.model.Value;
import dev.syncline.plugin.Decision;
import dev.syncline.plugin.DeletedRecord;
import dev.syncline.plugin.FieldChanges;
import dev.syncline.plugin.HookPoint;
import dev.syncline.plugin.HookedMapping;
import dev.syncline.plugin.Hooks;
import dev.syncline.plugin.PulledRecord;
import dev.syncline.plugin.PulledValue;
import dev.syncline.plugin.PushedRow;
import dev.syncline.plugin.SavedRow;
import dev.syncline.plugin.Saving;
import dev.syncline.salesforce.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Hooks that ask a webhook: a POST with some items, answered with one object for each. */
public final class WebhookHooks implements Hooks {
  private static final int FORMAT = 1;

  private final HookedMapping mapping;
  private final Set<HookPoint> points;
  private final WebhookSender sender;

  /**
   * @param points at which the webhook is asked
   */
  public WebhookHooks(HookedMapping mapping, List<HookPoint> points, WebhookSender sender) {
    this.mapping = mapping;
    this.points = Set.copyOf(points);
    this.sender = sender;
  }

  @Override
  public Set<HookPoint> points() {
    return points;
  }

  private <I> byte[] send(
      HookPoint point, List<I> items, Function<I, Map<String, @Nullable Object>> told) {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("version", FORMAT);
    body.put("point", HookProblems.word(point));
    body.put("mapping", mapping.name().value());
    body.put("org", mapping.org().value());
    body.put("object", mapping.object().value());
    body.put("table", mapping.table().toString());
    body.put("items", items.stream().map(told).toList());
    return sender.send(Json.bytes(body));
  }

  private <I> List<JsonNode> ask(
      HookPoint point, List<I> items, Function<I, Map<String, @Nullable Object>> told) {
    List<JsonNode> answers = JsonAnswers.items(send(point, items, told));
    if (answers.size() != items.size()) {
      throw new HookFailedException(
          "its answer has %d items for %d".formatted(answers.size(), items.size()));
    }
    return answers;
  }

  private <I> List<Decision> decide(
      HookPoint point, List<I> items, Function<I, Map<String, @Nullable Object>> told) {
    return ask(point, items, told).stream().map(JsonAnswers::decision).toList();
  }

  @Override
  public List<Decision> pushAllowed(List<PushedRow> rows) {
    return decide(HookPoint.PUSH_ALLOWED, rows, JsonItems::of);
  }

  @Override
  public List<Optional<RecordId>> pushRecord(List<PushedRow> rows) {
    return ask(HookPoint.PUSH_RECORD, rows, JsonItems::of).stream()
        .map(JsonAnswers::record)
        .toList();
  }

  @Override
  public List<FieldChanges> pushValues(List<PushedRow> rows) {
    return ask(HookPoint.PUSH_VALUES, rows, JsonItems::of).stream()
        .map(JsonAnswers::changes)
        .toList();
  }

  @Override
  public void pushed(List<PushedRow.Done> rows) {
    send(HookPoint.PUSHED, rows, JsonItems::of);
  }

  @Override
  public void pushFailed(List<PushedRow.Failed> rows) {
    send(HookPoint.PUSH_FAILED, rows, JsonItems::of);
  }

  @Override
  public List<Decision> deleteRecordAllowed(List<PushedRow> rows) {
    return decide(HookPoint.DELETE_RECORD_ALLOWED, rows, JsonItems::of);
  }

  @Override
  public Optional<String> pullCondition(Optional<String> where) {
    List<JsonNode> answers =
        ask(
            HookPoint.PULL_CONDITION,
            List.of(where),
            condition -> {
              Map<String, @Nullable Object> item = new LinkedHashMap<>();
              item.put("where", condition.orElse(null));
              return item;
            });
    return JsonAnswers.where(answers.getFirst());
  }

  @Override
  public List<Decision> pullAllowed(List<PulledRecord> records) {
    return decide(HookPoint.PULL_ALLOWED, records, JsonItems::of);
  }

  @Override
  public List<Optional<RowKey>> pullRow(List<PulledRecord> records) {
    return ask(HookPoint.PULL_ROW, records, JsonItems::of).stream().map(JsonAnswers::row).toList();
  }

  @Override
  public List<Map<FieldName, Value>> pullValues(List<PulledRecord> records) {
    return ask(HookPoint.PULL_VALUES, records, JsonItems::of).stream()
        .map(JsonAnswers::fieldValues)
        .toList();
  }

  @Override
  public List<Value> pullValue(List<PulledValue> values) {
    List<JsonNode> answers = ask(HookPoint.PULL_VALUE, values, JsonItems::of);
    List<Value> altered = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      altered.add(JsonAnswers.value(values.get(i), answers.get(i)));
    }
    return altered;
  }

  @Override
  public List<Saving> beforeSave(List<SavedRow> rows) {
    return ask(HookPoint.BEFORE_SAVE, rows, JsonItems::of).stream()
        .map(JsonAnswers::saving)
        .toList();
  }

  @Override
  public List<Decision> deleteRowAllowed(List<DeletedRecord> records) {
    return decide(HookPoint.DELETE_ROW_ALLOWED, records, JsonItems::of);
  }
}
